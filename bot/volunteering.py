"""Putting wishes before volunteers: planned anew at each change, and what a volunteer answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.asking import MANNERS, Diary, Plan, Seeking, planned
from bot.domain.fitting import Matching, last_asked
from bot.domain.ids import new_id
from bot.domain.profiles import Consent
from bot.domain.volunteers import Help, Question, Said, Stage, Volunteer
from bot.errors import NotFound, NotPossible
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.command import Ctx
    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.volunteers import Wish
    from bot.ports import Work

LOOKED_BACK = timedelta(days=180)
"""Questions older than this say nothing any more of who was asked lately."""

SETTLED = say("Thank you. That is settled by now, and nothing is needed from you.")
"""The same whatever became of it: found, taken back, or not to be."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that one kind of help is planned from. The questions are those of ``LOOKED_BACK``, planned ones included."""

    kind: Help
    volunteers: Mapping[MemberId, Volunteer]
    wishes: Sequence[Wish]
    questions: Sequence[Question]
    matching: Matching
    ends: Mapping[MemberId, Sequence[datetime]]
    now: datetime

    def of(self, wish: Wish) -> list[Question]:
        return [each for each in self.questions if each.wish == wish.id]

    def is_running(self, question: Question) -> bool:
        return question.asked_at <= self.now < question.answer_by and question.said is not Said.YES

    def holds(self, wish: Wish, question: Question) -> bool:
        """Whether that volunteer may still be asked this."""
        volunteer = self.volunteers.get(question.volunteer)
        return volunteer is not None and self.matching.may_ask(wish, volunteer) and self.has_room(volunteer)

    def has_room(self, volunteer: Volunteer) -> bool:
        return len(self.ends.get(volunteer.member, ())) < volunteer.capacity

    def asked(self, wish: Wish) -> set[MemberId]:
        """Who was asked for it, or lately for another wish of the same member."""
        lately = self.now - MANNERS[self.kind].not_again
        return {
            each.volunteer
            for each in self.questions
            if each.asked_at <= self.now
            and (each.wish == wish.id or (each.seeker == wish.member and each.asked_at > lately))
        }


async def replan(work: Work, kind: Help, now: datetime) -> None:
    """Bring what is planned for all open wishes to how things are now. The volunteers are to be held."""
    desk = await _desk(work, kind, now)
    diaries = await _diaries(work, desk)
    seekers: list[Seeking] = []
    for wish in desk.wishes:
        running = next((each for each in desk.of(wish) if desk.is_running(each)), None)
        if running is not None and not desk.holds(wish, running):
            await work.volunteers.keep(running.cut_short(at=now))
            running = None
        if running is not None:
            diaries[running.volunteer].taken.append((running.asked_at, running.answer_by))
        if kind is Help.MENTOR or not wish.is_dry(now):
            seekers.append(_seeking(desk, wish, running))
    plans = planned(seekers, diaries, MANNERS[kind])
    for seeking in seekers:
        await _write(work, desk, seeking.wish, plans[seeking.wish.id])


async def _diaries(work: Work, desk: _Desk) -> dict[MemberId, Diary]:
    members = await work.subjects.members(list(desk.volunteers))
    return {
        each.member: Diary(each.capacity, desk.ends.get(each.member, ()), awake=_awake(desk.kind, members[each.member]))
        for each in desk.volunteers.values()
    }


def _awake(kind: Help, member: Member) -> Callable[[datetime], datetime]:
    """A question for some hours is no use at night; and whoever rests is asked nothing."""

    def from_then_on(at: datetime) -> datetime:
        at = at if member.resting_until is None else max(at, member.resting_until)
        return member.awake_from(at) if kind is Help.LISTEN else at

    return from_then_on


def _seeking(desk: _Desk, wish: Wish, running: Question | None) -> Seeking:
    fitting = desk.matching.fitting(wish, desk.volunteers.values(), desk.asked(wish))
    asked = sum(each.asked_at <= desk.now for each in desk.of(wish))
    return Seeking(wish, fitting, asked, desk.now if running is None else running.answer_by)


async def _write(work: Work, desk: _Desk, wish: Wish, plan: Plan) -> None:
    before = {each.volunteer: each for each in desk.of(wish) if each.stage(desk.now) is Stage.PLANNED}
    for turn in plan.turns:
        there = before.pop(turn.volunteer, None)
        if there is None:
            there = Question(
                new_id(desk.now), wish.id, wish.kind, wish.member, turn.volunteer, turn.asked_at, turn.answer_by
            )
        await work.volunteers.keep(replace(there, asked_at=turn.asked_at, answer_by=turn.answer_by))
    for each in before.values():
        await work.volunteers.remove(each)
    if not wish.is_dry(desk.now):
        await work.volunteers.keep(replace(wish, dry_at=plan.dry_at))


