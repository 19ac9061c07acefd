"""Readers of what people write in figures and signs: "2026-03-10T14:00Z", "18h30", "mid-morning", "Friday 6"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.language.dates.calendar_days import DayOfMonth, Exactly
from bot.language.dates.clock import Clock, clock_of
from bot.language.dates.dated_days import DAY_NUMBER
from bot.language.dates.pieces import BROKEN, Piece, Pieces
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import MONTHS, QUALIFIED_PERIODS, Period


def qualified_period(tokens: Sequence[Token], at: int) -> tuple[Period, int] | None:
    """ "early morning", "late afternoon", "mid-morning"."""
    second = at + 2 if tokens[at + 1].key == "-" else at + 1
    period = QUALIFIED_PERIODS.get(f"{tokens[at].key} {tokens[second].key}")
    return None if period is None else (period, second + 1)


def iso_time(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    """ "2026-03-10T14:00Z". Seconds are left out."""
    text = tokens[at].text.upper()
    if "T" not in text:
        return None
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        return BROKEN, at + 1
    minute = said.time().replace(second=0, microsecond=0, tzinfo=None)
    return (Piece((Exactly((said.date(),)),), Clock((minute,)), zone=said.tzinfo),), at + 1


def day_in_digits(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    found = DAY_NUMBER.match(tokens, at)
    return None if tokens[at + 1].key in (*MONTHS, "of", "/", "h") else found


def _small_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    return (int(tokens[at].text), at + 1) if len(tokens[at].text) < 3 else None


def count_of_hours(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "18h"."""
    found = _small_number(tokens, at)
    return (found[0] * 60, at + 2) if found and tokens[at + 1].key == "h" else None


def hours_and_minutes(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "18h30", in minutes."""
    hours, minutes = (int(part) for part in tokens[at].text.lower().split("h"))
    return (hours * 60 + minutes, at + 1) if minutes < 60 else None


def point_between_numbers(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    """ "20.03": a minute past eight in the evening, or a day in March."""
    first, second = (int(part) for part in tokens[at].text.split("."))
    if len(tokens[at].text.split(".")[1]) != 2 or not (1 <= second <= 12 and 1 <= first <= 31):
        return None
    return (Piece(clock=clock_of(first, second)), Piece(days=(DayOfMonth(first, second),))), at + 1
