"""Time phrases inside sentences: where they are, and whether a sentence says one time or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.domain.times import Moment
from bot.language.dates.amounts import AMOUNT
from bot.language.dates.days import Calendar, Tense
from bot.language.dates.doubts import is_doubtful
from bot.language.dates.edges import anchor, hangs_on, is_second, runs_on, stands_alone
from bot.language.dates.now import Now
from bot.language.dates.once import moments_of
from bot.language.dates.phrases import Phrase, phrase_at
from bot.language.dates.pieces import Piece, Pieces
from bot.language.dates.series import series_of
from bot.language.dates.spans import Span
from bot.language.dates.surroundings import ABOUT, POLITE
from bot.language.dates.tokens import AFTER_END, Token, tokens_of

_MOST_PHRASES = 24
_MOST_READINGS = 4
_LEADING = frozenset({"for", "due", "by", "on"})


@dataclass(frozen=True, slots=True)
class Found:
    """A time phrase at ``text[start:end]``. Without readings a time was meant that cannot be told: ask."""

    start: int
    end: int
    readings: tuple[Moment, ...]


def readings(phrase: str, now: Now, tense: Tense = Tense.FUTURE) -> tuple[Moment, ...]:
    """What a text that is a time phrase from end to end can mean, the likeliest first.

    Nothing when it cannot be told, is no time phrase, or lies on the wrong side of now or more than 5 years ahead.
    """
    whole = _whole(tokens_of(phrase))
    return () if whole is None else _resolved(whole.pieces, now, tense)


def days_of_stretch(phrase: str, now: Now) -> tuple[date, ...]:
    """Days to choose from where a whole month or year that was is said, "in January"; nothing for any other phrase."""
    whole = _whole(tokens_of(phrase))
    stretch = whole.pieces[0].days if whole is not None and len(whole.pieces) == 1 else ()
    if len(stretch) != 1 or not isinstance(stretch[0], Span):
        return ()
    return stretch[0].some_days(Calendar(now.local, Tense.PAST))


class _Sight(NamedTuple):
    """A phrase in a sentence. ``is_half``: one end of a range or one of two choices, and no time by itself."""

    phrase: Phrase
    is_half: bool


class Sights:
    """The time phrases of a sentence, left to right, each as long as it goes, with its own preposition.

    They are looked for once, whichever tense is asked for. Everything after the 24th is left alone.
    """

    def __init__(self, text: str) -> None:
        self._tokens = tokens_of(text)
        self._sights = _sights(self._tokens)

    def found(self, now: Now, tense: Tense) -> tuple[Found, ...]:
        """Those that words of the other tense ("yesterday", where a time to come is looked for) do not rule out."""
        return tuple(
            Found(self._tokens[phrase.start].start, self._tokens[phrase.end - 1].end, moments)
            for phrase, moments in _told(self._tokens, self._sights, now, tense)
        )


def find(text: str, now: Now, tense: Tense = Tense.FUTURE) -> tuple[Found, ...]:
    """The time phrases in a sentence."""
    return Sights(text).found(now, tense)


def when(text: str, now: Now) -> tuple[Moment, ...]:
    """The readings of a whole phrase, or of all that a sentence says about one time; nothing when in doubt."""
    tokens = tokens_of(text)
    if _whole(tokens) is not None:
        return readings(text, now)
    found = _told(tokens, _sights(tokens), now, Tense.FUTURE)
    inside = {at for phrase, _ in found for at in range(phrase.start, phrase.end)}
    outside = [at for at in range(len(tokens) - AFTER_END) if at not in inside]
    if not found or any(not moments for _, moments in found) or any(is_doubtful(tokens, at, inside) for at in outside):
        return ()
    if any(tokens[phrase.start - 1].key in ABOUT for phrase, _ in found if phrase.start):
        return ()
    if len(found) == 1:
        return found[0][1]
    return readings(" ".join(_said(tokens, phrase, text) for phrase, _ in found), now)


def _said(tokens: Sequence[Token], phrase: Phrase, text: str) -> str:
    return text[tokens[phrase.start].start : tokens[phrase.end - 1].end]


def _whole(tokens: Sequence[Token]) -> Phrase | None:
    """The phrase that all the tokens make, but for politeness and punctuation around it."""
    end = len(tokens) - AFTER_END
    while end and tokens[end - 1].key in POLITE:
        end -= 1
    for start in (0, 1):
        if start and tokens[0].key not in _LEADING:
            break
        phrase = phrase_at(tokens, start, is_whole=True)
        if phrase is not None and phrase.end >= end:
            return phrase
    return None


def _sights(tokens: Sequence[Token]) -> list[_Sight]:
    found: list[_Sight] = []
    at, halved, end = 0, 0, len(tokens) - AFTER_END
    while at < end and len(found) < _MOST_PHRASES:
        phrase = phrase_at(tokens, at, is_whole=False)
        amount = AMOUNT.match(tokens, at) if phrase is None else None
        if phrase is None:
            phrase = anchor(tokens, at, at + 1 if amount is None else amount[1])
        if phrase is None or not stands_alone(tokens, phrase):
            at = at + 1 if amount is None else amount[1]
            continue
        is_half = runs_on(tokens, phrase)
        is_other_half = halved > 0 and is_second(tokens, phrase, halved)
        at = phrase.end
        halved = at if is_half else 0
        found.append(_Sight(phrase, is_half or is_other_half))
    return found


def _told(
    tokens: Sequence[Token], sights: Sequence[_Sight], now: Now, tense: Tense
) -> list[tuple[Phrase, tuple[Moment, ...]]]:
    return [
        (phrase, () if is_half or hangs_on(tokens, phrase, tense) else _resolved(phrase.pieces, now, tense))
        for phrase, is_half in sights
        if _is_of(phrase.pieces, tense)
    ]


def _resolved(pieces: Pieces, now: Now, tense: Tense) -> tuple[Moment, ...]:
    if any(piece.is_broken for piece in pieces):
        return ()
    moments = [moment for piece in pieces for moment in _moments(piece, now, tense)]
    return tuple(dict.fromkeys(moments))[:_MOST_READINGS]


def _moments(piece: Piece, now: Now, tense: Tense) -> tuple[Moment, ...]:
    if piece.rule is None:
        return moments_of(piece, now, tense)
    return series_of(piece, now) if tense is Tense.FUTURE else ()


def _is_of(pieces: Pieces, tense: Tense) -> bool:
    """Whether the words themselves are not all of the other tense."""
    return any(_tense_of(piece) in (None, tense) for piece in pieces)


def _tense_of(piece: Piece) -> Tense | None:
    if piece.rule is not None or piece.start is not None or piece.end is not None:
        return Tense.FUTURE
    if piece.elapsed is not None:
        is_ago = min(piece.elapsed.months, piece.elapsed.days, piece.elapsed.seconds, piece.elapsed.workdays) < 0
        return Tense.PAST if is_ago else Tense.FUTURE
    return next((day.tense for day in piece.days if day.tense is not None), None)
