"""Zones behind a time of day: "9am London time", "3pm America/New_York", "14:00 UTC+2"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

from bot.domain.zones import UTC_ZONE, ZoneName, cities, zone_of
from bot.language.dates.pieces import BROKEN, Piece, Pieces
from bot.language.dates.surroundings import OTHERS
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import ABBREVIATIONS

_WRITTEN_SMALL = frozenset(
    "est edt cst cdt mst mdt pst pdt et pt cet cest eet bst ist jst aest aedt eastern pacific".split()
)
"""Abbreviations that nobody mistakes for a word even in small letters."""


def _seasonal(hours: int, region: str) -> Pieces:
    """A clock of half the year: as written, and as the place's clock is then, which people mean all the year round."""
    return Piece(zone=timezone(timedelta(hours=hours))), Piece(zone=ZoneInfo(region))


_CLOCKS: Mapping[str, Pieces] = {
    "est": _seasonal(-5, "America/New_York"),
    "edt": _seasonal(-4, "America/New_York"),
    "cdt": _seasonal(-5, "America/Chicago"),
    "mst": _seasonal(-7, "America/Denver"),
    "mdt": _seasonal(-6, "America/Denver"),
    "pst": _seasonal(-8, "America/Los_Angeles"),
    "pdt": _seasonal(-7, "America/Los_Angeles"),
    "cet": _seasonal(1, "Europe/Berlin"),
    "cest": _seasonal(2, "Europe/Berlin"),
    "eet": _seasonal(2, "Europe/Athens"),
    "eest": _seasonal(3, "Europe/Athens"),
    "aest": _seasonal(10, "Australia/Sydney"),
    "aedt": _seasonal(11, "Australia/Sydney"),
    "jst": (Piece(zone=ZoneName("Asia/Tokyo")),),
    "et": (Piece(zone=ZoneName("America/New_York")),),
    "pt": (Piece(zone=ZoneName("America/Los_Angeles")),),
}
"""What only one clock is called; where its two meanings differ on the day, that is asked."""

_WORDLIKE_CITIES = frozenset("act center christmas easter factory midway north nsw reunion south troll west".split())
_NO_PLACES = frozenset(
    "this that next last every each all the a of for full part on in about by some any to and".split()
)
_MOST_WORDS = 4


def zone_at(tokens: Sequence[Token], at: int, *, is_whole: bool) -> tuple[Pieces, int] | None:
    """The zone named here. A city without "time" behind it can be a place or a person: inside a sentence it asks."""
    return (
        _own(tokens, at)
        or _universal(tokens, at)
        or _iana(tokens, at)
        or _abbreviation(tokens, at)
        or _city(tokens, at, is_whole=is_whole)
        or _unknown(tokens, at)
    )


def _own(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    first, second = tokens[at].key, tokens[at + 1].key
    if second != "time":
        return None
    if first in OTHERS:
        return BROKEN, at + 2
    return ((Piece(),), at + 2) if first in ("my", "local") else None


def _universal(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    token = tokens[at]
    if token.text == "Z":
        return (Piece(zone=UTC_ZONE),), at + 1
    if token.key not in ("utc", "gmt"):
        return None
    sign, number = tokens[at + 1], tokens[at + 2]
    if sign.key not in ("+", "-", "\u2212") or not number.glued or number.key not in ("#number", "#clock"):
        end = at + 2 if sign.key == "time" else at + 1
        return (Piece(zone=UTC_ZONE),), end
    offset = _offset(number.text, 1 if sign.key == "+" else -1)
    return ((Piece(zone=offset),) if offset else BROKEN), at + 3


def _offset(text: str, sign: int) -> timezone | None:
    digits = text.replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    if len(digits) > 4 or int(hours) > 14 or int(minutes) > 59:
        return None
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))


def _iana(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    if tokens[at + 1].key != "/" or not tokens[at + 1].glued:
        return None
    end = at + 1
    while tokens[end].glued and tokens[end].key:
        end += 1
    for last in range(end, at + 1, -1):
        zone = zone_of("".join(token.text for token in tokens[at:last]))
        if zone is not None:
            return (Piece(zone=zone),), last + 1 if tokens[last].key == "time" else last
    return None


def _abbreviation(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    """Where several places use it, a time was meant, and nobody can tell which."""
    token = tokens[at]
    if token.key not in ABBREVIATIONS or not (token.text.isupper() or token.key in _WRITTEN_SMALL):
        return None
    end = at + 1
    while tokens[end].key in ("standard", "daylight", "time"):
        end += 1
    return _CLOCKS.get(token.key, BROKEN) if end < at + 3 else BROKEN, end


def _city(tokens: Sequence[Token], at: int, *, is_whole: bool) -> tuple[Pieces, int] | None:
    if tokens[at].key == "in" and is_whole:
        at += 1
    for length in range(_MOST_WORDS, 0, -1):
        words = tokens[at : at + length]
        zone = cities().get(" ".join(token.key for token in words))
        if zone is None or words[0].key in _WORDLIKE_CITIES:
            continue
        end = at + length
        if tokens[end].key == "time":
            return (Piece(zone=zone),), end + 1
        is_place = tokens[at - 1].key == "in" or not is_whole
        if is_whole or words[0].text[0].isupper():
            return ((Piece(zone=zone), Piece()) if is_place else (Piece(zone=zone),)), end
    return None


def _unknown(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    """ "9am Springfield time": a zone was meant."""
    for end in (at + 1, at + 2):
        if tokens[end].key == "time" and tokens[at].key.isalpha() and tokens[at].key not in _NO_PLACES:
            return BROKEN, end + 1
    return None
