"""Changing a meetup: one occurrence's time, or anything of all of it. Whoever said yes is told, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.commands.meetups.changing import (
    Scope,
    moved_to,
    must_fit,
    override,
    retimed,
    seat_again,
    series_from,
)
from bot.commands.meetups.new import SEATS, TITLE, minutes_between
from bot.domain.meetups import occurrence
from bot.domain.naming_meetups import MeetupRef, Programme
from bot.domain.times import Moment
from bot.errors import NotFound
from bot.gatherings import coming, must_be_theirs, must_not_clash, still_ahead
from bot.kinds import Facts
from bot.kinds.choices import Off, choice_of
from bot.kinds.lengths import LENGTH, Length
from bot.kinds.meetups import ALL_THE_SAME, MEETUP, MOVED_TO
from bot.kinds.texts import NOTE
from bot.kinds.times import HOUR
from bot.registry import command
from bot.reply import Form, Line, Reply, Small
from bot.telling_meetups import answers_to, changes_to, described, whole_series
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.meetups import Meetup, Occurrence
    from bot.reply import Part


class MeetupEdit(Command):
    """Change a meetup that you host."""

    meetup: Annotated[MeetupRef, Slot("Which meetup", "Which meetup?", kind=MEETUP)]
    title: Annotated[str | None, Slot("Title", lead=("title", "called"), kind=TITLE)] = None
    when: Annotated[Moment | time | None, Slot("New time", lead=("to",), kind=MOVED_TO)] = None
    where: Annotated[str | None, Slot("Place", lead=("at", "in"))] = None
    until: Annotated[time | Off | None, Slot("Until what time", lead=("until", "till"), kind=HOUR)] = None
    length: Annotated[Length | None, Slot("How long", lead=("for", "lasting"), kind=LENGTH)] = None
    about: Annotated[str | None, Slot("What it is about", lead=("about",), kind=NOTE)] = None
    link: Annotated[str | None, Slot("Link", lead=("link", "online at"))] = None
    capacity: Annotated[int | None, Slot("Seats", lead=("capacity", "seats", "max"), kind=SEATS)] = None
    scope: Annotated[Scope | None, Slot("This one or all", lead=("scope",), kind=choice_of(Scope))] = None
    later: Annotated[Length | None, Slot("How much later", lead=("by",), kind=LENGTH, hidden=True)] = None
    anyway: Annotated[str | None, Slot("All the same", kind=ALL_THE_SAME, hidden=True)] = None

    @property
    def says_nothing(self) -> bool:
        new = (
            self.title,
            self.when,
            self.later,
            self.where,
            self.until,
            self.length,
            self.about,
            self.link,
            self.capacity,
        )
        return all(each is None for each in new)


@command(
    "meetup edit",
    phrases=(
        "move|postpone|reschedule|shift [the] meetup {meetup} to {when}",
        "move|postpone|reschedule|shift {meetup} meetup to {when!}",
        "^ move|postpone|reschedule|shift|push|delay {meetup$} [back] to|until {when!}",
        "change|set|move the place|location|venue of {meetup} to {where}",
        "change|set|move the time|date|day of {meetup} to {when!}",
        "change|set|raise|lower|increase|reduce the capacity|limit|seats of|for {meetup} to {capacity!}",
        "change|set the title|name of {meetup} to {title}",
        "^ change|set {meetup$} to|until {when!}",
        "^ {meetup$} is now at|in {where}",
        "^ {meetup$} moves|moved to {where}",
        "^ {meetup$} starts|is|begins now [at|on] {when!}",
        "^ {meetup$} now starts|begins [at|on] {when!}",
        "^ move|postpone|reschedule|shift|push|delay {meetup$} [back] by {later!}",
        "move|postpone|reschedule|shift|push|delay the meetup {meetup} [back] by {later!}",
        "^ {meetup$} [now] has {capacity!} seats|places|spots [now]",
        "the meetup {meetup} [now] has {capacity!} seats|places|spots [now]",
        "edit|change [the] meetup {meetup}",
        "meetup edit {meetup}",
        "meetup edit",
    ),
    examples=("move Thursday's meetup to 20:00",),
)
async def edit(cmd: MeetupEdit, ctx: Ctx) -> Reply:
    found = await still_ahead(ctx, cmd.meetup)
    must_be_theirs(ctx, found.meetup)
    await ctx.work.meetups.hold(found.meetup.id)
    if cmd.says_nothing:
        return Reply.of(Form("meetup edit", await _as_said(found, ctx), {}))
    starts = _new_start(found, cmd, ctx)
    if cmd.capacity is not None:
        await must_fit(ctx, found.meetup, cmd.capacity)
    is_elsewhere = any(each is not None for each in (starts, cmd.where, cmd.until, cmd.length))
    if is_elsewhere and cmd.anyway is None:
        await must_not_clash(ctx, [_planned(found, starts, cmd)])
    return await _changed(found, starts, cmd, ctx)


def _new_start(found: Occurrence, cmd: MeetupEdit, ctx: Ctx) -> Moment | None:
    if cmd.when is not None:
        return moved_to(found, cmd.when, ctx)
    return None if cmd.later is None else cmd.later.after(found.starts)


async def _changed(found: Occurrence, starts: Moment | None, cmd: MeetupEdit, ctx: Ctx) -> Reply:
    meetup, key = found.meetup, found.key
    is_one = found.meetup.is_series and cmd.scope is not Scope.ALL
    if starts is not None and starts != found.starts and is_one and starts.rule is None:
        meetup = await override(ctx, found, starts)
    elif starts is not None and starts != found.starts:
        meetup = await retimed(ctx, meetup, series_from(meetup, found, starts))
        key = meetup.starts.key if not meetup.is_series else ""
    after = _fields(meetup, found, cmd)
    if after != meetup:
        news = ctx.now if _is_news(meetup, after) else None
        await ctx.work.meetups.save(_told(meetup, after, news))
        after = await ctx.work.meetups.get(meetup.id)
    await seat_again(ctx, after, moved=starts is not None)
    shown = occurrence(after, await ctx.work.meetups.overrides([after.id]), key or after.starts.key)
    assert shown is not None, "it was just saved"
    lines = [_saved(found, after, is_moved=meetup is not found.meetup)]
    if starts is not None and starts.zone != ctx.member.zone:
        day, hour = starts.local.date(), f"{starts.local:%H:%M}"
        lines.append(Line(say("By its own clock: {day}, {hour} ({zone}).", day=day, hour=hour, zone=starts.zone)))
    others = _of_series(found, after, is_moved=meetup is not found.meetup) if is_one else []
    return Reply.of(*lines, *described(shown), *others, answers_to(shown), changes_to(shown))


def _saved(found: Occurrence, after: Meetup, *, is_moved: bool) -> Line:
    """Whether anybody is told: nobody has to be of another title, or of more seats."""
    if is_moved or _is_news(found.meetup, after):
        return Line(say("Saved. Whoever said yes is told."))
    return Line(say("Saved."))


def _of_series(found: Occurrence, after: Meetup, *, is_moved: bool) -> list[Part]:
    """A time is one date's; whatever else was said holds for all of them."""
    if _fields_of(found.meetup) == _fields_of(after):
        return whole_series(found)
    every = say("Its other dates keep their times. All else that you changed holds for every date of this series.")
    return [Small(every if is_moved else say("This holds for every date of this series."))]


