"""Discord's application commands, synthesized from the registry: nothing about a command is written twice.

Slash commands with typed options and completion, and context menus from the commands' shortcuts. Discord requires no
option: whoever leaves a needed one out gets the form, which is the way to the form and to writing several lines.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from adapters.discord.lengths import clipped
from adapters.discord.messages import OPTIONS
from bot.kinds import Input
from bot.kinds.choices import NumberKind
from bot.kinds.times import ZoneKind
from bot.shortcuts import ShortcutOn
from bot.words import PlainStyle, Words, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adapters.discord.messages import Json
    from bot.command import BoundSlot, Spec
    from bot.kinds import Kind
    from bot.registry import Registry
    from bot.shortcuts import Shortcut

COMMANDS = 100
MENUS = 15
CHARACTERS = 8000
"""Of all names, descriptions and values of one command together."""

NAME = 32
DESCRIPTION = 100

_CHAT, _ON_USER, _ON_MESSAGE = 1, 2, 3
_SUBCOMMAND, _STRING, _INTEGER, _ATTACHMENT = 1, 3, 4, 11
_GUILD, _BOT_DM = 0, 1
_MANAGE_GUILD = 1 << 5
"""Whom Discord offers organisers' commands until a server decides otherwise: whoever may manage it."""

_WORD = re.compile(rf"[-_\w]{{1,{NAME}}}")

_LOCALES: Mapping[str, tuple[str, ...]] = {
    "es": ("es-ES", "es-419"),
    "pt": ("pt-BR",),
    "sv": ("sv-SE",),
    "zh": ("zh-CN",),
} | {code: (code,) for code in "bg cs da de el fi fr hi hr hu id it ja ko lt nl no pl ro ru th tr uk vi".split()}
"""What Discord calls each language. English is what stands there anyway."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A context menu entry and the form it opens."""

    spec: Spec
    shortcut: Shortcut


@dataclass(frozen=True, slots=True)
class Tree:
    """All application commands, and what each stands for: slash commands by the words that are typed for them."""

    commands: tuple[Json, ...]
    slash: Mapping[tuple[str, ...], Spec]
    menus: Mapping[str, Menu]

    @property
    def digest(self) -> str:
        """Another one whenever anything of the tree is."""
        return hashlib.sha256(json.dumps(self.commands, sort_keys=True).encode()).hexdigest()


def tree_of(registry: Registry, languages: Sequence[str] = (), prefix: str = "") -> Tree:
    """The whole tree. Raise ValueError for a registry that goes beyond what Discord takes."""
    paths = _paths(registry, prefix)
    slash = {path: spec for spec, path in paths}
    menus = [Menu(spec, each) for spec in registry for each in spec.shortcuts if each.on is not ShortcutOn.NOTHING]
    writer = _Writer(languages)
    commands = (*writer.slash_commands(slash), *(writer.menu(each) for each in menus))
    _check(commands)
    return Tree(commands, slash, {each.shortcut.label: each for each in menus})


def _paths(registry: Registry, prefix: str) -> list[tuple[Spec, tuple[str, ...]]]:
    """The words for each command; those of a group are its subcommands."""
    return [(spec, (f"{prefix}{spec.path[0]}", *spec.path[1:])) for spec in registry.visible]


