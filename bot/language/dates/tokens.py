"""A text as tokens: words, symbols, and the ways people write numbers, each with its place.

One regular expression, each of whose alternatives repeats a bounded number of times or a single class of characters, so
that the time it takes grows with the text and with nothing else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.language.dates.vocabulary import SPELLINGS

AFTER_END = 4


class Token(NamedTuple):
    """``key`` is what the grammar looks at: a word in lower case, a symbol, or a kind such as "#number".

    ``glued`` says that nothing stands between this token and the one before it.
    """

    key: str
    text: str
    start: int
    end: int
    glued: bool


_TOKEN = re.compile(
    r"""
      (?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?
              (?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9A-Za-z]))
    | (?P<date>[0-9]{1,4}/[0-9]{1,2}(?:/[0-9]{1,4})?(?![0-9/])
              |[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}(?![0-9-])|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9.]))
    | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
    | (?P<hours>[0-9]{1,2}[hH][0-9]{2}(?![0-9A-Za-z]))
    | (?P<decimal>[0-9]{1,4}\.[0-9]{1,2}(?!\.?[0-9]))
    | (?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W_]))
    | (?P<word_2>2(?:moro|morrow|mrw|nite|day)(?![^\W_]))
    | (?P<number>[0-9]+)
    | (?P<meridiem>[aApP]\.\s?[mM](?![^\W_])\.?)
    | (?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)
    | (?P<symbol>\S)
    """,
    re.VERBOSE,
)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, and ``AFTER_END`` empty ones, so that the grammar can look ahead without looking where."""
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        start = match.start()
        found.append(Token(_key(match), match[0], start, match.end(), start == end))
        end = match.end()
    return found + [Token("", "", len(text), len(text), glued=False)] * AFTER_END


def _key(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind in ("word", "word_2"):
        word = match[0].lower().replace("\u2019", "'")
        return SPELLINGS.get(word, word)
    if kind == "meridiem":
        return f"{match[0][0].lower()}m"
    return match[0] if kind == "symbol" else f"#{kind}"
