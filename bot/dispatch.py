"""The dispatcher: every act of every platform goes through here, in one transaction, and comes back as one Reply."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.ids import MemberId, new_id
from bot.domain.members import Account, Member
from bot.errors import TooMuch, UserError
from bot.handles import Handles
from bot.language.understand import Grammar
from bot.notices import missed
from bot.registry import Registry
from bot.reply import NOTHING, Call, Reply
from bot.turn import Mind, Scene, Turn
from bot.words import say

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId
    from bot.invocation import Invocation, Profile
    from bot.ports import Clock, Store, Work

log = logging.getLogger(__name__)

PACE = 40
"""Acts a minute one member may make: nobody types as fast, a script gone wild does."""


@dataclass(frozen=True, slots=True)
class Response:
    """A reply and its reader; no reader where nothing is said."""

    reply: Reply
    reader: Member | None


class Dispatcher:
    """Takes invocations, one transaction each."""

    def __init__(self, store: Store, clock: Clock, commands: Registry, secret: bytes) -> None:
        self._store = store
        self._clock = clock
        self._mind = Mind(commands, Grammar(commands), Handles(secret, commands))

    @property
    def commands(self) -> Registry:
        return self._mind.commands

    def handle_of(self, call: Call, community: CommunityId, member: MemberId) -> str:
        """What a button with this call carries when it is shown to this member."""
        return self._mind.handles.write(call, community, member)

    async def __call__(self, invocation: Invocation) -> Response:
        """Do what was asked. Whatever goes wrong is said in the reply, and has changed nothing."""
        reader: Member | None = None
        try:
            async with self._store.work(invocation.community) as work:
                now = self._clock.now()
                reader = await _member(work, invocation.place.platform, invocation.profile, now)
                if not await work.first_time(invocation.place.platform, invocation.event_key, reader.id, now):
                    return Response(NOTHING, None)
                reply = await self._turn(work, reader, invocation, now)
                await work.commit()
                return Response(reply, reader)
        except UserError as error:
            return Response(Reply.of(error.phrase), reader)
        except Exception:
            return Response(_apology(invocation), reader)

    async def join(self, community: CommunityId, platform: str, profile: Profile) -> None:
        """Let somebody be found by name and mention from here on, who has not spoken to Hallway yet."""
        async with self._store.work(community) as work:
            await _member(work, platform, profile, self._clock.now())
            await work.commit()

    async def _turn(self, work: Work, member: Member, invocation: Invocation, now: datetime) -> Reply:
        if await work.recent_acts(member.id, now - timedelta(minutes=1)) > PACE:
            raise TooMuch(say("That was a lot at once. Wait a minute, then go on."))
        talks = work.book(member.id).talk
        before = await talks.load()
        turn = Turn(self._mind, Scene(member, invocation.place, now, work), before)
        reply = await turn.run(invocation.act)
        if turn.talk != before and not turn.is_over:
            await talks.save(turn.talk)
        unseen = await work.outbox.unseen(member.id)
        if unseen:
            reply = replace(reply.after(*await missed(work, unseen, now)), public=False)
            await work.outbox.shown(unseen)
        return reply


async def _member(work: Work, platform: str, profile: Profile, now: datetime) -> Member:
    """The member behind the account; somebody new joins with what the platform knows of them."""
    member = await work.members.by_account(platform, profile.user)
    if member is None:
        member = Member(
            MemberId(new_id(now)), profile.name, profile.zone, now, locale=profile.locale, role=profile.role
        )
        await work.members.join(member, Account(work.community, platform, profile.user, member.id))
    return member


def _apology(invocation: Invocation) -> Reply:
    number = secrets.token_hex(4)
    log.exception("act_failed", extra={"error_id": number, "act": type(invocation.act).__name__})
    return Reply.of(
        say(
            "Something went wrong on my side, and nothing was changed. Try again; if it stays so, tell whoever runs "
            "Hallway here this number: {number}.",
            number=number,
        )
    )