async def _desk(work: Work, kind: Help, now: datetime) -> _Desk:
    volunteers = {each.member: each for each in await work.volunteers.willing(kind)}
    wishes = await work.volunteers.open_wishes(kind)
    questions = await work.volunteers.questions(kind, now - LOOKED_BACK)
    everybody = list({*volunteers, *(each.member for each in wishes)})
    shown = await work.profiles.shown(Consent.CARD, everybody)
    apart = await work.company.kept_apart(everybody)
    ends = defaultdict["MemberId", list["datetime"]](list)
    if kind is Help.MENTOR:
        for each in await work.mentoring.running(list(volunteers), now):
            ends[each.mentor].append(each.ends_at)
    matching = Matching(shown, apart, last_asked(questions, now), now)
    return _Desk(kind, volunteers, wishes, questions, matching, ends, now)


async def offered(ctx: Ctx, kind: Help) -> Volunteer | None:
    """What this member offers. The volunteers are held from here on."""
    await ctx.work.volunteers.hold()
    return next((each for each in await ctx.work.volunteers.offers_of(ctx.member.id) if each.kind is kind), None)


async def offer(ctx: Ctx, kind: Help) -> None:
    """Put this member's name down."""
    if await offered(ctx, kind) is None:
        await ctx.work.volunteers.keep(Volunteer(new_id(ctx.now), kind, ctx.member.id, ctx.now))
        await replan(ctx.work, kind, ctx.now)


async def withdraw(ctx: Ctx, offer: Volunteer) -> None:
    """Strike this member's name out."""
    await ctx.work.volunteers.remove(offer)
    await replan(ctx.work, offer.kind, ctx.now)


async def accept(ctx: Ctx, question_id: str) -> tuple[Question, Wish]:
    """Take this volunteer's yes; what follows from it, the plan included, is for the caller. Raise NotPossible where
    somebody else was first, where it was taken back, or where they have no room."""
    await ctx.work.volunteers.hold()
    question = await _mine(ctx, question_id)
    wish = (await ctx.work.volunteers.wishes([question.wish])).get(question.wish)
    if wish is None or not wish.is_open:
        raise NotPossible(SETTLED)
    desk = await _desk(ctx.work, question.kind, ctx.now)
    volunteer = desk.volunteers.get(ctx.member.id)
    if volunteer is None or not desk.matching.may_ask(wish, volunteer):
        raise NotPossible(SETTLED)
    if not desk.has_room(volunteer):
        raise NotPossible(say("You have as many mentees as you said you can take. Change that with: mentor offer."))
    question = question.accepted(at=ctx.now)
    await ctx.work.volunteers.keep(question)
    wish = wish.fulfilled(question, at=ctx.now)
    await ctx.work.volunteers.keep(wish)
    await _leave_alone(ctx.work, wish, ctx.now)
    return question, wish


async def may_be_asked(work: Work, question: Question, wish: Wish, now: datetime) -> bool:
    """Whether what was planned still may be asked: the volunteer still offers it, and nothing keeps the two apart."""
    desk = await _desk(work, question.kind, now)
    return desk.holds(wish, question)


async def decline(ctx: Ctx, question_id: str) -> None:
    """Nothing else changes by it: the next one is asked when this one's time is over."""
    await ctx.work.volunteers.hold()
    question = await _mine(ctx, question_id)
    await ctx.work.volunteers.keep(question.declined(at=ctx.now))


async def take_back(work: Work, wish: Wish, now: datetime) -> None:
    """The caller plans anew."""
    await work.volunteers.keep(wish.taken_back(at=now))
    await _leave_alone(work, wish, now)


async def _leave_alone(work: Work, wish: Wish, now: datetime) -> None:
    """Ask nobody else for it."""
    for each in await work.volunteers.questions_of(wish.id):
        match each.stage(now):
            case Stage.PLANNED:
                await work.volunteers.remove(each)
            case Stage.ASKED | Stage.DECLINED if each.answer_by > now:
                await work.volunteers.keep(each.cut_short(at=now))
            case _:
                continue


async def _mine(ctx: Ctx, question_id: str) -> Question:
    """One that was put to this member and waits for an answer."""
    found = (await ctx.work.volunteers.questions_by_id([question_id])).get(question_id)
    if found is None or found.volunteer != ctx.member.id or found.asked_at > ctx.now:
        raise NotFound(SETTLED)
    if found.said is not None:
        raise NotPossible(say("You have answered that already. Thank you."))
    return found


async def leave(work: Work, member: MemberId, now: datetime) -> None:
    """Take back everything this member offered and wished for, and end what they are in, so that nobody waits for
    them."""
    await work.volunteers.hold()
    for volunteer in await work.volunteers.offers_of(member):
        await work.volunteers.remove(volunteer)
    for wish in [each for each in await work.volunteers.wishes_of(member) if each.is_open]:
        await take_back(work, wish, now)
    for mentorship in [each for each in await work.mentoring.of(member) if each.is_active(now)]:
        await work.mentoring.keep(mentorship.ended(by=member, at=now))
    await replan_all(work, now)


async def replan_all(work: Work, now: datetime) -> None:
    for kind in Help:
        await replan(work, kind, now)
