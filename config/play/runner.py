"""Plays a script on a stage, line by line, and stops at the first expectation that does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import indent
from typing import TYPE_CHECKING, assert_never

from config.play.script import (
    Crashes,
    Fills,
    Joins,
    Opens,
    Presses,
    Reader,
    Reads,
    Refuses,
    RefusesGroups,
    Restarts,
    Says,
    Script,
    Sees,
    SeesNothing,
    Shares,
    Since,
    Step,
    Types,
    Upset,
    Waits,
)
from config.play.stage import NotThere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.play.narrator import Narrator
    from config.play.stage import Sight, Stage


class Unmet(Exception):
    """An expectation that does not hold: file, line, the expectation, and what was seen instead."""


@dataclass(slots=True)
class _Marks:
    """How much a reader had seen: at their last act, when time last passed, at the last line about them."""

    acted: int = 0
    moved: int = 0
    named: int = 0


class Runner:
    """Plays one script on one stage, once."""

    def __init__(self, stage: Stage, narrator: Narrator) -> None:
        self._stage = stage
        self._narrator = narrator
        self._marks: dict[Reader, _Marks] = {}
        self._told = 0

    async def play(self, script: Script) -> None:
        """Raise Unmet at the first expectation that does not hold."""
        self._narrator.begins(script.name)
        self._narrator.clock(self._stage.now)
        for step in script.steps:
            self._narrator.step(step)
            try:
                await self._do(step)
            except (NotThere, _Failed) as failed:
                raise Unmet(f"{script.name}:{step.line}: {step.source}\n{failed}") from failed
            self._tell()
            self._narrator.held(step)
        self._narrator.ended(script.name, sum(isinstance(step.act, Sees | SeesNothing) for step in script.steps))

    async def _do(self, step: Step) -> None:
        match step.act:
            case Joins() | Opens():
                await self._arrive(step.act)
            case Says() | Shares() | Types() | Presses() | Fills() | Reads():
                await self._act(step.act)
            case Sees():
                self._expect(step.act)
            case SeesNothing(reader):
                self._expect_nothing(reader)
            case Waits():
                await self._wait(step.act)
            case Restarts() | Crashes() | Refuses() | RefusesGroups():
                await self._upset(step.act)
            case _:
                assert_never(step.act)

    async def _arrive(self, act: Joins | Opens) -> None:
        if isinstance(act, Joins):
            self._marks[Reader(act.name)] = _Marks()
            await self._stage.member(act)
        else:
            self._marks[Reader(act.channel, is_channel=True)] = _Marks()
            await self._stage.channel(act.channel)

    async def _act(self, act: Says | Shares | Types | Presses | Fills | Reads) -> None:
        self._mark_act(Reader(act.member))
        match act:
            case Says(member, text, channel):
                self._mark_channel(channel)
                await self._stage.say(member, text, channel)
            case Types(member, command, text, channel):
                self._mark_channel(channel)
                await self._stage.slash(member, command, text, channel)
            case Presses(member, label, beside):
                await self._stage.press(member, label, beside)
            case Shares(member, file, text):
                await self._stage.share(member, file, text.encode())
            case Fills(member, slots):
                await self._stage.fill(member, slots)
            case Reads(member, file):
                await self._stage.read(member, file)
            case _:
                assert_never(act)

    async def _upset(self, act: Upset) -> None:
        match act:
            case Restarts():
                await self._stage.restart()
            case Crashes(when):
                await self._stage.crash(when)
            case Refuses(member, closed):
                self._marks[Reader(member)].named = len(self._stage.seen(Reader(member)))
                await self._stage.refuse(member, closed=closed)
            case RefusesGroups(closed):
                await self._stage.refuse_groups(closed=closed)
            case _:
                assert_never(act)

    async def _wait(self, wait: Waits) -> None:
        for reader, marks in self._marks.items():
            marks.moved = len(self._stage.seen(reader))
        until = _end_of(wait, self._stage.now)
        if wait.down:
            await self._stage.restart(after=until)
        while self._stage.now < until:
            await self._stage.advance(until)
            self._tell()
        self._narrator.clock(self._stage.now)

    def _expect(self, sees: Sees) -> None:
        marks = self._marks[sees.reader]
        since = marks.acted if sees.since is Since.ACT else max(marks.acted, marks.moved)
        sights = self._stage.seen(sees.reader)[since:]
        marks.named = len(self._stage.seen(sees.reader))
        found = sees.pattern.search("\n".join(map(str, sights)))
        if found is not None and sees.absent:
            raise _Failed(f"“{found[0]}” is in what {sees.reader} received {sees.since.value}:\n{_shown(sights)}")
        if found is None and not sees.absent:
            raise _Failed(f"It is not in what {sees.reader} received {sees.since.value}:\n{_shown(sights)}")

    def _expect_nothing(self, reader: Reader) -> None:
        marks = self._marks[reader]
        sights = self._stage.seen(reader)[marks.named :]
        marks.named = len(self._stage.seen(reader))
        if sights:
            raise _Failed(f"Since the last line about {reader}, {reader} received:\n{_shown(sights)}")

    def _mark_act(self, reader: Reader) -> None:
        marks, seen = self._marks[reader], len(self._stage.seen(reader))
        marks.acted = marks.named = seen

    def _mark_channel(self, channel: str | None) -> None:
        if channel is not None:
            self._mark_act(Reader(channel, is_channel=True))

    def _tell(self) -> None:
        """Print what arrived since the last time, each message once with everybody who sees it."""
        fresh: dict[int, tuple[Sight, list[Reader]]] = {}
        for reader in self._marks:
            for sight in reversed(self._stage.seen(reader)):
                if sight.number <= self._told:
                    break
                fresh.setdefault(sight.number, (sight, []))[1].append(reader)
        for number in sorted(fresh):
            sight, readers = fresh[number]
            self._narrator.clock(self._stage.now)
            self._narrator.arrived(readers, sight)
            self._told = number


class _Failed(Exception):
    """What was seen instead, laid out."""


def _shown(sights: Sequence[Sight]) -> str:
    return "\n    ---\n".join(indent(str(sight), "    | ", lambda _: True) for sight in sights) or "    nothing"


def _end_of(wait: Waits, now: datetime) -> datetime:
    return now + wait.time if isinstance(wait.time, timedelta) else wait.time
