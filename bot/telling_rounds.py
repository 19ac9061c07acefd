"""Rounds in words: when they are drawn, what a draw is like, and everybody's place in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.rounds.hours import awake, shared
from bot.domain.times import local_at
from bot.few import at_least_a_few
from bot.recurring import rule_words
from bot.reply import Line, Row
from bot.words import Exactly, Mention, say, say_count

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.profiles import Shown
    from bot.domain.rounds.records import Round, Seat
    from bot.domain.times import ZoneName
    from bot.ports import Work
    from bot.reply import Part
    from bot.words import Phrase


def rhythm(found: Round, zone: ZoneName) -> Phrase:
    """In what groups it is drawn, how often, and when next; whoever lives by another clock reads by which it goes."""
    often = None if found.starts.rule is None else rule_words(found.starts)
    groups, when = _GROUPS[found.size], Exactly(replace(found.starts, rule=None))
    if often is None:
        return say("{groups}, drawn once, on {when}.", groups=groups, when=when)
    if found.starts.zone != zone:
        often = say("{often} ({zone})", often=often, zone=found.starts.zone)
    return say("{groups}, drawn {often}; the next time on {when}.", groups=groups, often=often, when=when)


_GROUPS = {2: say("Pairs"), 3: say("Groups of three")}


def day_of(instant: datetime, zone: ZoneName) -> date:
    return local_at(instant, zone).date()


def numbers_of(
    groups: Collection[object], waits: Collection[object], score: int, most: int, repeats: int
) -> list[Part]:
    """Few who wait are not told from nobody but by that word: who they are must not be guessed from how many."""
    return [
        Line(say_count("One group.", "{count} groups.", len(groups))),
        Line(say("Score: {score} of {most} points.", score=score, most=most)),
        Line(say("Waiting: {number}.", number=at_least_a_few(len(waits)) if waits else say("nobody"))),
        Line(say("Together again too soon: {number}.", number=repeats or say("nobody"))),
    ]


async def still_together(work: Work, seats: Sequence[Seat]) -> dict[str, list[Member]]:
    """The others of each seat's group who are still in the round and may be together with them, by name."""
    found, apart = await _beside(work, seats)
    return {
        seat.id: [each for each in found[seat.id] if frozenset((each.id, seat.member)) not in apart] for seat in seats
    }


async def told_of(work: Work, seats: Sequence[Seat]) -> dict[str, list[Member]]:
    """The same with those who keep themselves away since the member was told of them: whoever is kept away must not be
    able to tell. Whom the member keeps away is left out."""
    found, apart = await _beside(work, seats)
    return {seat.id: [each for each in found[seat.id] if await _may_name(work, seat, each, apart)] for seat in seats}


async def _may_name(work: Work, seat: Seat, other: Member, apart: AbstractSet[frozenset[MemberId]]) -> bool:
    pair = frozenset((seat.member, other.id))
    if pair not in apart:
        return True
    told_at = await work.outbox.sent_at(NoticeKind.ROUND_DRAWN, seat.id)
    if told_at is None or pair in await work.company.kept_apart([*pair], by=told_at):
        return False
    return all(block.member != other.id for block in await work.book(seat.member).blocks.every())


async def _beside(
    work: Work, seats: Sequence[Seat]
) -> tuple[dict[str, list[Member]], AbstractSet[frozenset[MemberId]]]:
    """The others of each seat's group who are still in the round, and who of all of them are kept apart by now."""
    beside = await work.rounds.beside([each.circle for each in seats if each.circle is not None])
    here = {
        (of, each.member)
        for of in dict.fromkeys(each.round for each in seats)
        for each in await work.rounds.participations(of)
    }
    members = await work.subjects.members([each.member for each in beside])
    apart = await work.company.kept_apart(list(members))
    found: dict[str, list[Member]] = {}
    for seat in seats:
        others = [
            members[each.member]
            for each in beside
            if each.circle == seat.circle and each.member != seat.member and (each.round, each.member) in here
        ]
        found[seat.id] = sorted(others, key=lambda each: (each.name.casefold(), each.id))
    return found, apart


def hours_of(reader: Member, others: Sequence[Member], now: datetime) -> list[Part]:
    """When all of them are up, on everybody's own clock."""
    runs = shared([awake(each.zone, each.quiet, now) for each in (reader, *others)], now)
    if not runs:
        return [
            Line(say("You are hardly up at the same hours: write to each other first, and find an early or late one."))
        ]
    start, end = runs[0]
    mine = say(
        "Hours that suit: {start} to {end} on your clock ({zone}).",
        start=_clock(start, reader.zone),
        end=_clock(end, reader.zone),
        zone=reader.zone,
    )
    theirs = [
        Line(
            say(
                "For {name} that is {start} to {end} ({zone}).",
                name=Mention(each.id, each.name),
                start=_clock(start, each.zone),
                end=_clock(end, each.zone),
                zone=each.zone,
            )
        )
        for each in others
        if each.zone != reader.zone
    ]
    return [Line(mine), *theirs]


def hours_of_all(members: Sequence[Member], now: datetime) -> list[Part]:
    """The same for a conversation that all of them read, whose clocks it names."""
    runs = shared([awake(each.zone, each.quiet, now) for each in members], now)
    if not runs:
        return []
    zones = dict.fromkeys(each.zone for each in members)
    clocks = tuple(
        say("{start} to {end} ({zone})", start=_clock(runs[0][0], zone), end=_clock(runs[0][1], zone), zone=zone)
        for zone in zones
    )
    return [Line(say("Hours that suit: {clocks}.", clocks=clocks))]


def _clock(instant: datetime, zone: ZoneName) -> Phrase:
    return say("{time}", time=local_at(instant, zone).time())


def partner_row(partner: Member, shown: Shown | None, reasons: tuple[Phrase, ...]) -> Row:
    """Who it is, in their own line if they show it, and why the two."""
    name = Mention(partner.id, partner.name)
    line = None if shown is None else shown.headline or shown.occupation
    phrase = say("{name}", name=name) if line is None else say("{name}: {line}", name=name, line=line)
    return Row(phrase, (), say("{reasons}", reasons=reasons) if reasons else None)
