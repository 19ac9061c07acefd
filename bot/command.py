"""Commands: everything a person can do, defined once.

A command is a frozen model, its docstring, a handler and examples. From this one definition come the slash commands,
forms and buttons of every platform, the sentences that mean it, its help and its own example tests. `bot.registry`
collects them.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from pydantic import BaseModel, ConfigDict

from bot.domain.deadlines import deadline_in
from bot.domain.feeds import THIS_MACHINE, Site
from bot.domain.members import Role
from bot.domain.times import Moment, Precision
from bot.errors import BadValue, RoleUnknown, Undrawn
from bot.kinds import Facts, Kind, Reading
from bot.kinds.choices import Off
from bot.reply import Reply
from bot.words import Phrase, say

if TYPE_CHECKING:
    from bot.domain.members import Member
    from bot.domain.rounds.entrants import Case, Drawn
    from bot.domain.talk import Filling, Talk
    from bot.ports import Book, Work
    from bot.registry import Registry
    from bot.shortcuts import Shortcut


class Command(BaseModel):
    """Something a person wants done. A subclass names the slots; its docstring's first line is the help."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @classmethod
    async def must_be_possible(cls, ctx: Ctx, said: Mapping[str, str]) -> None:
        """Raise UserError where this cannot be done whatever is answered: then nothing is asked for it, and no form
        opened. ``said`` is what is known so far, in words per slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument of a command.

    ``title`` labels it in forms, ``ask`` is the question for it in the conversation. ``lead`` are the words that
    introduce it in a sentence, any of them, in any order of slots.
    Where only a day was said and this is a moment, the slot named ``timed_by`` has to give the hour.
    ``runs_on`` text may hold such words itself and ends only with its clause. ``bare`` text needs no lead word after a
    comma. ``keeps`` are lead words that stay part of the text. Of several slots that name people, sentences end with
    the one that is ``whom``, else with the first. A ``hidden`` slot is filled by buttons alone. Where a
    slot ``clears``, a form that comes back with its field empty means `Off`.
    """

    title: str
    ask: str = ""
    lead: tuple[str, ...] = ()
    kind: Kind[Any] | None = None  # of any value: the annotation beside it says which
    runs_on: bool = False
    bare: bool = False
    keeps: tuple[str, ...] = ()
    hidden: bool = False
    whom: bool = False
    clears: bool = False
    dated_by: str = ""
    timed_by: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said. ``channel`` is the platform's id; none is the direct conversation with Hallway."""

    platform: str
    channel: str | None = None


class Conversation(Protocol):
    """The conversation a handler is part of."""

    @property
    def talk(self) -> Talk: ...

    @property
    def is_filled_in(self) -> bool:
        """Whether a form came back: what stands in it was surely written for it."""
        ...

    def drop_question(self) -> None:
        """Stop waiting for the answer to the open question, if there is one."""
        ...

    def leave(self) -> None:
        """Keep nothing of this conversation, what it was about included."""
        ...

    async def carry_out(self, fillings: Sequence[Filling]) -> Reply:
        """Do these commands as part of this turn, or ask what is missing."""
        ...


@dataclass(frozen=True, slots=True)
class Ctx:
    """What a handler may use. ``book`` is the notebook of the member who acts; there is no other.

    ``role`` is the member's on the platform right now; none where it has not been asked yet.
    """

    member: Member
    now: datetime
    work: Work
    book: Book
    place: Place
    commands: Registry
    conversation: Conversation
    site: Site = THIS_MACHINE
    role: Role | None = None
    draws: tuple[tuple[Case, Drawn], ...] = ()

    def drawn(self, case: Case) -> Drawn:
        """Raise Undrawn where it has to be drawn first; this is then done again from the start."""
        found = next((drawn for known, drawn in self.draws if known == case), None)
        if found is None:
            raise Undrawn(case)
        return found

    @property
    def organises(self) -> bool:
        """Raise RoleUnknown where the platform has to be asked first; this is then done again from the start."""
        if self.role is None:
            raise RoleUnknown
        return self.role is Role.ORGANISER

    @property
    def today(self) -> date:
        return self.member.today(self.now).date()


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
    def usage(self) -> str:
        """Such as ``at <text>``: the shortest of what may lead to it, and what is to be said there. What is required
        stands alone where there are several to choose from."""
        lead = self.slot.lead[0] if self.slot.lead else ""
        shortest = [each.partition("|")[0] for each in re.sub(r"\[[^]]*]", "", lead).split()]
        words = [] if self.required and "|" in lead else shortest
        return " ".join([*words, f"<{self.kind.hint}>"])


