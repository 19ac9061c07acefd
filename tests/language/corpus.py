"""Sentences as members type them, with what they mean, and how a sentence that was understood compares.

Each line of sentences.jsonl is one sentence, said on Wednesday 4 March 2026 at 10:30 in New York: ``command`` and
``arguments``, or several under ``commands``; ``asks`` names the slot that has to be asked about; ``not_understood`` is
what must not be taken for a command; ``meetups`` are titles of what is coming up then. A time is written as its local
day, with the clock time where one was said and the rule where it recurs; a list holds the answers that count as right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from bot.commands import COMMANDS
from bot.domain.times import ZoneName, instant_of
from config.explain import Explainer

Row: TypeAlias = Mapping[str, Any]  # of a corpus line: its shape is described above

ZONE = ZoneName("America/New_York")
NOW = instant_of(datetime(2026, 3, 4, 10, 30), ZONE)
SENTENCES: list[Row] = [
    json.loads(line) for line in (Path(__file__).parent / "sentences.jsonl").read_text("utf-8").splitlines()
]
EXPLAINER = Explainer(COMMANDS)


class Verdict(StrEnum):
    RIGHT = "understood outright"
    ASKED = "asked back"
    WRONG = "wrong in silence"


def explained(text: str, meetups: Sequence[str] = ()) -> Row:
    return EXPLAINER.explain(text, NOW, ZONE, meetups)


def verdict(row: Row, meant: Row) -> Verdict:
    if is_right(row, meant):
        return Verdict.RIGHT
    return Verdict.ASKED if any(each["asks"] for each in _commands(meant)) else Verdict.WRONG


def is_right(row: Row, meant: Row) -> bool:
    if row.get("not_understood"):
        return meant.get("command", "") is None
    wanted, found = _commands(row), _commands(meant)
    return len(wanted) == len(found) and all(map(_fits, wanted, found))


def summary(rows: Iterable[Row]) -> Counter[Verdict]:
    """How many of the rows are understood outright, asked back, and wrong in silence."""
    return Counter(verdict(row, explained(row["text"], row.get("meetups", ()))) for row in rows)


def _commands(row: Row) -> list[Row]:
    return row.get("commands") or [row]


def _fits(wanted: Row, found: Row) -> bool:
    asked = (found["asks"] or {}).get("slot")
    if (wanted["command"], wanted.get("asks")) != (found["command"], asked):
        return False
    said, read = wanted["arguments"], found["arguments"]
    return said.keys() == read.keys() and all(_is_same(said[slot], read[slot]) for slot in said)


def _is_same(wanted: object, found: object) -> bool:
    if isinstance(wanted, list):
        return any(_is_same(each, found) for each in wanted)
    if not isinstance(found, dict):
        return wanted == found
    local, _, rule = str(wanted).partition(" ")
    is_timed = "T" not in local or found["precision"] == "minute"
    return is_timed and str(found["local"]).startswith(local) and (found["rule"] or "") == rule