class _Writer:
    """Writes commands, their words in every language that both Discord and Hallway have."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._words = {code: Words(PlainStyle(), each) for each in languages for code in _LOCALES.get(each, ())}

    def slash_commands(self, slash: Mapping[tuple[str, ...], Spec]) -> Iterable[Json]:
        groups = dict.fromkeys(path[0] for path in slash)
        for first in groups:
            within = {path[1:]: spec for path, spec in slash.items() if path[0] == first}
            if () in within:
                yield self._command(first, within[()])
            else:
                yield self._group(first, {rest[0]: spec for rest, spec in within.items()})

    def menu(self, menu: Menu) -> Json:
        label = menu.shortcut.label
        is_on_person = menu.shortcut.on is ShortcutOn.PERSON
        return {
            "type": _ON_USER if is_on_person else _ON_MESSAGE,
            "name": label,
            "name_localizations": self._localized(label, NAME),
            "contexts": [_GUILD] if is_on_person else [_GUILD, _BOT_DM],
        }

    def _command(self, name: str, spec: Spec) -> Json:
        return {
            "type": _CHAT,
            **self._named(name, spec.help),
            "options": [self._option(bound) for bound in spec.visible_slots],
            "contexts": [_GUILD, _BOT_DM],
        }

    def _group(self, name: str, within: Mapping[str, Spec]) -> Json:
        subcommands = [
            {
                "type": _SUBCOMMAND,
                **self._named(rest, spec.help),
                "options": [self._option(bound) for bound in spec.visible_slots],
            }
            for rest, spec in within.items()
        ]
        description = " · ".join(within)
        group: dict[str, object] = {
            "type": _CHAT,
            "name": name,
            "description": clipped(description, DESCRIPTION),
            "options": subcommands,
            "contexts": [_GUILD, _BOT_DM],
        }
        if all(spec.is_for_organisers for spec in within.values()):  # Discord knows no rights of single subcommands
            group["default_member_permissions"] = _MANAGE_GUILD
        return group

    def _option(self, bound: BoundSlot) -> Json:
        kind = bound.kind
        option: dict[str, object] = {
            "type": _type_of(kind),
            **self._named(bound.name.lower(), bound.slot.title),
        }
        if isinstance(kind, NumberKind):
            option |= {"min_value": kind.least, "max_value": kind.most}
        elif kind.input is Input.CHOICE and len(kind.choices) <= OPTIONS:
            option["choices"] = [{"name": choice, "value": choice} for choice in kind.choices]
        elif (
            kind.names_people
            or kind.names_meetups
            or kind.tense is not None
            or isinstance(kind, ZoneKind)
            or kind.choices
        ):
            option["autocomplete"] = True
        return option

    def _named(self, name: str, description: str) -> dict[str, object]:
        names = {code: word for code, word in self._localized(name, NAME).items() if _is_name(word)}
        return {
            "name": name,
            "name_localizations": names,
            "description": clipped(description, DESCRIPTION),
            "description_localizations": self._localized(description, DESCRIPTION),
        }

    def _localized(self, text: str, most: int) -> dict[str, str]:
        """The text in other languages, where it differs."""
        said = {code: clipped(words.put(say(text)), most) for code, words in self._words.items()}
        return {code: each for code, each in said.items() if each != text}


def _type_of(kind: Kind[object]) -> int:
    """The text of a file cannot be typed into an option; whoever has none to share leaves it out, and gets the form."""
    if kind.takes_files:
        return _ATTACHMENT
    return _INTEGER if isinstance(kind, NumberKind) else _STRING


def _is_name(word: str) -> bool:
    return _WORD.fullmatch(word) is not None and word == word.lower()


def _check(commands: Sequence[Json]) -> None:
    kinds = Counter(command["type"] for command in commands)
    if kinds[_CHAT] > COMMANDS or max(kinds[_ON_USER], kinds[_ON_MESSAGE]) > MENUS:
        raise ValueError(f"Discord takes {COMMANDS} commands and {MENUS} menus of a kind, not {dict(kinds)}")
    for command in commands:
        if (characters := _characters(command)) > CHARACTERS:
            raise ValueError(f"{command['name']} takes {characters} characters of the {CHARACTERS} Discord has for it")


def _characters(thing: Json) -> int:
    """Of names, descriptions and values, the longest language of each counting."""
    count = 0
    for key, value in thing.items():
        if isinstance(value, list):
            count += sum(_characters(each) for each in cast("list[Json]", value) if isinstance(each, dict))
        elif key in ("name", "description", "value"):
            others = cast("Mapping[str, str]", thing.get(f"{key}_localizations", {}))
            count += max(len(str(each)) for each in (value, *others.values()))
    return count
