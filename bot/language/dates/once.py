"""From what was said to moments, for a time that comes (or came) once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.domain.times import Moment, Precision, ZoneName, instant_of, local_at
from bot.language.dates.agreement import dates_of
from bot.language.dates.amounts import Amount
from bot.language.dates.clock import Clock
from bot.language.dates.days import Calendar, Nearby, Tense, Week
from bot.language.dates.now import Now
from bot.language.dates.pieces import Piece
from bot.language.dates.spans import Span
from bot.language.dates.vocabulary import PERIOD_TIMES, Period

_FURTHEST = timedelta(days=5 * 366)
_LONGEST_AGO = timedelta(days=100 * 366)
_MINUTE, _DAY, _HOUR = timedelta(minutes=1), timedelta(days=1), timedelta(hours=1)
_LAST_MINUTE = time(23, 59)
_WORK_ENDS, _EVENING = time(17), time(20)
_STAY_WITHIN_DAY = frozenset({Period.END_OF_DAY})


@dataclass(frozen=True, slots=True)
class View:
    """The present in the zone of the phrase, which is the member's own unless the phrase names one."""

    now: Now
    zone: ZoneName | tzinfo
    tense: Tense

    @property
    def local(self) -> datetime:
        if isinstance(self.zone, tzinfo):
            return self.now.instant.astimezone(self.zone).replace(tzinfo=None)
        return local_at(self.now.instant, self.zone)

    def moment(self, local: datetime, precision: Precision) -> Moment:
        """A bare offset is not a zone: such a moment is kept in the member's."""
        if isinstance(self.zone, tzinfo):
            instant = local.replace(tzinfo=self.zone).astimezone(UTC)
            return Moment(local_at(instant, self.now.zone), self.now.zone, precision)
        return Moment(local, self.zone, precision)

    def holds(self, moment: Moment) -> bool:
        """Whether it lies in the right tense and within reach."""
        away = moment.instant - self.now.instant
        if self.tense is Tense.FUTURE:
            return timedelta(0) < away <= _FURTHEST
        return timedelta(0) <= -away <= _LONGEST_AGO


def moments_of(piece: Piece, now: Now, tense: Tense) -> tuple[Moment, ...]:
    """What a piece that does not recur can mean; none when it cannot be told, or lies on the wrong side of now."""
    view = View(now, piece.zone or now.zone, tense)
    if piece.clock is not None and piece.clock.is_now:
        if not piece.days:
            return ()
        piece = _at_this_time(piece, view)
    if piece.start or piece.lasting or piece.times or (piece.end and piece.days):
        return ()
    if piece.end is not None:
        piece = replace(piece, days=(piece.end,))
    if piece.elapsed is not None:
        found = _elapsed(piece.elapsed, view)
    elif piece.days:
        found = _on_days(piece, view)
    else:
        found = _at_next(piece, view)
    return tuple(dict.fromkeys(moment for moment in found if view.holds(moment)))


def _at_this_time(piece: Piece, view: View) -> Piece:
    """ "This time tomorrow", and "this time next week": the same weekday too."""
    clock = Clock((view.local.time().replace(second=0, microsecond=0),))
    days = tuple(Nearby(7 * day.ahead) if isinstance(day, Week) and day.part is None else day for day in piece.days)
    return replace(piece, clock=clock, days=days)


def _elapsed(amount: Amount, view: View) -> Iterator[Moment]:
    start = view.now.local
    day = amount.from_day(start.date())
    if day is None or abs(amount.seconds) > _FURTHEST.total_seconds():
        return
    if amount == Amount(seconds=amount.seconds) and abs(amount.seconds) < 60:
        return
    moved = view.now.instant if day == start.date() else instant_of(datetime.combine(day, start.time()), view.now.zone)
    local = local_at(moved + timedelta(seconds=amount.seconds), view.now.zone).replace(microsecond=0)
    whole = local.replace(second=0, microsecond=0)
    is_short = whole < local and view.tense is Tense.FUTURE
    yield Moment(whole + _MINUTE if is_short else whole, view.now.zone)


def _on_days(piece: Piece, view: View) -> Iterator[Moment]:
    is_timed = piece.clock is not None or piece.period is not None
    if is_timed and len(piece.days) == 1 and isinstance(piece.days[0], Week | Span) and piece.days[0].part is None:
        return
    precision = Precision.MINUTE if is_timed else Precision.DAY
    today = Calendar(view.local, view.tense, is_timed)
    own = Calendar(view.now.local, view.tense, is_timed)
    days = dates_of(piece.days, today)
    if own.today != today.today:
        days = tuple(dict.fromkeys(days + dates_of(piece.days, own)))
    for day in days:
        for local in _times_on(day, piece, view):
            yield view.moment(local, precision)


