"""How well time phrases are understood: outright, asked back, or wrong in silence.

The format of ``time_phrases.jsonl``, whose first line holds the present: "once" and "recurring" want one reading inside
an accept window, "ask" wants several that meet every window, "anchor" and "reject" want none.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.times import Moment, ZoneName
from bot.language.dates import Now, Tense, readings, when


class Verdict(StrEnum):
    OUTRIGHT = "outright"
    ASKED = "asked"
    WRONG = "silently wrong"


@dataclass(frozen=True)
class Expected:
    """One line: a phrase and the answers that count as right."""

    phrase: str
    kind: str
    accept: tuple[tuple[datetime, datetime], ...]
    category: str
    rrule: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
    tense: Tense = Tense.FUTURE
    tolerance: timedelta = timedelta(seconds=60)

    def verdict(self, now: Now) -> Verdict:
        found = self.found(now)
        if self.kind in ("anchor", "reject"):
            return Verdict.WRONG if len(found) == 1 else Verdict.ASKED if found else Verdict.OUTRIGHT
        if self.kind == "ask":
            return Verdict.ASKED if len(found) != 1 and self._meets_all(found, now) else Verdict.WRONG
        if len(found) == 1:
            return Verdict.OUTRIGHT if self._is_right(found[0], now) else Verdict.WRONG
        return Verdict.ASKED if not found or any(self._is_right(each, now) for each in found) else Verdict.WRONG

    def found(self, now: Now) -> Sequence[Moment]:
        return readings(self.phrase, now, self.tense) if self.tense is Tense.PAST else when(self.phrase, now)

    def _meets_all(self, found: Sequence[Moment], now: Now) -> bool:
        return all(any(self._is_within(each, window, now) for each in found) for window in self.accept)

    def _is_right(self, moment: Moment, now: Now) -> bool:
        is_in_time = any(self._is_within(moment, window, now) for window in self.accept)
        return is_in_time and self._has_rule(moment)

    def _is_within(self, moment: Moment, window: tuple[datetime, datetime], now: Now) -> bool:
        local = moment.instant.astimezone(ZoneInfo(now.zone)).replace(tzinfo=None)
        return window[0] - self.tolerance <= local <= window[1] + self.tolerance

    def _has_rule(self, moment: Moment) -> bool:
        if not self.rrule or moment.rule is None:
            return not self.rrule and moment.rule is None
        said = {key.lower(): value for key, value in (part.split("=") for part in str(moment.rule).split(";"))}
        said |= {"interval": said.get("interval", "1"), "byday": said.get("byday", ""), "time": f"{moment.local:%H:%M}"}
        return all(said.get(key) == str(value) for key, value in {"byday": "", **self.rrule}.items())


def load(path: Path) -> tuple[Now, list[Expected]]:
    """The present of a file and its lines."""
    first, *lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    zone = ZoneInfo(first["zone"])
    instant = datetime.fromisoformat(first["base"]).replace(tzinfo=zone).astimezone(UTC)
    return Now(instant, ZoneName(first["zone"])), [_expected(line) for line in lines]


def _expected(line: Mapping[str, object]) -> Expected:
    accept = line["accept"]
    rrule = line.get("rrule", {})
    tolerance = line.get("tol", 60)
    assert isinstance(accept, list)
    assert isinstance(rrule, dict)
    assert isinstance(tolerance, int | float)
    return Expected(
        str(line["phrase"]),
        str(line["kind"]),
        tuple((datetime.fromisoformat(first), datetime.fromisoformat(last)) for first, last in accept),
        str(line["cat"]),
        rrule,
        Tense(line.get("tense", Tense.FUTURE)),
        timedelta(seconds=tolerance),
    )


def score(now: Now, lines: Iterable[Expected]) -> Mapping[Verdict, Sequence[str]]:
    """The phrases by verdict."""
    phrases: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for line in lines:
        phrases[line.verdict(now)].append(line.phrase)
    return phrases
