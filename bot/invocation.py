"""What platforms hand to the core: who acted, where, and what they did. The same for every platform."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.command import Place
from bot.domain.ids import CommunityId
from bot.domain.members import Role
from bot.domain.rounds.entrants import Case, Drawn
from bot.domain.times import ZoneName

if TYPE_CHECKING:
    from bot.dispatch import Response


@dataclass(frozen=True, slots=True)
class Said:
    """Free text, in the direct conversation or addressed to Hallway in a channel."""

    text: str


@dataclass(frozen=True, slots=True)
class Slash:
    """A slash command with the text behind it."""

    command: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form or typed options: texts per slot."""

    command: str
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, by its handle."""

    handle: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was shared, for one slot of a command: its text, longer than anybody types."""

    command: str
    slot: str
    text: str


Act: TypeAlias = Said | Slash | Filled | Pressed | Handed


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform knows of whoever acted: ``user`` is its id for them; some platforms tell nobody's zone.

    ``role`` is the one they have there right now; none where the platform did not say with what they did.
    """

    user: str
    name: str
    zone: ZoneName | None = None
    locale: str = "en"
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """A slot of a command that somebody is about to fill in: ``text`` is what is there so far."""

    community: CommunityId
    platform: str
    profile: Profile
    command: str
    slot: str
    text: str


@dataclass(frozen=True, slots=True)
class Invocation:
    """One act. ``event_key`` is the platform's id of the event: the same key is worked on once.

    ``ask_role`` asks the platform which role the member has now; it raises NotPossible where that cannot be known.
    ``draws`` are the rounds that were drawn for it. ``meanwhile`` shows whoever acted a word before the answer, where
    that takes its time.
    """

    community: CommunityId
    place: Place
    profile: Profile
    act: Act
    event_key: str
    ask_role: Callable[[], Awaitable[Role]] | None = None
    draws: tuple[tuple[Case, Drawn], ...] = ()
    meanwhile: Callable[[Response], Awaitable[None]] | None = None
