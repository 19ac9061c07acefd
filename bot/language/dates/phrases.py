"""Time phrases as tokens: elements one after another, as long as they go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.dates.grammar import ALONE, FOLLOWED, JOINED, LONELY, PLAIN
from bot.language.dates.named_days import NAMED_DAY
from bot.language.dates.numbers import NUMBER_WORD
from bot.language.dates.pieces import BROKEN, Pieces, join
from bot.language.dates.surroundings import FOLLOWERS, LEADS, POLITE, THINGS
from bot.language.dates.syntax import Longest
from bot.language.dates.tokens import Token
from bot.language.dates.zone_phrases import zone_at

_MOST_ELEMENTS = 8
_BETWEEN = frozenset({",", "("})
_ANY = Longest[Pieces](PLAIN, ALONE, JOINED, FOLLOWED)
_IN_SENTENCE = PLAIN.firsts | FOLLOWED.firsts | JOINED.firsts


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens from ``start`` up to, not including, ``end``, and what they can mean."""

    start: int
    end: int
    pieces: Pieces


def phrase_at(tokens: Sequence[Token], at: int, *, is_whole: bool) -> Phrase | None:
    """The longest phrase that begins at a token."""
    pieces: Pieces = ()
    end = at
    for _ in range(_MOST_ELEMENTS):
        begin = end + 1 if pieces and tokens[end].key in _BETWEEN else end
        found = _element(tokens, begin, pieces, is_whole=is_whole)
        joined = join(pieces, found[0]) if pieces and found else found[0] if found else ()
        closed = 0 if found is None or tokens[begin - 1].key != "(" else 1
        if found is None or not joined or (closed and tokens[found[1]].key != ")"):
            break
        pieces, end = joined, found[1] + closed
    return Phrase(at, end, pieces) if pieces else None


def _element(tokens: Sequence[Token], at: int, before: Pieces, *, is_whole: bool) -> tuple[Pieces, int] | None:
    found = _in_phrase(tokens, at) if is_whole else _in_sentence(tokens, at, before)
    if found is not None or not any(piece.clock or piece.period for piece in before):
        return found
    return zone_at(tokens, at, is_whole=is_whole)


def _in_phrase(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    found = _ANY.match(tokens, at)
    lonely = LONELY.match(tokens, at)
    return lonely if lonely and _may_be_lonely(tokens, lonely[1]) and _is_longer(lonely, found) else found


def _may_be_lonely(tokens: Sequence[Token], end: int) -> bool:
    """Whether nothing follows a bare number but a zone: "1730", "0900 UTC tomorrow"."""
    after = tokens[end].key
    is_of_day = tokens[end - 1].key == "#decimal" and NAMED_DAY.match(tokens, end) is not None  # "9.30 tomorrow"
    return not after or after in POLITE or is_of_day or zone_at(tokens, end, is_whole=True) is not None


def _in_sentence(tokens: Sequence[Token], at: int, before: Pieces) -> tuple[Pieces, int] | None:
    if tokens[at].key not in _IN_SENTENCE:
        return None
    best = PLAIN.match(tokens, at)
    joined = JOINED.match(tokens, at)
    if joined and _is_longer(joined, best) and (before or PLAIN.match(tokens, joined[1])):
        best = joined
    followed = FOLLOWED.match(tokens, at)
    if followed and _is_longer(followed, best):
        best = _checked(tokens, at, followed, before) or best
    return best


def _is_longer(found: tuple[Pieces, int], best: tuple[Pieces, int] | None) -> bool:
    return best is None or found[1] > best[1]


def _checked(tokens: Sequence[Token], at: int, found: tuple[Pieces, int], before: Pieces) -> tuple[Pieces, int] | None:
    """Broken where words come next that it could belong to: "at 5 Main Street", "on the 5th floor"."""
    end = found[1]
    after = tokens[end]
    if tokens[at].key == "by" and NUMBER_WORD.match(tokens, at + 1):  # "one by one"
        return None
    is_name = after.text[:1].isupper() and after.key not in FOLLOWERS
    if not after.key or after.key in FOLLOWERS or (before and not is_name and not _counts_things(tokens, end)):
        return found
    if PLAIN.match(tokens, end) or JOINED.match(tokens, end) or zone_at(tokens, end, is_whole=False):
        return found
    is_description = tokens[at].key not in LEADS or after.key in THINGS
    return None if is_description or _counts_things(tokens, end) else (BROKEN, end)


def _counts_things(tokens: Sequence[Token], end: int) -> bool:
    """ "At 3 events", "at two": a number of something, and not a time."""
    after = tokens[end].key
    is_plural = after.endswith("s") and not after.endswith("ss")
    return is_plural or after in THINGS or not tokens[end - 1].key.startswith("#")
