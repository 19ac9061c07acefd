"""The registry: every command there is, checked when it is defined, before anybody could use it."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from datetime import date, time
from typing import TypeVar, Union, cast, get_args, get_origin

from bot.command import BoundSlot, Command, Ctx, Effect, Handler, Slot, Spec
from bot.domain.talk import ItemRef
from bot.domain.times import Moment, ZoneName
from bot.kinds import Kind, PersonRef
from bot.kinds.choices import NUMBER
from bot.kinds.people import PERSON
from bot.kinds.texts import LINE
from bot.kinds.things import THING
from bot.kinds.times import DAY, HOUR, MOMENT, ZONE
from bot.reply import Reply
from bot.shortcuts import Shortcut

C = TypeVar("C", bound=Command)

_NAME = re.compile(r"[a-z][a-z-]{1,30}(?: [a-z][a-z-]{1,30})?")
"""What Slack and Discord both take as a command's name, or as that of one in a group."""

MOST_OPTIONS = 25
LONGEST_HELP = 100
LONGEST_TITLE = 45
LONGEST_SHORTCUT = 24
"""Discord's limits: options of a command, its description, the title of a form's field; Slack's: a shortcut's name."""

_KINDS: Mapping[object, Kind[object]] = {
    str: LINE,
    PersonRef: PERSON,
    date: DAY,
    Moment: MOMENT,
    int: NUMBER,
    ItemRef: THING,
    ZoneName: ZONE,
    time: HOUR,
}
"""The kind of a slot that names none, by its annotation."""


class Registry:
    """Commands by name, in order of their names. A copy may be added to without changing the original."""

    def __init__(self, specs: Iterable[Spec] = ()) -> None:
        self._specs = {spec.name: spec for spec in specs}

    def command(  # noqa: PLR0913 - all but the name are keywords, each a part of the definition
        self,
        name: str,
        *,
        phrases: tuple[str, ...] = (),
        examples: tuple[str, ...] = (),
        effect: Effect = Effect.CHANGES,
        hidden: bool = False,
        shortcuts: tuple[Shortcut, ...] = (),
    ) -> Callable[[Callable[[C, Ctx], Awaitable[Reply]]], Callable[[C, Ctx], Awaitable[Reply]]]:
        """Define the command that the decorated handler takes as its first argument.

        Raise ValueError for a name that is taken, or for anything that the tightest platform could not take.
        """

        def define(handler: Callable[[C, Ctx], Awaitable[Reply]]) -> Callable[[C, Ctx], Awaitable[Reply]]:
            model = _model_of(handler)
            slots = {bound.name: bound for bound in _slots(model)}
            self._add(Spec(name, model, cast("Handler", handler), slots, phrases, examples, effect, hidden, shortcuts))
            return handler

        return define

    def find(self, name: str) -> Spec | None:
        return self._specs.get(name)

    def group(self, name: str) -> tuple[Spec, ...]:
        """The visible commands of a group; none where no group has that name."""
        return tuple(spec for spec in self.visible if spec.path[:-1] == (name,))

    @property
    def heads(self) -> tuple[str, ...]:
        """The first words of what can be typed: commands and groups, each once."""
        return tuple(dict.fromkeys(spec.path[0] for spec in self.visible))

    def typed(self, name: str, text: str) -> tuple[Spec, str] | None:
        """The command called by this name, or by this group's and the first word of the text; and the text left."""
        spec = self._specs.get(name)
        if spec is not None:
            return spec, text
        first, _, rest = text.strip().partition(" ")
        member = self._specs.get(f"{name} {first.lower()}")
        return None if member is None or member.hidden else (member, rest.strip())

    def __iter__(self) -> Iterator[Spec]:
        return iter(sorted(self._specs.values(), key=lambda spec: spec.name))

    def __len__(self) -> int:
        return len(self._specs)

    @property
    def visible(self) -> tuple[Spec, ...]:
        """Those with a slash command of their own."""
        return tuple(spec for spec in self if not spec.hidden)

    def _add(self, spec: Spec) -> None:
        _check(spec)
        if spec.name in self._specs:
            raise ValueError(f"two commands are called {spec.name}")
        if spec.path[0] in self._specs or (len(spec.path) == 1 and self.group(spec.name)):
            raise ValueError(f"{spec.name}: a group's name is no command's")
        self._specs[spec.name] = spec


COMMANDS = Registry()
"""Every command of Hallway, once `bot.commands` is imported."""

command = COMMANDS.command


def _check(spec: Spec) -> None:
    if not _NAME.fullmatch(spec.name):
        raise ValueError(f"{spec.name!r} cannot be a command's name")
    if not 0 < len(spec.help) <= LONGEST_HELP:
        raise ValueError(f"{spec.name} needs a first docstring line of at most {LONGEST_HELP} characters")
    if len(spec.visible_slots) > MOST_OPTIONS:
        raise ValueError(f"{spec.name} has more than {MOST_OPTIONS} slots")
    for bound in spec.slots.values():
        if len(bound.slot.title) > LONGEST_TITLE:
            raise ValueError(f"the title of {spec.name}'s {bound.name} is longer than {LONGEST_TITLE} characters")
    _check_shortcuts(spec)


def _check_shortcuts(spec: Spec) -> None:
    for shortcut in spec.shortcuts:
        filled = {shortcut.person, shortcut.text} - {""}
        if len(shortcut.label) > LONGEST_SHORTCUT or not filled <= spec.slots.keys():
            raise ValueError(f"the shortcut {shortcut.label!r} of {spec.name} is too long or fills no slot of it")


def _model_of(handler: Callable[[C, Ctx], Awaitable[Reply]]) -> type[C]:
    first = next(iter(inspect.signature(handler, eval_str=True).parameters.values()))
    return cast("type[C]", first.annotation)


def _slots(model: type[Command]) -> Iterator[BoundSlot]:
    for name, field in model.model_fields.items():
        slot = next(mark for mark in field.metadata if isinstance(mark, Slot))
        yield BoundSlot(name, slot, slot.kind or _KINDS[_without_none(field.annotation)], field.is_required())


def _without_none(annotation: object) -> object:
    if get_origin(annotation) in (Union, types.UnionType):
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation
