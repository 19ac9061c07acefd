"""A slash command as it is typed: Discord's own checks, its typed values, and what it looks up for the app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.fakes.discord.payloads import attachment_json, channel_json, member_json, permitted, role_json, user_json
from tests.fakes.discord.world import Channel, Guild, Json, Message, Role, Upload, User

SUBCOMMAND, GROUP = 1, 2
_STRING, _INTEGER, _BOOLEAN, _USER, _CHANNEL, _ROLE, _MENTIONABLE, _NUMBER, _ATTACHMENT = range(3, 12)
Value: TypeAlias = str | int | float | bool | User | Channel | Role | Upload


class NotOffered(AssertionError):
    """Discord's client would not have let the person do this."""


@dataclass(slots=True)
class Resolved:
    """What stands behind the ids in an interaction."""

    guild: Guild | None
    files: str
    found: dict[str, Json] = field(default_factory=dict[str, Json])

    def add(self, value: Value | Message) -> str:
        """The id, once what it stands for is noted."""
        match value:
            case User():
                self._note("users", value.id, user_json(value))
                if self.guild is not None and value.id in self.guild.members:
                    member = member_json(self.guild.members[value.id], with_user=False)
                    permissions = permitted(value, self.guild, None)
                    self._note("members", value.id, member | {"permissions": permissions})
            case Channel():
                self._note("channels", value.id, channel_json(value) | {"permissions": permitted_by_nobody()})
            case Role():
                self._note("roles", value.id, role_json(value))
            case Upload():
                self._note("attachments", value.id, attachment_json(value, self.files) | {"ephemeral": True})
            case _:
                raise NotOffered(f"{value!r} has no id")
        return value.id

    def note_message(self, message: Message, said: Json) -> str:
        self._note("messages", message.id, said)
        return message.id

    def _note(self, kind: str, key: str, said: Json) -> None:
        self.found.setdefault(kind, {})[key] = said


def permitted_by_nobody() -> str:
    return "0"


def find(command: Json, path: list[str]) -> list[Json]:
    """The command and, below it, the group and subcommand of these names. Raises NotOffered."""
    chain = [command]
    for name in path:
        below = (each for each in chain[-1].get("options") or () if each["type"] in {SUBCOMMAND, GROUP})
        found = next((each for each in below if each["name"] == name), None)
        if found is None:
            raise NotOffered(f"/{command['name']} has no subcommand {name!r}")
        chain.append(found)
    if any(each["type"] in {SUBCOMMAND, GROUP} for each in chain[-1].get("options") or ()):
        raise NotOffered(f"/{command['name']} {' '.join(path)} is not whole: one of its subcommands must be chosen")
    return chain


def filled(chain: list[Json], values: Mapping[str, Value], resolved: Resolved, focus: str = "") -> list[Json]:
    """The ``options`` of the payload. ``focus`` is the one being completed: nothing is checked then."""
    offered = {each["name"]: each for each in chain[-1].get("options") or ()}
    unknown = values.keys() - offered.keys()
    if unknown:
        raise NotOffered(f"/{chain[0]['name']} has no option {sorted(unknown)}; it has {sorted(offered)}")
    missing = [name for name, each in offered.items() if each.get("required") and name not in values]
    if missing and not focus:
        raise NotOffered(f"/{chain[0]['name']} needs {missing}")
    inner = [_option(offered[name], value, resolved, focused=name == focus) for name, value in values.items()]
    for level in reversed(chain[1:]):
        inner = [{"name": level["name"], "type": level["type"], "options": inner}]
    return inner


def _option(option: Json, value: Value, resolved: Resolved, *, focused: bool) -> Json:
    said: Json = {"name": option["name"], "type": option["type"]}
    if focused:
        if not option.get("autocomplete"):
            raise NotOffered(f"{option['name']} is not completed")
        return said | {"value": value, "focused": True}
    return said | {"value": _value(option, value, resolved)}


def _value(option: Json, value: Value, resolved: Resolved) -> object:
    match option["type"], value:
        case (4, int()) | (5, bool()) | (10, int() | float()):
            _check_choice(option, value)
            _check_range(option, float(value), "min_value", "max_value")
            return value
        case 3, str():
            _check_choice(option, value)
            _check_range(option, len(value), "min_length", "max_length")
            return value
        case (6, User()) | (7, Channel()) | (8, Role()) | (9, User() | Role()) | (11, Upload()):
            return resolved.add(value)
        case _:
            raise NotOffered(f"{option['name']} does not take {value!r}")


def _check_choice(option: Json, value: Value) -> None:
    choices = option.get("choices") or ()
    if choices and value not in {each["value"] for each in choices}:
        offered = [each["name"] for each in choices]
        raise NotOffered(f"{option['name']} is one of {offered}, not {value!r}")


def _check_range(option: Json, size: float, least: str, most: str) -> None:
    low, high = option.get(least), option.get(most)
    if (low is not None and size < low) or (high is not None and size > high):
        raise NotOffered(f"{option['name']} is from {low} to {high}, not {size:g}")