@dataclass(frozen=True, slots=True)
class Asks:
    """A command that cannot be built yet: ``slot`` is missing, means several things, or cannot be what was said.

    ``known`` are the slots that are clear, as they would be shown.
    """

    slot: BoundSlot
    options: tuple[Reading[object], ...] = ()
    problem: Phrase | None = None
    known: Mapping[str, Phrase] = field(default_factory=dict[str, Phrase])

    @property
    def question(self) -> Phrase:
        """What to ask for a slot that is missing; it may name what is known already by the other slots' names."""
        if self.slot.slot.ask:
            return say(self.slot.slot.ask, **self.known)
        return say("{title}?", title=self.slot.title)


class Effect(Enum):
    """What doing a command leaves behind."""

    READS = "reads"
    """Nothing: a question mark may end its sentence."""
    CHANGES = "changes"
    """A change, which can be undone for a day."""
    FINAL = "final"
    """A change for good."""


ORGANISERS = "organise"
"""The group whose commands are for organisers alone."""


@dataclass(frozen=True, slots=True)
class Spec:
    """The definition of one command. A ``hidden`` one has no slash command: only buttons and sentences lead to it.

    A name of two words is one command of a group: "meetup new" is ``new`` of ``meetup``, on every platform.
    """

    name: str
    model: type[Command]
    handler: Handler
    slots: Mapping[str, BoundSlot]
    phrases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    effect: Effect = Effect.CHANGES
    hidden: bool = False
    shortcuts: tuple[Shortcut, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The words it is called by: its name, or its group's and its own in it."""
        return tuple(self.name.split(" "))

    @property
    def is_for_organisers(self) -> bool:
        """Whether menus need not offer it to others. Who may do it is asked when it is done, all the same."""
        return self.path[0] == ORGANISERS

    @property
    def is_asked_about(self) -> bool:
        """Whether what it was told is read back first, and done only after a yes."""
        return "sure" in self.slots

    @property
    def help(self) -> str:
        return (self.model.__doc__ or "").strip().splitlines()[0]

    @property
    def visible_slots(self) -> tuple[BoundSlot, ...]:
        return tuple(bound for bound in self.slots.values() if not bound.slot.hidden)

    @property
    def usage(self) -> str:
        """Such as ``/met <person> [at <text>] [on <day>]``."""
        return " ".join(
            [f"/{self.name}", *(bound.usage if bound.required else f"[{bound.usage}]" for bound in self.visible_slots)]
        )

    def build(self, said: Mapping[str, str], facts: Facts) -> Command | Asks:
        """The one gate: words per slot become a command, or the first question there is about them.

        What cannot be is said before what is missing is asked for.
        """
        said = {**self._deadlines(said), **said}
        read = {name: _read(bound, said.get(name), facts) for name, bound in self.slots.items()}
        read |= {name: Asks(self.slots[name]) for name in self._untimed(read)}
        questions = [each for each in read.values() if isinstance(each, Asks)]
        if questions:
            first = next((each for each in questions if each.problem is not None), questions[0])
            return replace(first, known={name: each.label for name, each in read.items() if isinstance(each, Reading)})
        return self.model.model_validate({name: each.value for name, each in read.items() if isinstance(each, Reading)})

    def _untimed(self, read: Mapping[str, Reading[object] | Asks | None]) -> Iterator[str]:
        """The slots that have to say at what time, since only the day is known."""
        for name, bound in self.slots.items():
            day = read[name]
            is_day = isinstance(day, Reading) and isinstance(day.value, Moment) and day.value.precision is Precision.DAY
            if bound.slot.timed_by and is_day and read[bound.slot.timed_by] is None:
                yield bound.slot.timed_by

    def _deadlines(self, said: Mapping[str, str]) -> Mapping[str, str]:
        """Dates that were given in words that are none: "by the end of the sprint"."""
        texts = {bound.slot.dated_by: said.get(name, "") for name, bound in self.slots.items() if bound.slot.dated_by}
        return {by: deadline for by, text in texts.items() if (deadline := deadline_in(text))}


def _read(bound: BoundSlot, text: str | None, facts: Facts) -> Reading[object] | Asks | None:
    """None for a slot that was left out and may be."""
    if text is not None and bound.slot.clears and not text.strip():
        return Reading(Off.OFF, "", say("nothing"))
    if text is None or not text.strip():
        return _unsaid(bound, facts) if bound.required else None
    try:
        readings = tuple(bound.kind.readings(text, facts))
    except BadValue as error:
        return Asks(bound, problem=error.phrase)
    return readings[0] if len(readings) == 1 and readings[0].sure else Asks(bound, readings)


def _unsaid(bound: BoundSlot, facts: Facts) -> Reading[object] | Asks:
    """What goes without saying, or the question for it."""
    likely = tuple(bound.kind.unsaid(facts))
    return likely[0] if len(likely) == 1 else Asks(bound, likely)
