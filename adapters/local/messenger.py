"""The local workspace's way out: what Hallway says first goes to a direct conversation, a channel or a group."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.local.inbound import PLATFORM
from adapters.local.messages import HALLWAY, dm, in_channel, in_group
from adapters.local.render import render
from adapters.local.workspace import NoSuchThing, Workspace
from bot.domain.delivery import Accepted, Lookup, Outcome, Refused, Seen, Unknown
from bot.domain.members import Account
from bot.domain.noticeboard import Channel
from bot.domain.times import local_at
from bot.domain.together import Together
from bot.reader import Reader

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.local.messages import Draft
    from bot.dispatch import Dispatcher
    from bot.domain.delivery import Destination, Parcel
    from bot.ports import Clock


class LocalMessenger:
    """Like Slack: a second send is a second message, and the key can be read in the history."""

    platform = PLATFORM

    def __init__(self, workspace: Workspace, dispatcher: Dispatcher, clock: Clock) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher
        self._clock = clock

    async def send(self, parcel: Parcel) -> Outcome:
        refusal = self._refusal(parcel.say.to)
        if refusal is not None:
            return refusal
        now, say = self._clock.now(), parcel.say
        draft = replace(self._draft(parcel, now), key=parcel.key)
        try:
            if say.replaces is None:
                message = await self._workspace.post(_conversation(say.to), HALLWAY, draft, now)
                return Accepted(message.id, message.conversation)
            if not say.reply.parts:
                return await self.remove(parcel, say.replaces)
            await self._workspace.edit(say.replaces, draft)
        except NoSuchThing:
            return Refused("no_such_message")
        except sqlite3.Error as error:  # its file is on a disk like any other
            return Unknown(type(error).__name__)
        return Accepted(say.replaces, _conversation(say.to))

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        conversation = _conversation(parcel.say.to)
        found = self._workspace.with_key(conversation, parcel.key, since)
        return Seen(tuple(message.id for message in found), conversation)

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        await self._workspace.remove(message)
        return Accepted(message, _conversation(parcel.say.to))

    def _refusal(self, to: Destination) -> Refused | None:
        """Whoever takes no direct messages is in groups all the same, as on Discord."""
        try:
            match to:
                case Channel():
                    self._workspace.channel(to.id)
                case Together():
                    return self._refused_group(to)
                case Account():
                    return Refused("dm_closed") if self._workspace.persona(to.user).refuses else None
        except NoSuchThing:
            return Refused("no_such_channel" if isinstance(to, Channel) else "no_such_user")
        return None

    def _refused_group(self, to: Together) -> Refused | None:
        """Raise NoSuchThing for somebody who is not here."""
        for user in to.users:
            self._workspace.persona(user)
        return None if self._workspace.has_groups else Refused("no_groups")

    def _draft(self, parcel: Parcel, now: datetime) -> Draft:
        say, community = parcel.say, parcel.community
        reader = Reader(say.locale, say.zone, local_at(now, say.zone).date(), say.users)
        return render(say.reply, reader, lambda call: self._dispatcher.handle_of(call, community, say.to.member))


def _conversation(to: Destination) -> str:
    match to:
        case Channel():
            return in_channel(to.id)
        case Together():
            return to.destination or in_group(to.users)
        case Account():
            return dm(to.user)
