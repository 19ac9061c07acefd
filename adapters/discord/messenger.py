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
from pydantic import BaseModel

from adapters.discord.errors import TROUBLE, NotSent, code_of, is_known, outcome_of
from adapters.discord.events import Events
from adapters.discord.history import keyed_messages
from adapters.discord.inbound import PLATFORM
from adapters.discord.render import render_one
from adapters.discord.threads import NoPlace, Threads
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
from bot.domain.members import Account
from bot.domain.noticeboard import Channel
from bot.domain.times import local_at
from bot.domain.together import Together
from bot.reader import Reader

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.discord.messages import Draft
    from adapters.discord.rest import Rest
    from bot.dispatch import Dispatcher
    from bot.domain.delivery import Destination, Parcel
    from bot.ports import Clock

log = logging.getLogger(__name__)


TOTAL = 10
"""Seconds one send may take, the opening of the conversation included."""

_UNKNOWN_CHANNEL = 10003
_CLOSED = frozenset({_UNKNOWN_CHANNEL, 50001, 50083})
"""Of a thread we knew: it is gone, we were taken out of it, or it is locked."""

_TRIES, _REMEMBERED = 3, 1000
"""Tries for an answer that nobody has heard of, and deliveries for which they are counted."""


class _Known(BaseModel):
    id: str


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
    _threads: Threads = field(init=False)

    platform = PLATFORM

    def __post_init__(self) -> None:
        self._threads = Threads(self.rest)

    async def send(self, parcel: Parcel) -> Outcome:
        if parcel.say.event is not None:
            return await self._host(parcel, parcel.say.event)
        if parcel.say.replaces is not None:
            return await self._renew(parcel, parcel.say.replaces)
        post = _Post(self.rest, self.opening, self._threads, parcel, self._draft(parcel))
        try:
            async with asyncio.timeout(TOTAL):
                outcome: Outcome = await post.run()
        except NoPlace:
            return Refused("no place for a thread")
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
            if isinstance(parcel.say.to, Together):
                return await self._look_up_in_threads(parcel.say.to, parcel.key, since)
            channel = await self._channel(parcel)
            if parcel.say.event is not None:
                return await Events(self.rest).with_key(parcel.key, channel)
            return Seen(tuple(await keyed_messages(self.rest, channel, parcel.key, since)), channel)
        except TROUBLE as error:
            return Unreadable(code_of(error))

    async def _look_up_in_threads(self, to: Together, key: str, since: datetime) -> Seen:
        try:
            found = await self._threads.keyed(to, key, since)
        except NoPlace:
            found = []
        return Seen(tuple(message for _, message in found), found[0][0] if found else to.destination or "")

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
        """Raise NotSent for a group whose thread is not known."""
        to = parcel.say.to
        if to.destination is None and isinstance(to, Together):
            raise NotSent("no thread")
        return to.destination or await open_conversation(self.rest, self.opening, to.user)

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
    threads: Threads
    parcel: Parcel
    draft: Draft
    has_begun: bool = False

    async def run(self) -> Accepted:
        """Raise NoPlace where a group can have no conversation."""
        to = self.parcel.say.to
        if to.destination is not None:
            try:
                return await self._post(to.destination)
            except discord.HTTPException as error:
                if not _is_gone(to, error):
                    raise
            self.has_begun = False
        if isinstance(to, Together):
            return await self._post(await self.threads.ready(to, self.parcel.key))
        return await self._post(await open_conversation(self.rest, self.opening, to.user))

    async def _post(self, channel: str) -> Accepted:
        body = {**self.draft.payload(), "nonce": self.parcel.key, "enforce_nonce": True}
        self.has_begun = True
        answer = await self.rest.post(f"/channels/{channel}/messages", body, self.draft.files)
        return Accepted(_Known.model_validate(answer).id, channel)


def _is_gone(to: Destination, error: discord.HTTPException) -> bool:
    """Whether another conversation can be opened in its place."""
    match to:
        case Channel():
            return False
        case Together():
            return error.code in _CLOSED
        case Account():
            return error.code == _UNKNOWN_CHANNEL


async def open_conversation(rest: Rest, pace: Pace, user: str) -> str:
    """The id of somebody's direct conversation with Hallway; Discord opens it or gives the one there is."""
    await pace.turn()
    return _Known.model_validate(await rest.post("/users/@me/channels", {"recipient_id": user})).id
