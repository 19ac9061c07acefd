"""Commands: everything a person can do, defined once.

A command is a frozen model, its docstring, a handler and examples. From this one definition come the slash commands,
forms and buttons of every platform, the sentences that mean it, its help and its own example tests.
"""

from __future__ import annotations

import re
import types
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from bot.domain.talk import ItemRef
from bot.domain.times import Moment, ZoneName
from bot.errors import BadValue
from bot.kinds import Facts, Kind, PersonRef, Reading
from bot.kinds.choices import ITEM, NUMBER
from bot.kinds.people import PERSON
from bot.kinds.texts import LINE
from bot.kinds.times import DAY, HOUR, MOMENT, ZONE
from bot.reply import Reply
from bot.words import Phrase, say

if TYPE_CHECKING:
    from bot.domain.members import Member
    from bot.domain.talk import Filling, Talk
    from bot.ports import Book, Work


class Command(BaseModel):
    """Something a person wants done. A subclass names the slots; its docstring's first line is the help."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument of a command.

    ``title`` labels it in forms, ``ask`` is the question for it in the conversation. ``lead`` are the words that
    introduce it in a sentence, any of them, in any order of slots.
    ``runs_on`` text may hold such words itself and ends only with its clause. ``bare`` text needs no lead word after a
    comma. ``keeps`` are lead words that stay part of the text. A ``hidden`` slot is filled by buttons alone.
    """

    title: str
    ask: str = ""
    lead: tuple[str, ...] = ()
    kind: Kind[Any] | None = None  # of any value: the annotation beside it says which
    runs_on: bool = False
    bare: bool = False
    keeps: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said. ``channel`` is the platform's id; none is the direct conversation with Hallway."""

    platform: str
    channel: str | None = None


class Conversation(Protocol):
    """The conversation a handler is part of."""

    @property
    def talk(self) -> Talk: ...

    def drop_question(self) -> None:
        """Stop waiting for the answer to the open question, if there is one."""
        ...

    async def carry_out(self, fillings: Sequence[Filling]) -> Reply:
        """Do these commands as part of this turn, or ask what is missing."""
        ...


@dataclass(frozen=True, slots=True)
class Ctx:
    """What a handler may use. ``book`` is the notebook of the member who acts; there is no other."""

    member: Member
    now: datetime
    work: Work
    book: Book
    place: Place
    commands: Registry
    conversation: Conversation

    @property
    def today(self) -> date:
        return self.member.today(self.now).date()


