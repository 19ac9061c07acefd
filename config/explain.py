"""What a sentence is understood as, for the command line: without a database, every name taken as somebody known."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from bot.command import Asks
from bot.domain.ids import MemberId, PersonId
from bot.domain.meetups import Meetup, Occurrence
from bot.domain.members import Member, QuietHours
from bot.domain.naming_meetups import Days, MeetupRef, Programme
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.things import Shelf, Thing
from bot.domain.times import Moment, ZoneName
from bot.errors import UserError
from bot.kinds import Facts, PersonRef
from bot.kinds.texts import INPUT_LIMIT, clean
from bot.kinds.times import HOURS
from bot.language.dates import Now
from bot.language.titles import Titles, titled
from bot.language.understand import NotUnderstood, Understood, grammar_of
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.command import BoundSlot, Spec
    from bot.domain.talk import Filling
    from bot.registry import Registry

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


class _EverybodyKnown(defaultdict[str, tuple[PersonRef, ...]]):
    def get(self, key: str, default: object = None) -> tuple[PersonRef, ...]:  # pyright: ignore[reportIncompatibleMethodOverride] - never asks for a default
        del default
        return (PersonRef(key, PersonId("?"), MemberId("?")),)


class _EverythingThere(Shelf):
    """Every name is a thing's."""

    def of(self, kinds: Iterable[ItemKind]) -> Shelf:
        del kinds
        return self

    def called(self, text: str) -> tuple[tuple[Thing, ...], bool]:
        name = say("{text}", text=text)
        return (Thing(ItemRef(ItemKind.REMINDER, text), text, name, name),), True


class _EverythingComing(Programme):
    """Every name is a meetup's."""

    def called(self, words: str, days: Days) -> tuple[Sequence[Occurrence], bool]:
        name = words.strip()
        starts = Moment(datetime.combine(min(days.days, default=date.max.replace(year=2999)), time()), days.zone)
        return [Occurrence(Meetup(name, None, name, starts, starts.instant), starts.key, starts)], True


class Explainer:
    """Explains sentences by the phrases of a registry's commands."""

    def __init__(self, commands: Registry) -> None:
        self._commands = commands
        self._grammar = grammar_of(commands)

    def explain(self, text: str, now: datetime, zone: ZoneName, titles: Sequence[str] = ()) -> dict[str, Json]:
        """``{"command", "arguments", "asks"}``, or ``{"commands": [...]}``; a null command is one not understood.

        ``titles`` are of meetups that are coming up.
        """
        said = clean(text[:INPUT_LIMIT])
        meant = self._grammar.understand(said, Now(now, zone))
        if isinstance(meant, NotUnderstood):
            meant = self._grammar.understand_alone(said, Now(now, zone)) or meant
        if titles:
            meant = self._by_title(said, titles, meant, Now(now, zone)) or meant
        if isinstance(meant, NotUnderstood):
            nearest: list[Json] = [spec.name for spec in meant.nearest]
            return {"command": None, "arguments": {}, "asks": {"slot": None, "options": nearest}}
        facts = Facts(
            Member(MemberId("?"), "", zone, now), now, _EverybodyKnown(), _EverythingThere(), _EverythingComing()
        )
        explained: list[Json] = [self._explained(filling, facts) for filling in meant.fillings]
        only = explained[0]
        return only if len(explained) == 1 and isinstance(only, dict) else {"commands": explained}

    def _by_title(
        self, text: str, titles: Sequence[str], meant: Understood | NotUnderstood, now: Now
    ) -> Understood | None:
        """Where nobody and nothing of the member's own is called so too."""
        reading, said = Titles(self._commands, self._grammar), titled(text, titles)
        is_other = isinstance(meant, Understood) and reading.is_of_others(meant)
        return None if said is None or is_other else reading.of_meetup(said, now)

    def _explained(self, filling: Filling, facts: Facts) -> dict[str, Json]:
        spec = self._commands.find(filling.command)
        assert spec is not None, "a grammar knows only its registry's commands"
        built = spec.build(filling.slots, facts)
        if isinstance(built, Asks):
            options: list[Json] = [_shown(reading.value) for reading in built.options]
            asks: Json = {"slot": built.slot.name, "options": options}
            return {"command": spec.name, "arguments": _readable(spec, filling, facts, built), "asks": asks}
        values = {name: getattr(built, name) for name in spec.slots}
        arguments: dict[str, Json] = {name: _shown(value) for name, value in values.items() if value is not None}
        return {"command": spec.name, "arguments": arguments, "asks": None}


def _readable(spec: Spec, filling: Filling, facts: Facts, asks: Asks) -> dict[str, Json]:
    """The arguments that are clear, whatever is asked about another."""
    clear: dict[str, Json] = {}
    for name, bound in spec.slots.items():
        if name != asks.slot.name and filling.slots.get(name):
            value = _value(bound, filling.slots[name], facts)
            if value is not None:
                clear[name] = _shown(value)
    return clear


def _value(bound: BoundSlot, text: str, facts: Facts) -> object:
    try:
        readings = bound.kind.readings(text, facts)
    except UserError:
        return None
    return readings[0].value if len(readings) == 1 else None


def _shown(value: object) -> Json:
    match value:
        case PersonRef(name):
            return name
        case ItemRef(_, name) | MeetupRef(name):
            return name
        case Moment():
            return {**value.reading()}
        case QuietHours():
            return HOURS.write(value)
        case Enum():
            return str(value.value)
        case date() | time():
            return value.isoformat()
        case int():
            return value
        case _:
            return str(value)
