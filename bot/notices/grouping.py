"""What groups are told: in one conversation of all of them where there can be one, else each of them alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.delivery import DeliveryState, Drop, Say, Wait
from bot.domain.together import FEWEST, Together, is_group, unless_together
from bot.notices import policy
from bot.notices.writing import Message, ToGroup
from bot.reply import Small
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.delivery import Composed, Due
    from bot.domain.ids import DeliveryId, MemberId
    from bot.domain.members import Account, Member
    from bot.domain.times import ZoneName
    from bot.domain.together import Spoken
    from bot.notices.writing import Written
    from bot.ports import Work
    from bot.reply import Reply

_ENGLISH = "en"


async def compose_together(
    work: Work, dues: Sequence[Due], messages: Written, now: datetime
) -> dict[DeliveryId, Composed]:
    """About every delivery to a group, and about those to members that wait for what becomes of their group's."""
    to_groups = [due for due in dues if is_group(due.recipient)]
    alone = {due.id: group for due in dues if (group := _instead_of(messages[due.id])) is not None}
    if not to_groups and not alone:
        return {}
    spoken = await work.outbox.spoken_to(list({*(due.recipient for due in to_groups), *alone.values()}))
    composed = await _told_groups(work, to_groups, messages, spoken, now)
    for due in dues:
        if due.id in alone and (put_off := unless_together(due, alone[due.id], spoken, now)) is not None:
            composed[due.id] = put_off
    return composed


def _instead_of(message: Message | ToGroup | Drop | Wait) -> MemberId | None:
    return message.instead_of if isinstance(message, Message) else None


async def _told_groups(
    work: Work, dues: Sequence[Due], messages: Written, spoken: Sequence[Spoken], now: datetime
) -> dict[DeliveryId, Composed]:
    composed = dict["DeliveryId", "Composed"]()
    written = dict["DeliveryId", ToGroup]()
    for due in dues:
        message = messages[due.id]
        if isinstance(message, ToGroup):
            written[due.id] = message
        else:
            composed[due.id] = message if isinstance(message, Drop) else Drop("meant for one member")
    if written:
        desk = await _desk(work, list({each for message in written.values() for each in message.members}), spoken, now)
        composed |= {due.id: desk.decide(due, written[due.id]) for due in dues if due.id in written}
    return composed


async def _desk(work: Work, ids: Sequence[MemberId], spoken: Sequence[Spoken], now: datetime) -> _Desk:
    board = await work.meetups.noticeboard()
    return _Desk(
        work,
        await work.subjects.members(ids),
        await work.members.accounts(ids),
        await work.members.suspended(),
        await work.members.teams(),
        {} if board is None else board.channels,
        spoken,
        now,
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """Decides about the groups of one batch. ``near`` are the channels in which each platform's threads belong."""

    work: Work
    members: Mapping[MemberId, Member]
    accounts: Mapping[MemberId, tuple[Account, ...]]
    suspended: frozenset[str]
    teams: Mapping[str, str]
    near: Mapping[str, str]
    spoken: Sequence[Spoken]
    now: datetime

    def decide(self, due: Due, message: ToGroup) -> Composed:
        members = [self.members[each] for each in dict.fromkeys(message.members) if each in self.members]
        if len(members) < max(FEWEST, len(set(message.members))):
            return Drop("not all of them are here")
        users = self._users(members)
        if not users:
            return Drop("no platform in common")
        reachable = sorted(users.keys() - self.suspended)
        if not reachable:
            return Wait(self.now + policy.SUSPENDED_FOR, "platform suspended")
        wait = policy.held_together(due, members, self.now)
        if wait is not None:
            return wait
        platform = self._preferred(due, members, reachable)
        to = self._together(due, message, platform, users[platform])
        return Say(self._dated(due, message, members), to, _locale(members), _zone(members))

    def _users(self, members: Sequence[Member]) -> dict[str, tuple[str, ...]]:
        """Their users on each platform that all of them are on."""
        found = [{each.platform: each.user for each in reversed(self.accounts[member.id])} for member in members]
        common = set(found[0]).intersection(*found[1:])
        return {platform: tuple(sorted(each[platform] for each in found)) for platform in common}

    def _preferred(self, due: Due, members: Sequence[Member], reachable: Sequence[str]) -> str:
        """Where they were told before, else what most of them prefer."""
        before = [each.platform for each in self._before(due) if each.platform in reachable]
        wished = Counter(member.prefers for member in members)
        return before[-1] if before and before[-1] else max(reachable, key=lambda platform: wished[platform])

    def _before(self, due: Due) -> list[Spoken]:
        is_told = (each for each in self.spoken if each.state is DeliveryState.SENT)
        return [each for each in is_told if each.group == due.recipient]

    def _together(self, due: Due, message: ToGroup, platform: str, users: tuple[str, ...]) -> Together:
        before = [each.destination for each in self._before(due) if each.platform == platform]
        return Together(
            self.work.community,
            platform,
            users,
            message.title,
            self.teams.get(platform, ""),
            self.near.get(platform),
            before[-1] if before else None,
        )

    def _dated(self, due: Due, message: ToGroup, members: Sequence[Member]) -> Reply:
        if not policy.is_late(due, members, self.now):
            return message.reply
        return message.reply.plus(Small(say("This was due on {when}; I could not send it in time.", when=due.moment)))


def _locale(members: Sequence[Member]) -> str:
    locales = {member.locale for member in members}
    return locales.pop() if len(locales) == 1 else _ENGLISH


def _zone(members: Sequence[Member]) -> ZoneName:
    """The one most of them live in."""
    return Counter(member.zone for member in members).most_common(1)[0][0]
