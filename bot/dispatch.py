"""The dispatcher: every act of every platform goes through here, in one transaction, and comes back as one Reply."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.completing import Completion, completions
from bot.domain.feeds import THIS_MACHINE, Site
from bot.domain.ids import MemberId, new_id
from bot.domain.members import Account, Member, Role, ZoneFrom
from bot.domain.times import local_at
from bot.domain.zones import UTC_ZONE
from bot.errors import RoleUnknown, TooMuch, Undrawn, UserError
from bot.first_days import offered
from bot.handles import Handles
from bot.language.understand import grammar_of
from bot.matchmaking import Draws, drawn_aside
from bot.naming import NOBODY, users_named
from bot.notices import missed
from bot.reader import Reader
from bot.registry import Registry
from bot.reply import NOTHING, Button, Buttons, Call, Reply, Small, call
from bot.turn import Mind, Scene, Turn
from bot.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.ids import CommunityId
    from bot.domain.rounds.entrants import Case
    from bot.invocation import Invocation, Profile, Typing
    from bot.ports import Clock, Store, Work

log = logging.getLogger(__name__)

DRAWS = 4
"""How often a round is drawn for one act, where those who take part change in the meantime."""

PACE = 40
"""Acts a minute one member may make: nobody types as fast, a script gone wild does."""


@dataclass(frozen=True, slots=True)
class Response:
    """A reply, who reads it, and as which member: none where nobody is known, and the reply has no buttons then."""

    reply: Reply
    reader: Reader
    member: MemberId | None = None
    is_failure: bool = False
    """Something went wrong on our side: the event may be handed in again."""


class Dispatcher:
    """Takes invocations, one transaction each."""

    def __init__(
        self, store: Store, clock: Clock, commands: Registry, secret: bytes, site: Site = THIS_MACHINE
    ) -> None:
        self._store = store
        self._draws = Draws(drawn_aside)
        self._clock = clock
        self._mind = Mind(commands, grammar_of(commands), Handles(secret, commands), site)

    @property
    def commands(self) -> Registry:
        return self._mind.commands

    def handle_of(self, call: Call, community: CommunityId, member: MemberId) -> str:
        """What a button with this call carries when it is shown to this member."""
        return self._mind.handles.write(call, community, member)

    async def __call__(self, invocation: Invocation) -> Response:
        """Do what was asked. Whatever goes wrong is said in the reply, and has changed nothing."""
        try:
            return await self._with_draws(invocation)
        except RoleUnknown:
            pass
        try:  # outside of the unit of work: no transaction waits for a platform
            role = Role.MEMBER if invocation.ask_role is None else await invocation.ask_role()
        except UserError as error:
            return _response(Reply.of(error.phrase), None, invocation.profile, self._clock.now())
        return await self._with_draws(replace(invocation, profile=replace(invocation.profile, role=role)))

    async def _with_draws(self, invocation: Invocation) -> Response:
        """Draw what has to be drawn for it, outside of the unit of work, and do it again from the start."""
        for _ in range(DRAWS):
            try:
                return await self._done(invocation)
            except Undrawn as needed:
                act = f"{invocation.place.platform} {invocation.event_key}"
                drawn = await self._draws.made(act, needed.case, partial(self._slowly, invocation, needed.case))
                invocation = replace(invocation, draws=(*invocation.draws, (needed.case, drawn)))
        return _response(_busy(), None, invocation.profile, self._clock.now())

    async def _slowly(self, invocation: Invocation, case: Case) -> None:
        if invocation.meanwhile is not None:
            await invocation.meanwhile(
                _response(_working(len(case.entrants)), None, invocation.profile, self._clock.now())
            )

    async def _done(self, invocation: Invocation) -> Response:
        """Raise RoleUnknown or Undrawn, with nothing done, where the platform has to be asked for the member's role
        first, or a round to be drawn."""
        now, member, users = self._clock.now(), None, NOBODY
        try:
            async with self._store.work(invocation.community) as work:
                member, is_new = await _member(work, invocation.place.platform, invocation.profile, now)
                if await work.first_time(invocation.place.platform, invocation.event_key, member.id, now):
                    reply = await self._turn(work, member, invocation, now)
                    users = await users_named(work, invocation.place.platform, [reply])
                    await work.commit()
                    reply = _asking_for_zone(reply) if is_new and member.zone_from is ZoneFrom.NOBODY else reply
                else:
                    reply = NOTHING
        except UserError as error:
            reply = Reply.of(error.phrase, *error.also)
        except (RoleUnknown, Undrawn):
            raise
        except Exception:
            return replace(_response(_apology(invocation), member, invocation.profile, now), is_failure=True)
        return _response(reply, member, invocation.profile, now, users)

    async def join(self, community: CommunityId, platform: str, profile: Profile) -> None:
        """Let somebody be found by name and mention from here on, who has not spoken to Hallway yet."""
        async with self._store.work(community) as work:
            await _member(work, platform, profile, self._clock.now())
            await work.commit()

    async def learned(self, community: CommunityId, platform: str, profile: Profile) -> None:
        """Follow what changed on the platform: the name, and the zone unless the member told theirs."""
        async with self._store.work(community) as work:
            now = self._clock.now()
            before = await work.members.by_account(platform, profile.user)
            if before is None:
                return
            after = replace(before, name=profile.name)
            if profile.zone is not None and before.zone_from is not ZoneFrom.MEMBER:
                after = after.living_in(profile.zone, told_by=ZoneFrom.PLATFORM, now=now)
            await work.members.save(after)
            await work.commit()

    async def complete(self, typing: Typing) -> Sequence[Completion]:
        """What the slot being typed could become; nothing where something goes wrong, for hints are not worth more."""
        spec = self.commands.find(typing.command)
        bound = spec and spec.slots.get(typing.slot)
        if bound is None:
            return ()
        try:
            async with self._store.reading(typing.community) as work:
                return await completions(work, bound, typing, self._clock.now())
        except UserError:
            return ()

    async def _turn(self, work: Work, member: Member, invocation: Invocation, now: datetime) -> Reply:
        if await work.recent_acts(member.id, now - timedelta(minutes=1)) > PACE:
            raise TooMuch(say("That was a lot at once. Wait a minute, then go on."))
        talks = work.book(member.id).talk
        before = await talks.load()
        turn = Turn(
            self._mind, Scene(member, invocation.place, now, work, invocation.profile.role, invocation.draws), before
        )
        reply = await turn.run(invocation.act)
        if turn.talk != before and not turn.is_over:
            await talks.save(turn.talk)
        if invocation.place.channel is None and reply.form is None and not turn.is_over:
            reply = reply.plus(*await offered(work, member, now))
        unseen = await work.outbox.unseen(member.id)
        if unseen:
            reply = replace(reply.after(*await missed(work, unseen, now)), public=False)
            await work.outbox.shown(unseen)
        return reply


async def _member(work: Work, platform: str, profile: Profile, now: datetime) -> tuple[Member, bool]:
    """The member behind the account, and whether they are new: then they join with what the platform knows of them."""
    member = await work.members.by_account(platform, profile.user)
    if member is not None:
        return member, False
    source = ZoneFrom.NOBODY if profile.zone is None else ZoneFrom.PLATFORM
    zone = profile.zone or UTC_ZONE
    member = Member(MemberId(new_id(now)), profile.name, zone, now, locale=profile.locale, zone_from=source)
    await work.members.join(member, Account(work.community, platform, profile.user, member.id))
    return member, True


def _busy() -> Reply:
    return Reply.of(say("Members come and go in that round just now. Try again in a minute; nothing was changed."))


def _working(many: int) -> Reply:
    return Reply.of(
        say_count(
            "One moment: I work out who fits whom.",
            "One moment: I work out who of {count} fits whom. That takes some seconds; the answer comes right after.",
            many,
        )
    )


def _asking_for_zone(reply: Reply) -> Reply:
    """Once, at the first contact, where the platform tells nobody's zone."""
    return reply.plus(
        Small(say("I take your times as UTC until you tell me where you are, as in “I live in Lisbon”.")),
        Buttons.of(Button(say("Set my time zone"), call("settings", edit="yes"))),
    )


def _response(
    reply: Reply, member: Member | None, profile: Profile, now: datetime, users: Mapping[MemberId, str] = NOBODY
) -> Response:
    if member is not None:
        return Response(reply, replace(Reader.of(member, now), users=users), member.id)
    zone = profile.zone or UTC_ZONE
    return Response(reply, Reader(profile.locale, zone, local_at(now, zone).date()))


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
