"""What everybody in a round hears of each draw: with whom and why, or why with nobody; and later whether they met."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.asking_rounds import asked_elsewhere
from bot.beginning_rounds import beginnings_of
from bot.domain.delivery import Drop, NoticeKind
from bot.domain.preparing import matches
from bot.domain.profiles import Consent
from bot.domain.rounds.records import Outcome, Place
from bot.domain.together import is_group
from bot.notices.writing import Message, ToGroup
from bot.preparing import seeker_of
from bot.reply import Button, Buttons, Heading, Line, Reply, Small, call
from bot.telling_rounds import (
    day_of,
    hours_of,
    hours_of_all,
    partner_row,
    still_together,
    told_of,
)
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from bot.domain.delivery import Due
    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.profiles import Shown
    from bot.domain.rounds.beginnings import Beginnings
    from bot.domain.rounds.records import Participation, Round, Seat
    from bot.notices.writing import Members, Written
    from bot.ports import Work
    from bot.reply import Part

ROUND_NOTICES = (NoticeKind.ROUND_DRAWN, NoticeKind.ROUND_ASKED, NoticeKind.ROUND_TOGETHER)


@dataclass(frozen=True, slots=True)
class _Table:
    """One member's seat with all that is to be known for a message about it."""

    seat: Seat
    of: Round
    own: Participation
    reader: Member
    others: Sequence[Member]
    told_of: Sequence[Member]
    shown: Mapping[MemberId, Shown]


