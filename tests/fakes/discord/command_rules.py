"""What Discord asks of an app's commands, completions and scheduled events beyond its description.

https://discord.com/developers/docs/interactions/application-commands
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from tests.fakes.discord.refusals import Problem
from tests.fakes.discord.world import Json

_IN_ALL = 8000
_CHOICES = 25
_PER_TYPE = {1: 100, 2: 15, 3: 15}
_CHAT, _SUBCOMMAND, _GROUP = 1, 1, 2
_WITH_CHOICES = {3, 4, 10}
_EXTERNAL = 3

Path = tuple[str | int, ...]


def commands_problems(commands: list[Json]) -> Iterator[Problem]:
    """Of all commands of one scope."""
    kinds = Counter(_kind(each) for each in commands)
    for kind, most in _PER_TYPE.items():
        if kinds[kind] > most:
            yield Problem(
                (),
                f"Maximum number of application commands of type {kind} reached ({most}).",
                "APPLICATION_COMMAND_TOO_LARGE",
            )
    names = Counter((_kind(each), each["name"]) for each in commands)
    for number, each in enumerate(commands):
        if names[_kind(each), each["name"]] > 1:
            yield Problem((number,), "Application command names must be unique", "APPLICATION_COMMANDS_DUPLICATE_NAME")
        yield from _command_problems((number,), each)


def completion_problems(choices: list[Json]) -> Iterator[Problem]:
    if len(choices) > _CHOICES:
        yield Problem(("data", "choices"), f"Must be {_CHOICES} or fewer in length.", "BASE_TYPE_BAD_LENGTH")
    for number, each in enumerate(choices):
        yield from _choice_problems(("data", "choices", number), each)


def event_problems(event: Json, now: datetime) -> Iterator[Problem]:
    """Of a scheduled event as it would stand."""
    if event["entity_type"] == _EXTERNAL:
        if not event.get("scheduled_end_time"):
            yield Problem(("scheduled_end_time",), "This field is required", "BASE_TYPE_REQUIRED")
        if not (event.get("entity_metadata") or {}).get("location"):
            yield Problem(("entity_metadata", "location"), "This field is required", "BASE_TYPE_REQUIRED")
    starts = datetime.fromisoformat(event["scheduled_start_time"])
    if starts <= now:
        text = "Cannot schedule event in the past."
        yield Problem(("scheduled_start_time",), text, "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST")
    if event.get("scheduled_end_time") and datetime.fromisoformat(event["scheduled_end_time"]) <= starts:
        yield Problem(("scheduled_end_time",), "Must be after the start.", "GUILD_SCHEDULED_EVENT_END_BEFORE_START")


def _kind(command: Json) -> int:
    return command.get("type") or _CHAT


def _command_problems(path: Path, command: Json) -> Iterator[Problem]:
    if _kind(command) == _CHAT:
        yield from _name_problems(path, command)
        if not command.get("description"):
            yield Problem((*path, "description"), "This field is required", "BASE_TYPE_REQUIRED")
        if _length(command) > _IN_ALL:
            yield Problem(path, f"Command exceeds maximum size ({_IN_ALL})", "APPLICATION_COMMAND_TOO_LARGE")
        yield from _options_problems(path, command.get("options") or [])
        return
    for forbidden in ("description", "options"):
        if command.get(forbidden):
            yield Problem(
                (*path, forbidden), f"Context menu commands cannot have {forbidden}", "APPLICATION_COMMAND_INVALID"
            )
    if not 1 <= len(command["name"]) <= 32:
        yield Problem((*path, "name"), "Must be between 1 and 32 in length.", "BASE_TYPE_BAD_LENGTH")


def _options_problems(path: Path, options: list[Json]) -> Iterator[Problem]:
    names = Counter(each["name"] for each in options)
    for number, each in enumerate(options):
        here = (*path, "options", number)
        if names[each["name"]] > 1:
            yield Problem(here, "Option names must be unique", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID")
        yield from _option_problems(here, each)
    for number, (before, after) in enumerate(pairwise(options)):
        if after.get("required") and not before.get("required"):
            here = (*path, "options", number + 1)
            yield Problem(
                here,
                "Required options must be placed before non-required options",
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            )
    if len({each["type"] in {_SUBCOMMAND, _GROUP} for each in options}) > 1:
        yield Problem(
            (*path, "options"),
            "Subcommands and options cannot stand side by side",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        )


def _option_problems(path: Path, option: Json) -> Iterator[Problem]:
    yield from _name_problems(path, option)
    if not option.get("description"):
        yield Problem((*path, "description"), "This field is required", "BASE_TYPE_REQUIRED")
    choices: list[Json] = option.get("choices") or []
    if choices and option.get("autocomplete"):
        yield Problem(
            (*path, "autocomplete"),
            "Autocomplete and choices cannot be used together",
            "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
        )
    if len({each["name"] for each in choices}) < len(choices):
        yield Problem((*path, "choices"), "Choice names must be unique", "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID")
    for number, each in enumerate(choices):
        yield from _choice_problems((*path, "choices", number), each)
    if option["type"] in {_SUBCOMMAND, _GROUP}:
        yield from _options_problems(path, option.get("options") or [])
    elif option.get("autocomplete") and option["type"] not in _WITH_CHOICES:
        yield Problem(
            (*path, "autocomplete"),
            "This option type cannot be completed",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
        )


def _choice_problems(path: Path, choice: Json) -> Iterator[Problem]:
    if not 1 <= len(choice["name"]) <= 100:
        yield Problem((*path, "name"), "Must be between 1 and 100 in length.", "BASE_TYPE_BAD_LENGTH")
    if isinstance(choice["value"], str) and not 1 <= len(choice["value"]) <= 100:
        yield Problem((*path, "value"), "Must be between 1 and 100 in length.", "BASE_TYPE_BAD_LENGTH")


def _name_problems(path: Path, named: Json) -> Iterator[Problem]:
    localized: Json = named.get("name_localizations") or {}
    for where, name in (
        ("name", named["name"]),
        *((f"name_localizations.{key}", value) for key, value in localized.items()),
    ):
        if not (1 <= len(name) <= 32 and all(map(_may_stand_in_a_name, name)) and name == name.lower()):
            yield Problem((*path, where), "Command name is invalid", "APPLICATION_COMMAND_INVALID_NAME")


def _may_stand_in_a_name(letter: str) -> bool:
    """``^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$``"""
    is_marked = unicodedata.name(letter, "").startswith(("DEVANAGARI", "THAI"))
    return letter in "-_'" or unicodedata.category(letter)[0] in "LN" or is_marked


def _length(named: Json) -> int:
    """Of the longest reading in any language, of names, descriptions and values alike."""
    own = sum(_longest(named, key) for key in ("name", "description"))
    choices = sum(_longest(each, "name") + len(str(each["value"])) for each in named.get("choices") or ())
    return own + choices + sum(map(_length, named.get("options") or ()))


def _longest(named: Json, key: str) -> int:
    readings = [named.get(key) or "", *(named.get(f"{key}_localizations") or {}).values()]
    return max(map(len, readings))
