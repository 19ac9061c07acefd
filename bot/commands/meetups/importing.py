"""Taking meetups over from a calendar file: shown first, done after a yes."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.commands.meetups.new import MOST_COMING
from bot.commands.meetups.taking_over import FIELDS, Fate, Plan, meetup_of, planned, take_over
from bot.domain.meetups import upcoming
from bot.errors import TooMuch, Unsure
from bot.gatherings import EACH, in_the_way
from bot.kinds.calendars import CALENDAR, TAKE_OVER, CalendarFile
from bot.registry import command
from bot.reply import Heading, Part, Reply, Row, Small
from bot.words import Exactly, Phrase, Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.calendars import Changes, Imported
    from bot.domain.meetups import Meetup

_MOST_SHOWN = 10
"""Meetups of one kind that a preview names."""

_LONGEST = 100
"""Characters that a preview shows of a description."""


class MeetupImport(Command):
    """Take meetups over from a calendar file: share it with me, or paste it."""

    file: Annotated[
        CalendarFile,
        Slot("Calendar file", "Share the calendar file with me, or paste its text, all of it.", kind=CALENDAR),
    ]
    sure: Annotated[str | None, Slot("Take over", kind=TAKE_OVER, hidden=True)] = None


@command(
    "meetup import",
    phrases=(
        "import [a|the|our|my] calendar|meetups [file]",
        "import [a|the|our|my] meetups from [a|the|my|our] calendar [file]",
        "meetup import {file}",
        "meetup import",
    ),
    examples=("import meetups from a calendar",),
)
async def import_file(cmd: MeetupImport, ctx: Ctx) -> Reply:
    plans = await planned(ctx, cmd.file.events)
    fates = Counter(plan.fate for plan in plans)
    todo = [plan for plan in plans if plan.fate in (Fate.NEW, Fate.CHANGED)]
    await _must_have_room(ctx, fates[Fate.NEW])
    shown = await _shown(ctx, plans)
    if not todo:
        return Reply.of(*shown, say("There is nothing to take over."))
    if cmd.sure is None:
        asked = say_count("Take this one over?", "Take these {count} over?", len(todo))
        raise Unsure(asked, "sure", shown)
    for plan in todo:
        await take_over(ctx, plan)
    done = say(
        "Taken over: {new} new, {changed} changed. Whoever said yes to one that changed is told.",
        new=fates[Fate.NEW],
        changed=fates[Fate.CHANGED],
    )
    return Reply.of(done, *_listed(todo))


async def _must_have_room(ctx: Ctx, new: int) -> None:
    there = sum(not each.is_cancelled for each in await ctx.work.meetups.coming(ctx.now))
    if new and there + new > MOST_COMING:
        raise TooMuch(
            say("With those there would be {count} meetups; I keep {limit}.", count=there + new, limit=MOST_COMING)
        )


async def _shown(ctx: Ctx, plans: Sequence[Plan]) -> tuple[Part, ...]:
    """What the file holds, one kind after the other; of what is the same, only how many."""
    parts: list[Part] = []
    for fate, heading in ((Fate.NEW, say("New")), (Fate.CHANGED, say("Changes")), (Fate.LEFT, say("Left out"))):
        found = [plan for plan in plans if plan.fate is fate]
        if found:
            parts += [Heading(heading), *[await _row(ctx, plan) for plan in found[:_MOST_SHOWN]], *_more(found)]
    same = sum(plan.fate is Fate.SAME for plan in plans)
    if same:
        parts.append(Small(say_count("One is here just so already.", "{count} are here just so already.", same)))
    return tuple(parts)


def _listed(plans: Sequence[Plan]) -> list[Part]:
    return [Row(_title(plan)) for plan in plans[:_MOST_SHOWN]] + _more(plans)


def _more(plans: Sequence[Plan]) -> list[Part]:
    left = len(plans) - _MOST_SHOWN
    return [Small(say_count("and one more", "and {count} more", left))] if left > 0 else []


async def _row(ctx: Ctx, plan: Plan) -> Row:
    if plan.why is not None:
        return Row(_title(plan), detail=plan.why)
    if plan.changes is not None and plan.before is not None:
        return Row(_title(plan), detail=say("{parts}", parts=_changed(plan.changes, plan.imported, plan.before)))
    return Row(_title(plan), detail=await _clash(ctx, plan))


def _title(plan: Plan) -> Phrase:
    title, starts = Strong(plan.imported.title or "?"), plan.imported.starts
    if starts is None:
        return say("{title}", title=title)
    return say("{title}, {when}", title=title, when=Exactly(starts))


def _changed(changes: Changes, imported: Imported, before: Meetup) -> tuple[Phrase, ...]:
    """Such as "it was on Thu 12 Mar, 19:00 (Europe/Lisbon), place: Bar Lua"."""
    parts = [say("called off")] if changes.is_cancelled else []
    if changes.starts is not None:
        parts.append(say("it was on {when}", when=Exactly(before.starts)))
    for name, value in changes.fields.items():
        told = "" if value is None else str(value)
        parts.append(say("{field}: {value}", field=FIELDS[name], value=told[:_LONGEST] or say("none")))
    single = len(imported.overrides) if changes.starts is not None else len(changes.overrides)
    if single:
        parts.append(
            say_count("one single date moved or called off", "{count} single dates moved or called off", single)
        )
    return tuple(parts)


async def _clash(ctx: Ctx, plan: Plan) -> Phrase | None:
    """What else is there then. Two at one time in one place may be meant; it is said before the yes."""
    other = await in_the_way(ctx, list(islice(upcoming(meetup_of(ctx, plan), (), ctx.now), EACH)))
    if other is None:
        return None
    title, when = Strong(other.meetup.title), Exactly(other.starts)
    return say("{title} is in the same place then, on {when}.", title=title, when=when)
