"""The local workspace's way out: what Hallway says first goes to somebody's direct conversation."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.local.inbound import PLATFORM
from adapters.local.messages import HALLWAY, dm
from adapters.local.render import render
from adapters.local.workspace import NoSuchThing, Workspace
from bot.domain.delivery import Accepted, Lookup, Outcome, Refused, Seen, Unknown
from bot.domain.times import local_at
from bot.reader import Reader

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.local.messages import Draft
    from bot.dispatch import Dispatcher
    from bot.domain.delivery import Parcel
    from bot.ports import Clock


class LocalMessenger:
    """Like Slack: a second send is a second message, and the key can be read in the history."""

    platform = PLATFORM

    def __init__(self, workspace: Workspace, dispatcher: Dispatcher, clock: Clock) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher
        self._clock = clock

    async def send(self, parcel: Parcel) -> Outcome:
        user = parcel.say.account.user
        try:
            persona = self._workspace.persona(user)
        except NoSuchThing:
            return Refused("no_such_user")
        if persona.refuses:
            return Refused("dm_closed")
        now = self._clock.now()
        draft = replace(self._draft(parcel, now), key=parcel.key)
        try:
            message = await self._workspace.post(dm(user), HALLWAY, draft, now)
        except sqlite3.Error as error:  # its file is on a disk like any other
            return Unknown(type(error).__name__)
        return Accepted(message.id, message.conversation)

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        conversation = dm(parcel.say.account.user)
        found = self._workspace.with_key(conversation, parcel.key, since)
        return Seen(tuple(message.id for message in found), conversation)

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        await self._workspace.remove(message)
        return Accepted(message, dm(parcel.say.account.user))

    def _draft(self, parcel: Parcel, now: datetime) -> Draft:
        say, community = parcel.say, parcel.community
        reader = Reader(say.locale, say.zone, local_at(now, say.zone).date(), say.users)
        return render(say.reply, reader, lambda call: self._dispatcher.handle_of(call, community, say.account.member))
