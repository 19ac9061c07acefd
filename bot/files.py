"""Files that members share with Hallway: which command takes one, and how long it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.invocation import Handed
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Spec
    from bot.registry import Registry
    from bot.words import Phrase

LARGEST = 100_000
"""Bytes of a file that is read: a calendar of some hundred events."""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """One as the platform tells of it, before anybody has read it."""

    name: str
    size: int


def taker(commands: Registry, name: str) -> tuple[Spec, str] | None:
    """The command for files of this name, and the slot that takes them."""
    for spec in commands.visible:
        for bound in spec.visible_slots:
            if name.lower().endswith(bound.kind.takes_files) and bound.kind.takes_files:
                return spec, bound.name
    return None


def refusal(commands: Registry, files: Sequence[SharedFile]) -> Phrase | None:
    """Why these are not read; none where there is one that can be."""
    first = files[0]
    if len(files) > 1:
        return say("One file at a time, please: I have read none of these.")
    if taker(commands, first.name) is None:
        return say(
            "I cannot do anything with {name}, and have not opened it. Files I take are calendars ({endings}).",
            name=first.name,
            endings=", ".join(_endings(commands)),
        )
    if first.size > LARGEST:
        return too_large(first.name)
    return None


def too_large(name: str) -> Phrase:
    return say(
        "{name} is larger than {limit} kB, the most I read, so I have not taken it. Share a smaller one, or paste some "
        "of its events.",
        name=name,
        limit=LARGEST // 1000,
    )


def not_fetched(name: str) -> Phrase:
    return say(
        "I could not fetch {name}. Nothing was changed; share it again in a minute, or paste its text.", name=name
    )


def handed(commands: Registry, name: str, content: bytes) -> Handed | Phrase:
    """What sharing this asks for, or why it cannot be read after all."""
    found = taker(commands, name)
    if found is None or len(content) > LARGEST:
        return too_large(name) if found is not None else not_fetched(name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return say("I cannot read {name}: it is not text in UTF-8. Nothing was changed.", name=name)
    spec, slot = found
    return Handed(spec.name, slot, text)


def _endings(commands: Registry) -> list[str]:
    kinds = [bound.kind for spec in commands.visible for bound in spec.visible_slots]
    return sorted({ending for kind in kinds for ending in kind.takes_files})
