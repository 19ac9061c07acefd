"""Rounds between the records and a draw: who is in it with what is known of them, and everybody's place afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from bot.domain.ids import new_id
from bot.domain.profiles import Consent
from bot.domain.rounds.entrants import Case, Entrant
from bot.domain.rounds.history import REMEMBERED, History
from bot.domain.rounds.hours import awake
from bot.domain.rounds.records import LASTS, Draw, Place, Seat, asked_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.profiles import Shown
    from bot.domain.rounds.entrants import Drawn
    from bot.domain.rounds.records import Participation, Round
    from bot.ports import Work

_MIDWAY, _NEAR_THE_END = 0.5, 0.85


@dataclass(frozen=True, slots=True)
class LineUp:
    """Everybody who takes part in a round, on the eve of a draw: the case to be solved, who is paused, and who is left
    out from now on because they did not answer."""

    of: Round
    case: Case
    paused: tuple[Participation, ...]
    silent: tuple[Participation, ...]

    def still_holds(self, drawn: Drawn) -> bool:
        """Whether all who were drawn are still in it, and none of those together is kept apart. Who joined since waits
        for the next draw, as if they had come after it."""
        together = {frozenset(pair) for group in drawn.groups for pair in combinations(group, 2)}
        return drawn.members <= {each.member for each in self.case.entrants} and not together & self.case.apart


@dataclass(frozen=True, slots=True)
class Made:
    """How a draw came about: for which key, when, until when it lasts, and by whom if not by the calendar."""

    key: str
    at: datetime
    ends: datetime
    by: MemberId | None = None


def ends_of(of: Round, now: datetime) -> datetime:
    """When groups drawn now should have met: by the next draw on the calendar; where that comes so soon that they had
    no time, by the one after it."""
    if of.due_at is None or of.due_at <= now:
        return now + LASTS
    following = of.starts.following(of.starts.instant)
    apart = LASTS if following is None else following.instant - of.due_at
    if of.due_at - now >= apart / 2:
        return of.due_at
    return now + LASTS if following is None else following.instant


async def line_up(work: Work, of: Round, now: datetime, seed: int) -> LineUp:
    everybody = await work.rounds.participations(of.id)
    draws = await work.rounds.draws(of.id, limit=REMEMBERED)
    history = History(draws, await work.rounds.seats([each.id for each in draws]))
    awaited = [each for each in everybody if not each.is_paused(now)]
    silent = [each for each in awaited if history.is_silent(each, now)]
    members = [each.member for each in awaited if each not in silent]
    known = await work.subjects.members(members)
    shown = await work.profiles.shown(Consent.ROUNDS, members)
    waited = history.waited
    case = Case(
        entrants=tuple(_entrant(known[each], shown.get(each), now, waited) for each in sorted(members)),
        seed=seed,
        size=of.size,
        odd=of.odd,
        apart=frozenset(await work.company.kept_apart(members)),
        lately=history.lately,
        before=history.before,
    )
    return LineUp(of, case, tuple(each for each in everybody if each not in awaited), tuple(silent))


def _entrant(member: Member, shown: Shown | None, now: datetime, waited: frozenset[MemberId]) -> Entrant:
    up, was_left = awake(member.zone, member.quiet, now), member.id in waited
    if shown is None:
        return Entrant(member.id, up, waited=was_left)
    return Entrant(member.id, up, shown.interests, shown.offers, shown.asks, was_left)


async def keep_draw(work: Work, found: LineUp, drawn: Drawn, made: Made) -> Draw:
    """Write a draw down. What everybody is told of it follows from their seats. Raise NotPossible where it was made
    already, by another replica or a moment ago."""
    draw = Draw(
        new_id(made.at),
        found.of.id,
        made.key,
        made.at,
        made.ends,
        made.by,
        drawn.seed,
        drawn.score,
        drawn.most,
        len(drawn.groups),
        len(drawn.waits),
        drawn.repeats,
    )
    everybody = [each for group in drawn.groups for each in group]
    members = await work.subjects.members([*everybody, *drawn.waits])
    await work.rounds.draw(draw, [*_grouped(draw, drawn, members), *_left_out(draw, drawn, found)])
    for each in found.silent:
        await work.rounds.join(each.silenced(at=made.at))
    return draw


def _grouped(draw: Draw, drawn: Drawn, members: Mapping[MemberId, Member]) -> Sequence[Seat]:
    seats: list[Seat] = []
    for group in drawn.groups:
        mine = [_seat(draw, each, Place.GROUPED) for each in group]
        circle = mine[0].id
        for seat in mine:
            zone = members[seat.member].zone
            asks = asked_at(draw.created_at, draw.ends_at, _MIDWAY, zone)
            again = asked_at(draw.created_at, draw.ends_at, _NEAR_THE_END, zone)
            seats.append(replace(seat, circle=circle, among=len(group), asks=asks, asks_again=again))
    return seats


def _left_out(draw: Draw, drawn: Drawn, found: LineUp) -> Sequence[Seat]:
    return [
        *(_seat(draw, each, Place.WAITS) for each in drawn.waits),
        *(_seat(draw, each.member, Place.PAUSED) for each in found.paused),
        *(_seat(draw, each.member, Place.SILENT) for each in found.silent),
    ]


def _seat(draw: Draw, member: MemberId, place: Place) -> Seat:
    return Seat(new_id(draw.created_at), draw.id, draw.round, member, draw.created_at, place)
