"""Reads a transcript: text becomes a Script, or the list of everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain.zones import UTC_ZONE, ZoneName
from config.play.grammar import BY_FIRST_WORD, BY_VERB, NAME, SAYS, START, Form, Malformed, start
from config.play.script import (
    Act,
    Crashes,
    Fills,
    Joins,
    Mistake,
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
    Step,
    Types,
    Unreadable,
    Waits,
)

_COMMENT = re.compile(r"\s{2,}#.*")
_VERB = re.compile(rf"(#?{NAME}) ({'|'.join(BY_VERB)})\b")
_SOME_START = (datetime(2000, 1, 1), UTC_ZONE)  # noqa: DTZ001 - wall time; stands in so that a bad first line is one mistake
_ANY = 'a line of the transcript language, such as: ana: TEXT, ana sees "TEXT", ana presses "LABEL", wait 2 days'


def parse(text: str, name: str) -> Script:
    """Raise Unreadable with every mistake in the text."""
    reading = _Reading()
    for number, line in enumerate(text.splitlines(), 1):
        try:
            reading.read(number, line.strip())
        except Malformed as error:
            reading.mistakes.append(Mistake(number, line.strip(), str(error)))
    if reading.starts is None and not reading.mistakes:
        reading.mistakes.append(Mistake(1, "", START))
    if reading.starts is None or reading.mistakes:
        raise Unreadable(name, tuple(reading.mistakes))
    return Script(name, *reading.starts, tuple(reading.steps))


class _Reading:
    """What was read so far."""

    def __init__(self) -> None:
        self.starts: tuple[datetime, ZoneName] | None = None
        self.steps: list[Step] = []
        self.mistakes: list[Mistake] = []
        self._known: set[Reader] = set()

    def read(self, number: int, line: str) -> None:
        """Take one line, stripped; raise Malformed when it cannot be read."""
        if not line or self._is_comment(line):
            return
        line = _COMMENT.sub("", line)
        if self.starts is None:
            self.starts = _SOME_START
            self.starts = start(line)
        elif line.startswith("|"):
            self._continue(line[1:].removeprefix(" "))
        else:
            self.steps.append(Step(number, line, self._known_act(_act(line, self.starts[1]))))

    def _is_comment(self, line: str) -> bool:
        """A line about a channel begins with the same sign, and is known by its verb or by a channel there is."""
        name = re.match(rf"#({NAME})\b", line)
        is_channel = name is not None and Reader(name[1], is_channel=True) in self._known
        return line.startswith("#") and not is_channel and not _VERB.match(line)

    def _continue(self, text: str) -> None:
        last = self.steps[-1] if self.steps else None
        if last is None or not isinstance(last.act, Says | Shares | Types):
            raise Malformed("a line with | to follow one in which somebody says something")
        self.steps[-1] = replace(last, act=replace(last.act, text=f"{last.act.text}\n{text}"))

    def _known_act(self, act: Act) -> Act:
        """The act, once everybody in it is there."""
        if isinstance(act, Joins | Opens):
            new = Reader(act.name) if isinstance(act, Joins) else Reader(act.channel, is_channel=True)
            if new in self._known:
                raise Malformed(f"{new} to be there once")
            self._known.add(new)
        for each in _readers(act):
            if each not in self._known:
                raise Malformed(f"{'channel' if each.is_channel else 'member'} {each.name} to be declared above")
        return act


def _act(line: str, zone: ZoneName) -> Act:
    form = _form_of(line)
    if form is None:
        raise Malformed(_ANY)
    found = form.pattern.fullmatch(line)
    if found is None:
        raise Malformed(form.usage)
    return form.build(found.groupdict(default=""), zone)


def _form_of(line: str) -> Form | None:
    """The kind of line this means to be, well formed or not."""
    if SAYS.pattern.match(line):
        return SAYS
    verb = _VERB.match(line)
    return BY_FIRST_WORD.get(line.partition(" ")[0]) or (BY_VERB[verb[2]] if verb is not None else None)


def _readers(act: Act) -> Iterator[Reader]:
    """Everybody the act names, but for those it brings in."""
    match act:
        case Says(member, _, channel) | Types(member, _, _, channel):
            yield Reader(member)
            if channel is not None:
                yield Reader(channel, is_channel=True)
        case Shares(member) | Presses(member) | Fills(member) | Reads(member) | Refuses(member):
            yield Reader(member)
        case Sees(reader) | SeesNothing(reader):
            yield reader
        case Joins() | Opens() | Waits() | Restarts() | Crashes() | RefusesGroups():
            return
        case _:
            assert_never(act)
