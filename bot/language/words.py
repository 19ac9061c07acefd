"""Text cut into words, with the breaks between them."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from bot.language.colloquial import drawn_in

_TOKEN = re.compile(r"<[@#!a-z][^<>\n]*>|[^\s<]+|<")
_OPENERS = "([{\"'\u201c\u2018\u00ab*_~`"
_CLOSERS = ".,;:!?)]}\"'\u201d\u2019\u00bb*_~`\u2026"
_PAIRS = {")": "(", "]": "[", "}": "{", '"': '"', "'": "'", "\u201d": "\u201c", "\u00bb": "\u00ab"}
_QUOTED = re.compile(r"""(?<!\w)(['"\u201c\u00ab])\S[^'"\u201c\u201d\u00ab\u00bb\n]{0,80}['"\u201d\u00bb](?!\w)""")
_MOST_QUOTES = 8
_STOPS = frozenset(".;!?")
_PAUSES = frozenset(",:()[]-\u2013\u2014|\u2022\u2192\u2026")
_SYMBOLS = {"&": "and", "+": "and", "@": "at"}
_SHORT = {
    "w/": "with",
    "w": "with",
    "wi": "with",
    "abt": "about",
    "bout": "about",
    "thru": "through",
    "wiht": "with",
    "wth": "with",
    "dont": "don't",
    "cant": "can't",
    "wont": "won't",
    "didnt": "didn't",
    "doesnt": "doesn't",
    "isnt": "isn't",
    "thats": "that's",
    "whats": "what's",
    "whos": "who's",
    "hows": "how's",
    "wheres": "where's",
    "hes": "he's",
    "shes": "she's",
    "theyre": "they're",
    "ive": "i've",
    "im": "i'm",
    "weve": "we've",
    "havent": "haven't",
    "wasnt": "wasn't",
    "arent": "aren't",
    "couldnt": "couldn't",
    "shouldnt": "shouldn't",
    "whens": "when's",
    "msg": "message",
    "msgs": "messages",
    "mtg": "meeting",
    "convo": "conversation",
    "ppl": "people",
    "bc": "because",
    "cuz": "because",
    "gimme": "give",
    "tomorow": "tomorrow",
    "u": "you",
    "ya": "you",
    "ur": "your",
}
"""What people write for a word that leads to something, by habit or by slip."""

_ABBREVIATIONS = frozenset("dr prof mr mrs ms mx st jr sr vs mt no approx".split())
_DATED = re.compile(r"\d{1,2}\.\d{1,2}|mon|tues?|wed|thu(?:r|rs)?|fri|sat|sun|jan|feb|apr|aug|sept?|oct|nov|dec")
_BEHIND_A_DAY = frozenset("at to in around about from by until till noon morning afternoon evening night".split())
"""Where one of these comes next, the full stop behind a day only shortens it: "on 14.2. to", "Sat. at 10"."""

_SUBJECTS = frozenset(
    "i i'll i'd i've i'm she she's she'll he he's he'll they they're they'll we promised told".split()
)
"""Where one of these comes next, the full stop behind an initial ends the sentence too: "at Station F. She codes"."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


class Break(IntEnum):
    """What stands between a word and the one before it."""

    NONE = 0
    PAUSE = 1
    """A comma, a colon, a dash, a bracket."""
    STOP = 2
    """The end of a sentence or of a line; the beginning of the text."""


class Word(NamedTuple):
    """A word's place in the text, without the punctuation around it; ``core`` is its case-folded form."""

    start: int
    end: int
    core: str
    after: Break
    is_quoted: bool = False


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Where the first quotations of a text begin and end."""
    return tuple(match.span() for match in _QUOTED.finditer(text))[:_MOST_QUOTES]


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text. Signs that are no words, such as a smiling face, are left out."""
    words: list[Word] = []
    between, end, is_dotted, is_initial = Break.STOP, 0, False, False
    quotes = quotations(text)
    for token in _TOKEN.finditer(text):
        if "\n" in text[end : token.start()]:
            between = Break.STOP
        end = token.end()
        first, last = _edges(token[0])
        core = _core(token[0][first:last])
        if not core:
            between = max(between, _break_of(token[0]))
            continue
        if is_dotted and (core in _BEHIND_A_DAY or core[0].isdecimal()):
            between = Break.NONE
        if is_initial and core in _SUBJECTS:
            between = Break.STOP
        between = max(between, Break.PAUSE if _PAUSES.intersection(token[0][:first]) else Break.NONE)
        is_quoted = bool(quotes) and any(start + 1 < token.start() + first < stop for start, stop in quotes)
        between = Break.NONE if is_quoted else between
        words.append(Word(token.start() + first, token.start() + last, core, between, is_quoted))
        is_short = token[0][last:] == "." and _is_abbreviation(core)
        between = Break.NONE if is_short else _break_of(token[0][last:])
        is_initial = is_short and core not in _ABBREVIATIONS
        is_dotted = token[0][last:] == "." and _DATED.fullmatch(core) is not None
    return tuple(words)


def _edges(token: str) -> tuple[int, int]:
    """Where the word begins and ends inside the token."""
    first, last = 0, len(token)
    while first < last and (token[first] in _OPENERS or _is_picture(token[first])):
        first += 1
    if last - first > 1 and token[first] == "@":
        first += 1
    while last > first and _closes(token, first, last - 1):
        last -= 1
    return first, last


def _closes(token: str, first: int, at: int) -> bool:
    """Whether this sign ends the word's surroundings rather than belonging to it, as the bracket of ``f(x)`` does."""
    sign = token[at]
    if sign not in _CLOSERS:
        return _is_picture(sign)
    return sign not in _PAIRS or _PAIRS[sign] not in token[first:at]


@cache
def _is_picture(sign: str) -> bool:
    return sign > "\u2000" and (sign in "\u200d\ufe0f" or unicodedata.category(sign) in ("So", "Sk"))


def _core(word: str) -> str:
    if word == "n":  # "Camila n Andrés"
        return "and"
    if word.isalnum() or any(sign.isalnum() for sign in word):
        core = word.casefold()
        if core.isascii() and core.isalpha():
            core = drawn_in(core)
        return _SHORT.get(core, core)
    return _SYMBOLS.get(word, "")


def _break_of(signs: str) -> Break:
    if not signs:
        return Break.NONE
    if _STOPS.intersection(signs) and ".." not in signs:
        return Break.STOP
    return Break.PAUSE if _PAUSES.intersection(signs) or ".." in signs else Break.NONE


def _is_abbreviation(core: str) -> bool:
    """Whether a full stop behind it is its own, as of "Dr." and of an initial."""
    return core in _ABBREVIATIONS or _INITIALS.fullmatch(core) is not None
