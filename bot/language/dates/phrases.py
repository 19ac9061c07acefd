"""Time phrases as tokens: elements one after another, as long as they go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.dates.elements import ALONE, FOLLOWED, JOINED, PLAIN
from bot.language.dates.pieces import BROKEN, Pieces, join
from bot.language.dates.syntax import Longest
from bot.language.dates.tokens import Token
from bot.language.dates.zone_phrases import zone_at

_MOST_ELEMENTS = 8
_ANY = Longest[Pieces](PLAIN, FOLLOWED, JOINED, ALONE)
_IN_SENTENCE = PLAIN.firsts | FOLLOWED.firsts | JOINED.firsts
_FOLLOWERS = frozenset(
    "to and or but for with about on in by so that if because please pls thanks i we he she they it you then when "
    "as of at until till from sharp exactly".split()
) | frozenset(".,;:!?)]}\"'\u2019\u201d\u2026\u2013\u2014-")
_PLACES_AND_THINGS = frozenset(
    "floor avenue street road edition anniversary birthday try attempt time row page chapter place round line draft "
    "version century grade item slide talk session".split()
)


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
        begin = end + 1 if pieces and tokens[end].key == "," else end
        found = _element(tokens, begin, pieces, is_whole=is_whole)
        joined = join(pieces, found[0]) if pieces and found else found[0] if found else ()
        if found is None or not joined:
            break
        pieces, end = joined, found[1]
    return Phrase(at, end, pieces) if pieces else None


def _element(tokens: Sequence[Token], at: int, before: Pieces, *, is_whole: bool) -> tuple[Pieces, int] | None:
    found = _ANY.match(tokens, at) if is_whole else _in_sentence(tokens, at, before)
    if found is not None or not any(piece.clock or piece.period for piece in before):
        return found
    return zone_at(tokens, at, is_whole=is_whole)


def _in_sentence(tokens: Sequence[Token], at: int, before: Pieces) -> tuple[Pieces, int] | None:
    if tokens[at].key not in _IN_SENTENCE:
        return None
    best = PLAIN.match(tokens, at)
    joined = JOINED.match(tokens, at)
    if joined and _is_longer(joined, best) and (before or PLAIN.match(tokens, joined[1])):
        best = joined
    followed = FOLLOWED.match(tokens, at)
    if followed and _is_longer(followed, best):
        best = _checked(tokens, at, followed) or best
    return best


def _is_longer(found: tuple[Pieces, int], best: tuple[Pieces, int] | None) -> bool:
    return best is None or found[1] > best[1]


def _checked(tokens: Sequence[Token], at: int, found: tuple[Pieces, int]) -> tuple[Pieces, int] | None:
    """Broken where words come next that it could belong to: "at 5 Main Street", "on the 5th floor"."""
    end = found[1]
    after = tokens[end].key
    if not after or after in _FOLLOWERS or PLAIN.match(tokens, end) or JOINED.match(tokens, end):
        return found
    if zone_at(tokens, end, is_whole=False):
        return found
    is_description = tokens[at].key not in ("at", "by", "on", "around", "until", "till", "@")
    return None if is_description or after in _PLACES_AND_THINGS else (BROKEN, end)