C = TypeVar("C", bound=Command)
Handler: TypeAlias = Callable[[Any, Ctx], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class BoundSlot:
    """A slot of a particular command: its name, its kind and whether the command needs it."""

    name: str
    slot: Slot
    kind: Kind[object]
    required: bool

    @property
    def title(self) -> Phrase:
        return say(self.slot.title)

    @property
    def question(self) -> Phrase:
        return say(self.slot.ask) if self.slot.ask else say("{title}?", title=self.title)


@dataclass(frozen=True, slots=True)
class Asks:
    """A command that cannot be built yet: ``slot`` is missing, means several things, or cannot be what was said."""

    slot: BoundSlot
    options: tuple[Reading[object], ...] = ()
    problem: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """The definition of one command. A ``hidden`` one has no slash command: only buttons and sentences lead to it.

    ``reads`` means that it changes nothing, so that a question mark may end its sentence and undo skips it.
    """

    name: str
    model: type[Command]
    handler: Handler
    slots: Mapping[str, BoundSlot]
    phrases: tuple[str, ...]
    examples: tuple[str, ...]
    reads: bool = False
    hidden: bool = False
    undoable: bool = True

    @property
    def help(self) -> str:
        return (self.model.__doc__ or "").strip().splitlines()[0]

    @property
    def visible_slots(self) -> tuple[BoundSlot, ...]:
        return tuple(bound for bound in self.slots.values() if not bound.slot.hidden)

    @property
    def usage(self) -> str:
        """Such as ``/met <person> [at <text>] [on <day>]``."""
        return " ".join([f"/{self.name}", *(_usage(bound) for bound in self.visible_slots)])

    def build(self, said: Mapping[str, str], facts: Facts) -> Command | Asks:
        """The one gate: words per slot become a command, or the first question there is about them."""
        values: dict[str, object] = {}
        for name, bound in self.slots.items():
            text = said.get(name, "")
            if not text.strip():
                if bound.required:
                    return Asks(bound)
                continue
            read = _read(bound, text, facts)
            if isinstance(read, Asks):
                return read
            values[name] = read.value
        return self.model.model_validate(values)

    def write(self, command: Command) -> dict[str, str]:
        """The words that build this command again."""
        values = ((bound, getattr(command, name)) for name, bound in self.slots.items())
        return {bound.name: bound.kind.write(value) for bound, value in values if value is not None}


def _read(bound: BoundSlot, text: str, facts: Facts) -> Reading[object] | Asks:
    try:
        readings = tuple(bound.kind.readings(text, facts))
    except BadValue as error:
        return Asks(bound, problem=error.phrase)
    return readings[0] if len(readings) == 1 and readings[0].sure else Asks(bound, readings)


def _usage(bound: BoundSlot) -> str:
    lead = f"{bound.slot.lead[0]} " if bound.slot.lead else ""
    text = f"{lead}<{bound.kind.hint}>"
    return text if bound.required else f"[{text}]"


class Registry:
    """The commands there are, by name and by model, in order of their names."""

    def __init__(self, specs: Mapping[str, Spec] | None = None) -> None:
        self._specs: dict[str, Spec] = dict(specs or {})

    def add(self, spec: Spec) -> None:
        """Raise ValueError for a name or an example that is there already."""
        if spec.name in self._specs:
            raise ValueError(f"two commands are called {spec.name}")
        self._specs[spec.name] = spec

    def with_spec(self, spec: Spec) -> Registry:
        """These commands and one more."""
        more = Registry(self._specs)
        more.add(spec)
        return more

    def find(self, name: str) -> Spec | None:
        return self._specs.get(name)

    def of(self, command: Command) -> Spec:
        return next(spec for spec in self._specs.values() if spec.model is type(command))

    def __iter__(self) -> Iterator[Spec]:
        return iter(sorted(self._specs.values(), key=lambda spec: spec.name))

    def __len__(self) -> int:
        return len(self._specs)

    @property
    def visible(self) -> tuple[Spec, ...]:
        return tuple(spec for spec in self if not spec.hidden)


COMMANDS = Registry()
"""Every command of Hallway, once `bot.commands` is imported."""

_NAME = re.compile(r"[a-z][a-z-]{1,30}")  # what Slack and Discord both allow

_KINDS: Mapping[object, Kind[object]] = {
    str: LINE,
    PersonRef: PERSON,
    date: DAY,
    Moment: MOMENT,
    int: NUMBER,
    ItemRef: ITEM,
    ZoneName: ZONE,
    time: HOUR,
}


def define(
    name: str,
    model: type[C],
    handler: Callable[[C, Ctx], Awaitable[Reply]],
    *,
    phrases: tuple[str, ...] = (),
    examples: tuple[str, ...] = (),
    reads: bool = False,
    hidden: bool = False,
    undoable: bool = True,
) -> Spec:
    """A spec, checked: raise ValueError for what the tightest platform could not take."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be a command's name")
    slots = {bound.name: bound for bound in _slots(model)}
    if sum(not bound.slot.hidden for bound in slots.values()) > 25:
        raise ValueError(f"{name} has more than the 25 options Discord takes")
    spec = Spec(name, model, cast("Handler", handler), slots, phrases, examples, reads, hidden, undoable)
    if not 0 < len(spec.help) <= 100:
        raise ValueError(f"{name} needs a first docstring line of at most 100 characters, Discord's limit")
    return spec


def command(
    name: str,
    *,
    phrases: tuple[str, ...] = (),
    examples: tuple[str, ...] = (),
    reads: bool = False,
    hidden: bool = False,
    undoable: bool = True,
) -> Callable[[Callable[[C, Ctx], Awaitable[Reply]]], Callable[[C, Ctx], Awaitable[Reply]]]:
    """Register the decorated handler, whose first argument's type is the command."""

    def register(handler: Callable[[C, Ctx], Awaitable[Reply]]) -> Callable[[C, Ctx], Awaitable[Reply]]:
        model = cast("type[C]", _first_argument(handler))
        COMMANDS.add(
            define(
                name, model, handler, phrases=phrases, examples=examples, reads=reads, hidden=hidden, undoable=undoable
            )
        )
        return handler

    return register


def _first_argument(handler: Callable[..., object]) -> object:
    import inspect

    parameters = list(inspect.signature(handler, eval_str=True).parameters.values())
    return parameters[0].annotation


def _slots(model: type[Command]) -> Iterator[BoundSlot]:
    for name, field in model.model_fields.items():
        slot = next(mark for mark in field.metadata if isinstance(mark, Slot))
        kind = slot.kind or _KINDS[_without_none(field.annotation)]
        if len(slot.title) > 45:
            raise ValueError(f"the title of {name} is longer than the 45 characters a Discord modal takes")
        yield BoundSlot(name, slot, kind, field.is_required())


def _without_none(annotation: object) -> object:
    if get_origin(annotation) in (Union, types.UnionType):
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation
