"""Prints a transcript as it is played: who said what, who received what, and how the clock moved."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, TextIO

from bot.domain.zones import ZoneName, local_at
from bot.words import PLAIN
from config.play.script import (
    Crashes,
    Fills,
    Presses,
    Reads,
    Refuses,
    RefusesGroups,
    Restarts,
    Says,
    Sees,
    SeesNothing,
    Shares,
    Step,
    Types,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from config.play.script import Reader
    from config.play.stage import Sight

_BOLD, _DIM, _GREEN, _RED, _PLAIN = "\033[1m", "\033[2m", "\033[32m", "\033[31m", "\033[0m"


class Narrator:
    """Writes to ``out``, in colour where that is a terminal; wall times are in ``zone``."""

    def __init__(self, out: TextIO, zone: ZoneName) -> None:
        self._out = out
        self._zone = zone
        self._colours = out.isatty()
        self._told: datetime | None = None

    def begins(self, name: str) -> None:
        self._put(self._in(_BOLD, name))

    def clock(self, now: datetime) -> None:
        """Say what time it is to the minute, unless that was said last."""
        local = local_at(now, self._zone).replace(second=0, microsecond=0)
        if local == self._told:
            return
        self._told = local
        self._put(self._in(_DIM, f"\n  -- {PLAIN.day(local.date())}, {local:%H:%M} {self._zone}"))

    def step(self, step: Step) -> None:
        """A line that somebody acts in; what they see in answer follows."""
        match step.act:
            case Says() | Shares() | Types() | Presses() | Fills() | Reads():
                self._put(f"\n  {self._in(_BOLD, step.source)}")
            case Restarts() | Crashes() | Refuses() | RefusesGroups():
                self._put(self._in(_DIM, f"\n  -- {step.source}"))
            case _:
                return
        if isinstance(step.act, Says | Shares | Types) and "\n" in step.act.text:
            self._put(indent(step.act.text.partition("\n")[2], "  | "))

    def arrived(self, readers: Iterable[Reader], sight: Sight) -> None:
        names = ", ".join(map(str, readers))
        self._put(f"    {self._in(_DIM, f'to {names}')}")
        self._put(indent(str(sight), "      "))

    def held(self, step: Step) -> None:
        if isinstance(step.act, Sees | SeesNothing):
            self._put(f"    {self._in(_GREEN, 'ok')} {step.source}")

    def failed(self, failure: str) -> None:
        self._put(self._in(_RED, f"\n{failure}"))

    def ended(self, name: str, count: int) -> None:
        self._put(f"\n{self._in(_GREEN, 'held')} {name} ({count} expectation{'s' if count != 1 else ''})\n")

    def _put(self, text: str) -> None:
        self._out.write(f"{text}\n")

    def _in(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self._colours else text
