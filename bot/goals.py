"""A member's goals in words, with how far each is, and a word when one is reached."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.goals import GoalKind
from bot.domain.progress import Recorded, progress
from bot.reply import Button, Line, Row, call
from bot.words import Phrase, Strong, by_name, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.goals import Goal
    from bot.domain.members import Member
    from bot.domain.progress import Progress
    from bot.ports import Book
    from bot.reply import Part

_MOST_NAMED = 5


async def recorded_in(book: Book, member: Member) -> Recorded:
    return Recorded(
        await book.introductions.every(),
        await book.contacts.every(),
        await book.notes.every(),
        await book.promises.every(),
        await book.deeds.every(),
        member.zone,
    )


async def open_goals(book: Book) -> Sequence[Goal]:
    """The eldest first."""
    return sorted((each for each in await book.goals.every() if each.is_open), key=lambda each: each.id)


async def goal_rows(book: Book, member: Member, now: datetime, *, since: date = date.min) -> list[Row]:
    """How far each is that is open; those that ran until a day before ``since`` are left out."""
    goals = [each for each in await open_goals(book) if each.until is None or each.until >= since]
    if not goals:
        return []
    recorded, today = await recorded_in(book, member), member.today(now).date()
    return [await _row(each, progress(each, recorded), today, book) for each in goals]


async def _row(goal: Goal, done: Progress, today: date, book: Book) -> Row:
    people = [await book.people.get(each) for each in done.people[:_MOST_NAMED]]
    names = say("with {names}", names=tuple(map(by_name, people))) if people else None
    return Row(_standing(goal, done, today), (Button(say("Let go"), call("goal", drop=goal.id)),), names)


def _standing(goal: Goal, done: Progress, today: date) -> Phrase:
    text, count, target = Strong(goal.text), done.count, goal.target
    if goal.until is None:
        return say("{goal}: {count} of {target}", goal=text, count=count, target=target)
    if goal.until < today:
        return say(
            "{goal}: {count} of {target}; it ran until {day}", goal=text, count=count, target=target, day=goal.until
        )
    return say("{goal}: {count} of {target}, until {day}", goal=text, count=count, target=target, day=goal.until)


_COUNTED = {
    GoalKind.MEET: say("I count the people you tell me you met, from now on."),
    GoalKind.TALK: say("I count the people you tell me you were in touch with, from now on."),
    GoalKind.HELP: say("I count the people you tell me you helped, from now on."),
    GoalKind.KEEP: say("I count the promises you keep, from now on."),
    GoalKind.DO: say("I count what you did from now on and put on your card, as in “I gave a talk on Arrow”."),
}


def how_counted(goal: Goal) -> list[Part]:
    """What will count, so that nobody waits for what never does."""
    counted = Line(_COUNTED[goal.kind])
    if goal.topic is None:
        return [counted]
    return [counted, Line(say("Only where what you wrote down speaks of “{topic}”.", topic=goal.topic))]


async def congratulations(book: Book, member: Member, now: datetime) -> tuple[Part, ...]:
    """A word for each goal that has just been reached, and with that it is closed."""
    goals = await open_goals(book)
    if not goals:
        return ()
    recorded, parts = await recorded_in(book, member), list["Part"]()
    for goal in goals:
        if progress(goal, recorded).count >= goal.target:
            await book.goals.save(goal.reached(at=now))
            parts.append(Line(say("You have reached your goal: {goal}. Congratulations!", goal=Strong(goal.text))))
    return tuple(parts)
