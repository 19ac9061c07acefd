"""Sentences and time phrases as people type them, once everything is warm."""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.commands import COMMANDS
from bot.language import dates
from bot.language.dates import Now
from bot.language.understand import Grammar
from tests.benchmarks.table import Line, bench
from tests.bot.chat import LISBON, WEDNESDAY

_SENTENCES = (
    "met Ana Silva at PyLisboa about Arrow, promised to send her my benchmark by Friday",
    "remind me in two weeks to ask Bo about the grant",
    "who did I meet at PyCon?",
    "keep in touch with Ana every 6 weeks",
    "talked to Bo today about the sprint",
    "what's due?",
)
_PHRASES = (
    "in two weeks",
    "next tuesday at 3pm",
    "every first monday at 9",
    "tomorrow",
    "15 march",
    "end of the month",
)
_ROUNDS = 200
_LONGEST = "met Ana and talked to Bo about it by Friday at 9, " * 80


@bench("understanding")
async def understanding(folder: Path) -> Sequence[Line]:
    del folder
    grammar, now = Grammar(COMMANDS), Now(WEDNESDAY, LISBON)
    return [
        Line(
            "understanding: a typical sentence",
            _median(lambda text: grammar.understand(text, now), _SENTENCES),
            "ms",
            2,
        ),
        Line("understanding: a time phrase", _median(lambda text: dates.readings(text, now), _PHRASES), "ms", 0.2),
        Line(
            "understanding: 4,000 characters",
            _median(lambda text: grammar.understand(text, now), (_LONGEST,)),
            "ms",
            50,
        ),
    ]


def _median(understand: Callable[[str], object], texts: Sequence[str]) -> float:
    """Milliseconds for one text."""
    took = list[float]()
    for turn in range(_ROUNDS):
        began = time.perf_counter()
        understand(texts[turn % len(texts)])
        took.append(time.perf_counter() - began)
    return statistics.median(took[len(texts) :]) * 1000
