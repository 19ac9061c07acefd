"""Filling in a modal, as Slack's own client lets people."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.slack.screens import fields_of, place_of

if TYPE_CHECKING:
    from tests.fakes.slack.wire import Json
    from tests.fakes.slack.world import Team, View


class CannotDo(Exception):
    """The client does not let the person do this; the message says what they see instead."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a modal."""

    block: Json
    element: Json

    @property
    def label(self) -> str:
        return self.block.get("label", {}).get("text", "")

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it can be called by."""
        return (self.block["block_id"], self.element["action_id"], self.label)

    @property
    def is_optional(self) -> bool:
        return self.block["type"] != "input" or bool(self.block.get("optional"))


def fields(view: View) -> list[Field]:
    return [Field(block, element) for block in view.blocks for element in fields_of(block)]


def fill(view: View, values: Mapping[str, str], team: Team) -> None:
    """Write into fields, each by its block_id, action_id or label. Raises CannotDo."""
    there = fields(view)
    for name, text in values.items():
        field = next((each for each in there if name in each.names), None)
        if field is None:
            raise CannotDo(f"There is no field {name!r}; there are: {', '.join(each.label for each in there)}.")
        state = _written(field, text, team)
        view.state.setdefault(field.block["block_id"], {})[field.element["action_id"]] = state


def accept(view: View) -> None:
    """Raises CannotDo where the client would not let the modal be submitted."""
    for field in fields(view):
        state = view.state[field.block["block_id"]][field.element["action_id"]]
        value = state.get(place_of(field.element["type"]))
        if not value and not field.is_optional:
            raise CannotDo(f"{field.label}: Please complete this required field.")
        if isinstance(value, str) and len(value) > int(field.element.get("max_length") or 3000):
            raise CannotDo(f"{field.label}: That is too long.")
        if isinstance(value, str) and value and len(value) < int(field.element.get("min_length") or 0):
            raise CannotDo(f"{field.label}: That is too short.")


def _written(field: Field, text: str, team: Team) -> Json:
    kind = field.element["type"]
    write = _WRITING.get(kind, _text)
    return {"type": kind, place_of(kind): write(field, text, team)}


def _text(_: Field, text: str, team: Team) -> str | None:
    """In a field of text a mention picked from the list is the person's name, and no reference."""
    for user in sorted(team.users.values(), key=lambda each: -len(each.name)):
        text = re.sub(rf"(?<![\w@])@{re.escape(user.name)}\b", f"@{user.shown_name}", text)
    return text or None


def _option(field: Field, text: str, _: Team) -> Json | None:
    """The option of that label or value."""
    if not text:
        return None
    groups = field.element.get("option_groups") or [{"options": field.element.get("options") or []}]
    options: list[Json] = [option for group in groups for option in group["options"]]
    for option in options:
        if text.casefold() in (option["text"]["text"].casefold(), str(option["value"]).casefold()):
            return option
    raise CannotDo(f"{field.label} offers: {', '.join(option['text']['text'] for option in options)}.")


def _options(field: Field, text: str, team: Team) -> list[Json]:
    return [found for part in text.split(",") if (found := _option(field, part.strip(), team)) is not None]


def _user(field: Field, text: str, team: Team) -> str | None:
    """The user of that name or id."""
    sought = text.removeprefix("@").casefold()
    for user in team.users.values():
        if sought in (user.id.casefold(), user.name.casefold(), user.real_name.casefold()):
            return user.id
    if sought:
        raise CannotDo(f"{field.label}: nobody here is called {text!r}.")
    return None


def _users(field: Field, text: str, team: Team) -> list[str]:
    return [found for part in text.split(",") if (found := _user(field, part.strip(), team)) is not None]


def _channel(field: Field, text: str, team: Team) -> str | None:
    return team.channel_named(text.removeprefix("#")).id if text else None


def _instant(field: Field, text: str, _: Team) -> int | None:
    return int(text) if text else None


_WRITING: Mapping[str, Callable[[Field, str, Team], object]] = {
    "static_select": _option,
    "external_select": _option,
    "radio_buttons": _option,
    "multi_static_select": _options,
    "checkboxes": _options,
    "users_select": _user,
    "multi_users_select": _users,
    "channels_select": _channel,
    "conversations_select": _channel,
    "datetimepicker": _instant,
}