def _fields(meetup: Meetup, found: Occurrence, cmd: MeetupEdit) -> Meetup:
    """The meetup with what was said of it, its time apart."""
    new = {"title": cmd.title, "where": cmd.where, "about": cmd.about, "link": cmd.link, "capacity": cmd.capacity}
    said = {name: value for name, value in new.items() if value is not None}
    if cmd.until is not None or cmd.length is not None:
        said["minutes"] = minutes_between(found.starts, cmd.until, cmd.length)
    return replace(meetup, **said)  # pyright: ignore[reportArgumentType] - by name


def _is_news(before: Meetup, after: Meetup) -> bool:
    """Whether somebody could come to the wrong place, or at the wrong time."""
    return (before.where, before.link, before.minutes) != (after.where, after.link, after.minutes)


def _told(before: Meetup, after: Meetup, at: object) -> Meetup:
    return before.changed(told_at=at, **_fields_of(after))  # pyright: ignore[reportArgumentType] - by name


def _fields_of(meetup: Meetup) -> dict[str, object]:
    return {name: getattr(meetup, name) for name in ("title", "where", "about", "link", "capacity", "minutes")}


def _planned(found: Occurrence, starts: Moment | None, cmd: MeetupEdit) -> Occurrence:
    return replace(found, meetup=_fields(found.meetup, found, cmd), starts=starts or found.starts)


async def _as_said(found: Occurrence, ctx: Ctx) -> dict[str, str]:
    """The form as it opens. A new time is left open: the one it has stays."""
    meetup = found.meetup
    values = {
        "meetup": await _named(found, ctx),
        "title": meetup.title,
        "where": meetup.where,
        "about": meetup.about,
        "link": meetup.link,
        "capacity": None if meetup.capacity is None else str(meetup.capacity),
    }
    return {name: text for name, text in values.items() if text}


async def _named(found: Occurrence, ctx: Ctx) -> str:
    """Title and day, where they mean this one alone, as somebody would type it; else its reference."""
    name, ref = f"{found.meetup.title} {found.starts.local:%Y-%m-%d}", MeetupRef.of(found)
    facts = Facts(ctx.member, ctx.now, meetups=Programme(await coming(ctx.work, ctx.now)))
    try:
        meant = MEETUP.readings(name, facts)
    except NotFound:
        return str(ref)
    return name if [each.value for each in meant if each.sure] == [ref] else str(ref)