async def write_round_notices(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    seats = await work.rounds.seats_by_id([_seat_of(due) for due in dues])
    together = await still_together(work, list(seats.values()))
    asked_of = {_seat_of(due) for due in dues if due.kind is NoticeKind.ROUND_ASKED}
    asked = [seat for seat in seats.values() if seat.id in asked_of]
    named, elsewhere = await told_of(work, asked), await asked_elsewhere(work, asked)
    rounds = {each.id: each for each in await work.rounds.every()}
    own = {
        (each.round, each.member): each
        for of in dict.fromkeys(seat.round for seat in seats.values())
        for each in await work.rounds.participations(of)
    }
    others = {each.id for found in together.values() for each in found}
    shown = await work.profiles.shown(Consent.ROUNDS, sorted(others))
    written: Written = {}
    for due in dues:
        seat = seats.get(_seat_of(due))
        if is_group(due.recipient):
            written[due.id] = await _together(work, seat, rounds, now)
            continue
        taking_part = None if seat is None else own.get((seat.round, due.recipient))
        if seat is None or seat.member != due.recipient or taking_part is None:
            written[due.id] = Drop("not in it any more")
            continue
        if due.kind is NoticeKind.ROUND_ASKED and seat.id in elsewhere:
            written[due.id] = Drop("asked of the next draw with the same people")
            continue
        of, reader = rounds[seat.round], members[due.recipient]
        table = _Table(seat, of, taking_part, reader, together[seat.id], named.get(seat.id, ()), shown)
        written[due.id] = await _written(work, due, table, now)
    return written


async def _together(work: Work, seat: Seat | None, rounds: Mapping[str, Round], now: datetime) -> ToGroup | Drop:
    """One message to all who are still in the group, with something to begin with."""
    if seat is None or seat.circle is None:
        return Drop("nothing of it is left")
    beside = await work.rounds.beside([seat.circle])
    near = await still_together(work, beside)
    if any(len(near[each.id]) != seat.among - 1 for each in beside):
        return Drop("not all of them are in it any more")
    members = await work.subjects.members([each.member for each in beside])
    everybody = sorted(members.values(), key=lambda each: (each.name.casefold(), each.id))
    title = rounds[seat.round].title
    names = tuple(Mention(each.id, each.name) for each in everybody)
    begins = await beginnings_of(work, seat, [each for each in members if each != seat.member])
    parts: list[Part] = [
        Heading(say("{title}", title=title)),
        Line(say("Here you are together: {names}.", names=names)),
        *hours_of_all(everybody, now),
        Line(say("To begin with: {question}", question=begins.question(title))),
    ]
    return ToGroup(Reply.of(*parts), tuple(members), title)


def _seat_of(due: Due) -> str:
    return due.subject.partition("/")[0]


async def _written(work: Work, due: Due, table: _Table, now: datetime) -> Message | Drop:
    if due.kind is NoticeKind.ROUND_ASKED:
        return _asked(table)
    match table.seat.place:
        case Place.GROUPED:
            return await _grouped(work, table, now)
        case Place.WAITS:
            return Message(Reply.of(*_waits(table)))
        case Place.PAUSED:
            return _paused(table, now)
        case Place.SILENT:
            return Message(Reply.of(*_silent(table)))


async def _grouped(work: Work, table: _Table, now: datetime) -> Message:
    if not table.others:
        return Message(Reply.of(*_left_alone(table)))
    found = matches(
        await seeker_of(work.book(table.reader.id), table.reader.id),
        [table.shown[each.id] for each in table.others if each.id in table.shown],
    )
    by_member = {each.who.member: each for each in found}
    begins = await beginnings_of(work, table.seat, [each.id for each in table.others], found)
    why = {each: begins.reasons(match) for each, match in by_member.items()}
    rows = [partner_row(each, table.shown.get(each.id), why.get(each.id, ())) for each in table.others]
    gone = table.seat.among - 1 - len(table.others)
    parts: list[Part] = [
        Heading(say("{title}: whom you meet this time", title=table.of.title)),
        *rows,
        *([Small(say("One more was in this group and has left meanwhile."))] if gone > 0 else []),
        *_why(begins),
        *hours_of(table.reader, table.others, now),
        Line(say("To begin with: {question}", question=begins.question(table.of.title))),
        Line(say("Write to each other and find a time. I ask later whether you met.")),
    ]
    begun = tuple(each.key for each in begins.points.values())
    return Message(Reply.of(*parts), begins=replace(table.seat, begun=begun) if begun else None)


def _why(begins: Beginnings) -> list[Part]:
    if begins.points:
        return []
    best = Small(say("Why you: of all the ways to put everybody together, this one suits best."))
    if not begins.has_met_all:
        return [best]
    return [Small(say("You were in a group together before, and I know nothing new that you share.")), best]


def _left_alone(table: _Table) -> list[Part]:
    said = "{title} was drawn, and whom I had for you has left meanwhile. You come first in the next draw, on {day}."
    return [Line(say(said, title=Strong(table.of.title), day=_next(table)))]


def _waits(table: _Table) -> list[Part]:
    said = (
        "{title} was drawn, and the numbers did not work out: there is nobody left for you this time. You come first "
        "in the next draw, on {day}."
    )
    return [Line(say(said, title=Strong(table.of.title), day=_next(table)))]


def _next(table: _Table) -> date:
    return day_of(table.of.starts.instant, table.reader.zone)


def _paused(table: _Table, now: datetime) -> Message | Drop:
    """They know until when they are left out: they hear of the last draw before they are in one again, of none else."""
    title, own = Strong(table.of.title), table.own
    if own.paused_until is not None and own.paused_until > (table.of.due_at or now):
        return Drop("left out of the next draw too")
    if own.is_silent:
        return Message(
            Reply.of(say("{title} was drawn without you. In the next draw you are in it.", title=title), _ways(table))
        )
    return Message(
        Reply.of(say("{title} was drawn without you, as you wished. You are in the next draw.", title=title))
    )


def _silent(table: _Table) -> list[Part]:
    own = table.own
    if own.paused_until is None or not own.is_silent:
        return [
            Line(say("{title} was drawn without you. In the next draw you are in it.", title=Strong(table.of.title)))
        ]
    said = (
        "{title} was drawn without you: of the last two groups you did not tell me whether you met, so I leave you out "
        "until {day}. One press and you are in it again."
    )
    day = day_of(own.paused_until, table.reader.zone)
    return [Line(say(said, title=Strong(table.of.title), day=day)), _ways(table)]


def _ways(table: _Table) -> Buttons:
    return Buttons.of(
        Button(say("I'm back"), call("round join", round=table.of.id)),
        Button(say("Leave the round"), call("round leave", round=table.of.id)),
    )


def _asked(table: _Table) -> Message | Drop:
    seat = table.seat
    if not table.told_of:
        return Drop("nobody is left in the group")
    if not seat.is_open:
        return Drop("answered")
    names = tuple(Mention(each.id, each.name) for each in table.told_of)
    buttons = (
        Button(say("We met"), call("round answer", outcome=Outcome.MET.value, seat=seat.id)),
        Button(say("We will meet"), call("round answer", outcome=Outcome.WILL.value, seat=seat.id)),
        Button(say("We could not"), call("round answer", outcome=Outcome.NOT.value, seat=seat.id)),
    )
    asked = say("{title}: have you met {names}?", title=Strong(table.of.title), names=names)
    return Message(Reply.of(Line(asked), Buttons(buttons)))