def _times_on(day: date, piece: Piece, view: View) -> Iterator[datetime]:
    clock, local = piece.clock, view.local
    if clock is not None and piece.period is not None:
        clock = clock.within(piece.period)
    if clock is None:
        landing = _landing(day, piece.period, view)
        return iter(() if landing is None else (landing,))
    if clock.is_midnight:
        return _midnights(day, is_night=piece.period is not None or piece.days == (Nearby(0),))
    options = [datetime.combine(day, each) for each in likely_times(clock.times)]
    if day != local.date():
        return iter(options)
    in_tense = [each for each in options if (each > local) is (view.tense is Tense.FUTURE)]
    others = (datetime.combine(day, each) for each in clock.times if Nearby(0) in piece.days)
    return iter(in_tense or [each for each in others if (each > local) is (view.tense is Tense.FUTURE)])


def _midnights(day: date, *, is_night: bool) -> Iterator[datetime]:
    """Tonight's midnight is the end of the day; Friday's is its beginning to some and its end to others."""
    start = datetime.combine(day, time())
    return iter((start + _DAY,) if is_night else (start, start + _DAY))


def likely_times(times: Sequence[time]) -> Sequence[time]:
    """Of before and after noon the one people mean: 8 to 11 before, 12 to 5 after, 6 and 7 either."""
    if len(times) != 2:
        return times
    if times[0].hour in (6, 7):
        return times
    return times[:1] if times[0].hour >= 8 else times[1:]


def usual_time(period: Period | None, now: Now) -> time:
    """The time that a part of the day stands for, or a day of which no part was said."""
    if period is None or (period is Period.MORNING and now.morning < time(12)):
        return now.morning
    return PERIOD_TIMES[period][0]


def _landing(day: date, period: Period | None, view: View) -> datetime | None:
    """The time that a day, or a part of it, stands for; later than now when that has passed today."""
    local = view.local
    found = datetime.combine(day, usual_time(period, view.now))
    if day != local.date() or (found > local) is (view.tense is Tense.FUTURE):
        return found
    if view.tense is Tense.PAST:
        return local.replace(second=0, microsecond=0) if period is None else None
    if period is None:
        return _later_today(local)
    later = (local + _HOUR).replace(second=0, microsecond=0)
    is_still_then = later.date() == day and later.time() <= PERIOD_TIMES[period][2]
    return later if is_still_then and period is not Period.MORNING else None


def _later_today(local: datetime) -> datetime | None:
    """The end of work, else the evening, if that is an hour away; else in an hour; in any case still today."""
    for each in (_WORK_ENDS, _EVENING):
        if datetime.combine(local.date(), each) >= local + _HOUR:
            return datetime.combine(local.date(), each)
    later = (local + _HOUR).replace(second=0, microsecond=0)
    last = datetime.combine(local.date(), _LAST_MINUTE)
    found = later if later.date() == local.date() else last
    return found if found > local else None


def _at_next(piece: Piece, view: View) -> Iterator[Moment]:
    """A time of day without a day: the next one, or in the past the last one."""
    for local in _next_times(piece, view):
        yield view.moment(local, Precision.MINUTE)


def _next_times(piece: Piece, view: View) -> Sequence[datetime]:
    clock, period, today = piece.clock, piece.period, view.local.date()
    if clock is not None and period is not None:
        clock = clock.within(period)
    if clock is None:
        return _next_period(period, view) if period is not None else ()
    if len(clock.times) == 2 and view.tense is Tense.FUTURE:
        return _next_of_two(clock, view.local)
    step = _DAY if view.tense is Tense.FUTURE else -_DAY
    here = [datetime.combine(today, each) for each in likely_times(clock.times)]
    return [each if (each > view.local) is (view.tense is Tense.FUTURE) else each + step for each in here]


def _next_period(period: Period, view: View) -> Sequence[datetime]:
    today, step = view.local.date(), _DAY if view.tense is Tense.FUTURE else -_DAY
    usual = datetime.combine(today, usual_time(period, view.now))
    is_ahead = (usual > view.local) is (view.tense is Tense.FUTURE)
    found = _landing(today if is_ahead or period in _STAY_WITHIN_DAY else today + step, period, view)
    return () if found is None else (found,)


def _next_of_two(clock: Clock, local: datetime) -> Sequence[datetime]:
    """ "At 9" before or after noon: the next one, unless that is an unlikely hour or the day after is as likely."""
    early, late = sorted(datetime.combine(local.date(), each) for each in clock.times)
    hour = late.hour - 12
    if hour == 0:
        return (late,) if late > local else (early + _DAY, late + _DAY)
    if early > local:
        return (early, late) if hour < 6 else (early,)
    if late > local:
        return (late,) if hour < 8 else (late, early + _DAY)
    tomorrow = {1: (late,), 2: (early, late), 3: (early,)}[1 if hour < 6 else 2 if hour < 8 else 3]
    return [each + _DAY for each in tomorrow]
