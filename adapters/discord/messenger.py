"""Discord's way out: direct messages and posts in channels, under a nonce that is the same on every attempt."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord
from pydantic import BaseModel, TypeAdapter

from adapters.discord.errors import TROUBLE, NotSent, code_of, is_known, outcome_of
from adapters.discord.events import Events
from adapters.discord.inbound import PLATFORM
from adapters.discord.render import render_one
from bot.domain.delivery import (
    Accepted,
    CalledOff,
    Event,
    Lookup,
    NotAccepted,
    Outcome,
    Refused,
    Seen,
    Unknown,
    Unreadable,
)
from bot.domain.noticeboard import Channel
from bot.domain.times import local_at
from bot.reader import Reader

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.discord.messages import Draft
    from adapters.discord.rest import Rest
    from bot.dispatch import Dispatcher
    from bot.domain.delivery import Parcel
    from bot.ports import Clock

log = logging.getLogger(__name__)


TOTAL = 10
"""Seconds one send may take, the opening of the conversation included."""

_PAGE = 100
_PAGES = 10
"""Messages of history a look-up reads at most: a thousand. Beyond that the history counts as unreadable."""

_UNKNOWN_CHANNEL = 10003
_TRIES, _REMEMBERED = 3, 1000
"""Tries for an answer that nobody has heard of, and deliveries for which they are counted."""


class _Known(BaseModel):
    id: str


class _Option(BaseModel):
    value: str = ""


class _Component(BaseModel):
    custom_id: str | None = None
    components: list[_Component] = []
    options: list[_Option] = []

    def carries(self, mark: str) -> bool:
        """Whether the mark ends the custom id of anything in it."""
        ids = [self.custom_id or "", *(option.value for option in self.options)]
        return any(each.endswith(f"~{mark}") for each in ids) or any(each.carries(mark) for each in self.components)


class _Message(_Known):
    components: list[_Component] = []


_MESSAGES: TypeAdapter[list[_Message]] = TypeAdapter(list[_Message])


@dataclass(slots=True)
class Pace:
    """One in ``every`` seconds. Whoever would wait longer than ``patience`` is sent away with the time it takes."""

    every: float = 1.0
    patience: float = 3.0
    monotonic: Callable[[], float] = time.monotonic
    _next: float = 0.0

    async def turn(self) -> None:
        """Raise NotSent when the queue is too long."""
        now = self.monotonic()
        wait = max(0.0, self._next - now)
        if wait > self.patience:
            raise NotSent("opening too many conversations", wait)
        self._next = now + wait + self.every
        await asyncio.sleep(wait)


@dataclass(slots=True)
class DiscordMessenger:
    """See bot.ports.Messenger. The parcel's key is the nonce, and ends the custom id of the message's buttons."""

    rest: Rest
    dispatcher: Dispatcher
    clock: Clock
    opening: Pace = field(default_factory=Pace)
    _strange: Counter[str] = field(default_factory=Counter[str])

    platform = PLATFORM

    async def send(self, parcel: Parcel) -> Outcome:
        if parcel.say.event is not None:
            return await self._host(parcel, parcel.say.event)
        if parcel.say.replaces is not None:
            return await self._renew(parcel, parcel.say.replaces)
        post = _Post(self.rest, self.opening, parcel, self._draft(parcel))
        try:
            async with asyncio.timeout(TOTAL):
                outcome: Outcome = await post.run()
        except TROUBLE as error:
            outcome = outcome_of(error)
            if isinstance(outcome, Unknown) and not post.has_begun:
                outcome = NotAccepted(outcome.code)
            if not is_known(error):
                outcome = self._given_up_in_the_end(parcel, outcome)
        return outcome

    async def _host(self, parcel: Parcel, event: Event | CalledOff) -> Outcome:
        channel = await self._channel(parcel)
        try:
            async with asyncio.timeout(TOTAL):
                return await Events(self.rest).put(parcel, event, channel)
        except discord.NotFound as error:
            gone = parcel.say.replaces if event is CalledOff.GONE else None
            return outcome_of(error) if gone is None else Accepted(gone, channel)
        except TROUBLE as error:
            return outcome_of(error)

    async def _renew(self, parcel: Parcel, message: str) -> Outcome:
        """Whether or not an attempt came through, another does no harm."""
        if not parcel.say.reply.parts:
            return await self.remove(parcel, message)
        try:
            async with asyncio.timeout(TOTAL):
                channel, draft = await self._channel(parcel), self._draft(parcel)
                await self.rest.patch(f"/channels/{channel}/messages/{message}", draft.payload(), draft.files)
        except TROUBLE as error:
            return outcome_of(error)
        return Accepted(message, channel)

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        try:
            channel = await self._channel(parcel)
            if parcel.say.event is not None:
                return await Events(self.rest).with_key(parcel.key, channel)
            return Seen(tuple(await self._with_key(parcel.key, channel, since)), channel)
        except TROUBLE as error:
            return Unreadable(code_of(error))

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        to = parcel.say.to
        try:
            channel = await self._channel(parcel)
            await self.rest.delete(f"/channels/{channel}/messages/{message}")
        except discord.NotFound:
            return Accepted(message, to.destination or to.user)
        except TROUBLE as error:
            return outcome_of(error)
        return Accepted(message, channel)

    async def _channel(self, parcel: Parcel) -> str:
        to = parcel.say.to
        return to.destination or await open_conversation(self.rest, self.opening, to.user)

    async def _with_key(self, key: str, channel: str, since: datetime) -> list[str]:
        """Ids of the messages that carry the key, oldest first. Raise NotSent when there is too much to read."""
        after, found = snowflake_at(since), list[str]()
        for _ in range(_PAGES):
            answer = await self.rest.get(f"/channels/{channel}/messages", after=after, limit=_PAGE)
            page = sorted(_MESSAGES.validate_python(answer), key=lambda message: int(message.id))
            found += [message.id for message in page if any(each.carries(key) for each in message.components)]
            if len(page) < _PAGE:
                return found
            after = int(page[-1].id)
        raise NotSent("too much history")

    def _draft(self, parcel: Parcel) -> Draft:
        say, community = parcel.say, parcel.community
        reader = Reader(say.locale, say.zone, local_at(self.clock.now(), say.zone).date(), say.users)
        return render_one(
            say.reply, reader, lambda call: self.dispatcher.handle_of(call, community, say.to.member), parcel.key
        )

    def _given_up_in_the_end(self, parcel: Parcel, outcome: Outcome) -> Outcome:
        """An answer that no table knows is believed the third time, and the log says so."""
        if len(self._strange) > _REMEMBERED:
            self._strange.clear()
        self._strange[parcel.key] += 1
        if not isinstance(outcome, NotAccepted) or self._strange[parcel.key] < _TRIES:
            return outcome
        del self._strange[parcel.key]
        log.error("discord_unknown_refusal", extra={"code": outcome.code, "delivery": parcel.delivery})
        return Refused(outcome.code)


@dataclass(slots=True)
class _Post:
    """One attempt. ``has_begun`` tells whether the message itself may have left."""

    rest: Rest
    opening: Pace
    parcel: Parcel
    draft: Draft
    has_begun: bool = False

    async def run(self) -> Accepted:
        to = self.parcel.say.to
        if to.destination is not None:
            try:
                return await self._post(to.destination)
            except discord.NotFound as error:
                if error.code != _UNKNOWN_CHANNEL or isinstance(to, Channel):
                    raise
            self.has_begun = False
        return await self._post(await open_conversation(self.rest, self.opening, to.user))

    async def _post(self, channel: str) -> Accepted:
        body = {**self.draft.payload(), "nonce": self.parcel.key, "enforce_nonce": True}
        self.has_begun = True
        answer = await self.rest.post(f"/channels/{channel}/messages", body, self.draft.files)
        return Accepted(_Known.model_validate(answer).id, channel)


async def open_conversation(rest: Rest, pace: Pace, user: str) -> str:
    """The id of somebody's direct conversation with Hallway; Discord opens it or gives the one there is."""
    await pace.turn()
    return _Known.model_validate(await rest.post("/users/@me/channels", {"recipient_id": user})).id


def snowflake_at(instant: datetime) -> int:
    """The id just before the first of that millisecond."""
    return max(0, discord.utils.time_snowflake(instant) - 1)
