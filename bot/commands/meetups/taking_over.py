"""Meetups out of a calendar file: what each is here, and taking it over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from bot.calendars import Changes, changes, foreign_id, known_by
from bot.commands.meetups.changing import override, retimed, seat_again
from bot.commands.meetups.new import FURTHEST, TITLE
from bot.domain.ids import new_id
from bot.domain.meetups import Meetup, Override, last_of, occurrence
from bot.errors import NotPossible
from bot.gatherings import must_be_theirs
from bot.kinds.texts import LINE, NOTE
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.calendars import Imported
    from bot.command import Ctx
    from bot.words import Phrase


class Fate(Enum):
    """What becomes of a meetup in a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Plan:
    """One meetup of the file: ``id`` is what it is called here, ``before`` how it is here where it changes, ``why``
    what keeps it from being taken over."""

    imported: Imported
    fate: Fate
    id: str = ""
    changes: Changes | None = None
    before: Meetup | None = None
    why: Phrase | None = None


async def planned(ctx: Ctx, file: Sequence[Imported]) -> list[Plan]:
    """In the order of the file; one that stands there twice counts once."""
    plans = list[Plan]()
    for imported in file:
        plan = await _plan(ctx, imported)
        if plan.id and plan.fate is not Fate.LEFT and any(plan.id == each.id for each in plans):
            plan = replace(plan, fate=Fate.LEFT, why=say("It is in the file twice."))
        plans.append(plan)
    return plans


async def _plan(ctx: Ctx, imported: Imported) -> Plan:
    problem = imported.problem or _too_long(imported)
    if problem is not None:
        return Plan(imported, Fate.LEFT, why=problem)
    uid = imported.uid or f"{imported.title} {imported.starts}"
    known = known_by(uid)
    meetup = await ctx.work.meetups.find(known.meetup)
    if meetup is None:
        return _new(ctx, imported, known.meetup if known.key is None else foreign_id(uid))
    overrides = await ctx.work.meetups.overrides([meetup.id])
    if known.key is not None:
        return _single(imported, meetup, overrides, known.key)
    return _changed(ctx, imported, meetup, changes(meetup, overrides, imported, ctx.now))


def _new(ctx: Ctx, imported: Imported, meetup: str) -> Plan:
    assert imported.starts is not None
    last = last_of(imported.starts)
    why = None
    if imported.is_cancelled:
        why = say("It was cancelled.")
    elif last is not None and last.instant <= ctx.now:
        why = say("It is over.")
    elif imported.starts.instant - ctx.now > FURTHEST:
        why = say("It is more than two years away, further than I can promise.")
    return Plan(imported, Fate.NEW if why is None else Fate.LEFT, meetup, why=why)


def _single(imported: Imported, meetup: Meetup, overrides: Sequence[Override], key: str) -> Plan:
    """An occurrence that was exported on its own."""
    found = occurrence(meetup, overrides, key)
    is_there = found is not None and (found.is_cancelled == imported.is_cancelled)
    if is_there and found is not None and imported.starts is not None and found.begins == imported.starts.instant:
        return Plan(imported, Fate.SAME, f"{meetup.id}@{key}")
    return Plan(imported, Fate.LEFT, why=say("It is one of a series here; change it with meetup edit."))


def _changed(ctx: Ctx, imported: Imported, meetup: Meetup, changed: Changes) -> Plan:
    if meetup.is_cancelled and not imported.is_cancelled:
        return Plan(imported, Fate.LEFT, meetup.id, why=say("It was cancelled here."))
    if changed.is_nothing:
        return Plan(imported, Fate.SAME, meetup.id)
    try:
        must_be_theirs(ctx, meetup)
    except NotPossible as error:
        return Plan(imported, Fate.LEFT, meetup.id, why=error.phrase)
    over = meetup.over_at is not None and meetup.over_at <= ctx.now
    starts = changed.starts
    if over or (starts is not None and (last_of(starts) or starts).instant <= ctx.now and starts.rule is None):
        return Plan(imported, Fate.LEFT, meetup.id, why=say("It is over."))
    return Plan(imported, Fate.CHANGED, meetup.id, changed, meetup)


def _too_long(imported: Imported) -> Phrase | None:
    limits = {"title": TITLE, "where": LINE, "link": LINE, "about": NOTE}
    for name, kind in limits.items():
        if len(getattr(imported, name) or "") > kind.limit:
            return say("Its {field} is longer than {limit} characters.", field=FIELDS[name], limit=kind.limit)
    return None


FIELDS = {
    "title": say("title"),
    "where": say("place"),
    "link": say("link"),
    "about": say("description"),
    "minutes": say("minutes"),
}
"""What a change to each is called."""


async def take_over(ctx: Ctx, plan: Plan) -> None:
    if plan.fate is Fate.NEW:
        await _add(ctx, plan)
    elif plan.fate is Fate.CHANGED and plan.changes is not None:
        await _change(ctx, plan.id, plan.changes, plan.imported)


async def _add(ctx: Ctx, plan: Plan) -> None:
    made = meetup_of(ctx, plan)
    await ctx.work.meetups.add(made)
    for key, starts in plan.imported.overrides:
        if occurrence(made, (), key) is not None:
            await ctx.work.meetups.override(Override(new_id(ctx.now), made.id, key, starts, ctx.now, made.sequence))


def meetup_of(ctx: Ctx, plan: Plan) -> Meetup:
    """The meetup that it would be, whoever takes it over its host."""
    imported = plan.imported
    assert imported.starts is not None
    made = Meetup(plan.id, ctx.member.id, imported.title, imported.starts, ctx.now, imported.minutes)
    told = replace(made, where=imported.where, link=imported.link, about=imported.about, sequence=imported.sequence)
    ends = (each.instant + timedelta(minutes=told.minutes) for _, each in imported.overrides if each is not None)
    return told.reaching(max(ends, default=None))


async def _change(ctx: Ctx, meetup_id: str, changed: Changes, imported: Imported) -> None:
    await ctx.work.meetups.hold(meetup_id)
    meetup = await ctx.work.meetups.get(meetup_id)
    if changed.is_cancelled:
        await ctx.work.meetups.save(meetup.cancelled(at=ctx.now))
        return
    if changed.starts is not None:
        meetup = await retimed(ctx, meetup, changed.starts)
    if changed.fields:
        told_at = ctx.now if changed.fields.keys() & {"where", "link", "minutes"} else None
        await ctx.work.meetups.save(meetup.changed(told_at=told_at, **changed.fields))
        meetup = await ctx.work.meetups.get(meetup_id)
    overrides = await ctx.work.meetups.overrides([meetup_id])
    for key, starts in changes(meetup, overrides, imported, ctx.now).overrides.items():
        found = occurrence(meetup, await ctx.work.meetups.overrides([meetup_id]), key)
        if found is not None:
            meetup = await override(ctx, found, starts)
    await seat_again(ctx, meetup, moved=changed.starts is not None or bool(changed.overrides))
