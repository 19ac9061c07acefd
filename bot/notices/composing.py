"""Composing: one pass over a batch of claimed deliveries, few queries for all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.beginning_rounds import keep_beginnings
from bot.domain.delivery import TO_CHANNELS, Composed, Drop, Due, NoticeKind, Say, Unseen, Wait
from bot.domain.together import is_group
from bot.naming import users_named
from bot.notices import policy
from bot.notices.announcing import compose_announcements
from bot.notices.bulletins import fill_bulletins
from bot.notices.grouping import compose_together
from bot.notices.messages import WRITERS, Writers
from bot.notices.writing import Message, ToGroup, Written
from bot.reply import Heading, Part, Reply, Small
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, MemberId
    from bot.domain.members import Account, Member
    from bot.notices.writing import Written
    from bot.ports import Store, Work


class Notices:
    """The composer: what each delivery says now, or why it must wait, or that nothing is left to say."""

    def __init__(self, store: Store, writers: Writers = WRITERS) -> None:
        self._store = store
        self._writers = writers

    async def __call__(self, community: CommunityId, dues: Sequence[Due], now: datetime) -> Sequence[Composed]:
        await fill_bulletins(self._store, community, dues, now)
        async with self._store.reading(community) as work:
            decided = await compose_announcements(work, [due for due in dues if due.kind in TO_CHANNELS], now)
            dues, every = [due for due in dues if due.id not in decided], dues
            recipients = list(dict.fromkeys(due.recipient for due in dues if not is_group(due.recipient)))
            members = await work.subjects.members(recipients)
            accounts = await work.members.accounts(recipients)
            messages = await _written(work, dues, members, now, self._writers)
            decided |= await compose_together(work, dues, messages, now)
            dues = [due for due in dues if due.id not in decided]
            unasked = [
                due.recipient for due in dues if isinstance(message := messages[due.id], Message) and message.unasked
            ]
            spent = await work.outbox.unasked_since(unasked, now - policy.BUDGET_WEEK) if unasked else {}
            desk = _Desk(members, accounts, await work.members.suspended(), spent, now)
            decided |= {due.id: desk.decide(due, messages[due.id]) for due in dues}
            composed = await _with_users(work, (decided[due.id] for due in every))
        await keep_beginnings(
            self._store, community, (each.begins for each in messages.values() if isinstance(each, Message))
        )
        return composed


async def _with_users(work: Work, decided: Iterable[Composed]) -> Sequence[Composed]:
    """Let each platform name the members that are named in messages there."""
    finished = list(decided)
    naming: defaultdict[str, dict[int, Say]] = defaultdict(dict)
    for index, each in enumerate(finished):
        if isinstance(each, Say) and next(each.reply.mentions, None) is not None:
            naming[each.to.platform][index] = each
    for platform, says in naming.items():
        users = await users_named(work, platform, (each.reply for each in says.values()))
        for index, each in says.items():
            finished[index] = replace(each, users=users)
    return finished


async def _written(
    work: Work, dues: Sequence[Due], members: dict[MemberId, Member], now: datetime, writers: Writers = WRITERS
) -> Written:
    """A message per delivery. Only those whose member is still here are written, and those to groups."""
    written: Written = {due.id: Drop("member is gone") for due in dues}
    by_kind: defaultdict[NoticeKind, list[Due]] = defaultdict(list)
    for due in dues:
        if due.recipient in members or is_group(due.recipient):
            by_kind[due.kind].append(due)
    for kind, group in by_kind.items():
        written.update(await writers[kind](work, group, members, now))
    return written


@dataclass(frozen=True, slots=True)
class _Desk:
    """Decides about one batch; ``spent`` counts up as unasked messages go out."""

    members: dict[MemberId, Member]
    accounts: dict[MemberId, tuple[Account, ...]]
    suspended: frozenset[str]
    spent: dict[MemberId, int]
    now: datetime

    def decide(self, due: Due, message: Message | ToGroup | Drop | Wait) -> Composed:
        if isinstance(message, Drop | Wait):
            return message
        if isinstance(message, ToGroup):
            return Drop("meant for a group")
        member, accounts = self.members[due.recipient], self.accounts.get(due.recipient, ())
        if not accounts:
            return Drop("nowhere to send it")
        account = _preferred(accounts, member.prefers, self.suspended)
        if account is None:
            return Wait(self.now + policy.SUSPENDED_FOR, "platform suspended")
        if policy.is_stale(due, self.now, unasked=message.unasked):
            return Drop("stale suggestion")
        spent = self.spent.get(due.recipient, 0)
        wait = policy.held(due, member, self.now, unasked=message.unasked, spent=spent)
        if wait is not None:
            return wait
        if message.unasked:
            self.spent[due.recipient] = spent + 1
        return Say(self._dated(due, message, member), account, member.locale, member.zone, message.unasked)

    def _dated(self, due: Due, message: Message, member: Member) -> Reply:
        """The message, and an apology where it comes late. An idea of Hallway's own has no time to be late for."""
        if message.unasked or not policy.is_late(due, [member], self.now):
            return message.reply
        return message.reply.plus(Small(say("This was due on {when}; I could not send it in time.", when=due.moment)))


async def as_it_stands(work: Work, due: Due, member: Member, now: datetime) -> Reply | None:
    """What a message that its member has would say now; none where nothing is left of it."""
    message = (await _written(work, [due], {member.id: member}, now))[due.id]
    return message.reply if isinstance(message, Message) else None


def _preferred(accounts: Sequence[Account], platform: str | None, suspended: frozenset[str]) -> Account | None:
    """One of several: a message goes to the member once, to the side they prefer where it can be reached."""
    reachable = [account for account in accounts if account.platform not in suspended]
    return next((account for account in reachable if account.platform == platform), next(iter(reachable), None))


async def missed(work: Work, unseen: Iterable[Unseen], now: datetime) -> tuple[Part, ...]:
    """What could not be delivered, for showing at the next contact."""
    dues = [each.due for each in unseen]
    members = await work.subjects.members(list({due.recipient for due in dues}))
    messages = await _written(work, dues, members, now)
    parts: list[Part] = []
    for due in dues:
        message = messages[due.id]
        if isinstance(message, Message):
            parts += [*message.reply.parts, Small(say("This was due on {when}.", when=due.moment))]
    return (Heading(say("I could not reach you with this")), *parts) if parts else ()
