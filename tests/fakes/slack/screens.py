"""Modals and Home tabs as they stand on a screen: what is in their fields, and what Slack tells of them."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from tests.fakes.slack.world import View

if TYPE_CHECKING:
    from tests.fakes.slack.stamps import Stamps
    from tests.fakes.slack.wire import Json
    from tests.fakes.slack.world import Team

_INITIAL = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
    "initial_date_time": "selected_date_time",
    "initial_user": "selected_user",
    "initial_users": "selected_users",
    "initial_channel": "selected_channel",
    "initial_channels": "selected_channels",
    "initial_conversation": "selected_conversation",
    "initial_conversations": "selected_conversations",
}
_EMPTY = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
}
"""Where the answer stands, for elements whose answer is no ``value``."""


def new_view(stamps: Stamps, user: str, view: Json, *, below: View | None = None) -> View:
    id_ = stamps.id("V")
    shown = View(id_, "", user, {}, {}, id_ if below is None else below.root, None if below is None else below.id)
    replace_view(stamps, shown, view)
    return shown


def named(blocks: list[Json], stamps: Stamps) -> list[Json]:
    """A copy in which every block, and everything in it that can be acted on, has an id, as Slack gives them."""
    found: list[Json] = copy.deepcopy(blocks)
    for block in found:
        block.setdefault("block_id", f"b{stamps.number()}")
        inside = [*block.get("elements", []), *(block[key] for key in ("element", "accessory") if key in block)]
        for element in inside:
            if element.get("type") not in ("plain_text", "mrkdwn", "image", None) and block["type"] != "rich_text":
                element.setdefault("action_id", f"a{stamps.number()}")
    return found


def replace_view(stamps: Stamps, shown: View, view: Json) -> None:
    """What was typed stays in fields that are the same by block_id and action_id."""
    blocks = named(view["blocks"], stamps)
    shown.view, shown.hash, shown.errors = view | {"blocks": blocks}, f"{stamps.ts()}.hash", {}
    before, shown.state = shown.state, {}
    for block in blocks:
        for element in fields_of(block):
            kept = before.get(block["block_id"], {}).get(element["action_id"])
            state = initial(element) if kept is None else kept
            shown.state.setdefault(block["block_id"], {})[element["action_id"]] = state


def fields_of(block: Json) -> list[Json]:
    """The elements of a block that hold an answer."""
    if block["type"] == "input":
        return [block["element"]]
    return [element for element in elements_of(block) if element["type"] in _EMPTY]


def elements_of(block: Json) -> list[Json]:
    """Everything in a block that can be acted on."""
    inside = [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
    return [element for element in inside if "action_id" in element]


def place_of(kind: str) -> str:
    """The key under which the answer of such an element stands."""
    return _EMPTY.get(kind, "value")


def initial(element: Json) -> Json:
    """The state of a field nobody has touched."""
    kind = element["type"]
    empty = [] if place_of(kind) in ("selected_options", "selected_users") else None
    state: Json = {"type": kind, place_of(kind): empty}
    return state | {_INITIAL[key]: value for key, value in element.items() if key in _INITIAL}


def view_output(shown: View, team: Team, app_id: str) -> Json:
    """The view as Slack tells of it, in answers and interactions."""
    view = shown.view
    return {
        "id": shown.id,
        "team_id": team.id,
        "type": view["type"],
        "blocks": view["blocks"],
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "state": {"values": shown.state},
        "hash": shown.hash,
        "title": view.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "close": view.get("close"),
        "submit": view.get("submit"),
        "previous_view_id": shown.previous,
        "root_view_id": shown.root,
        "app_id": app_id,
        "external_id": view.get("external_id", ""),
        "app_installed_team_id": team.id,
        "bot_id": team.bot_id,
    }
