"""Submitting a modal as Slack does: what stands in its fields, by block and action."""

from typing import Any

from adapters.slack.forms import typed_in


def as_it_opened(view: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """The modal's fields, and what is read of its state where nobody changed anything."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return inputs, typed_in(state_of(inputs))


def state_of(inputs: list[dict[str, Any]], **typed: str) -> dict[str, Any]:
    """The state of these fields; ``typed`` by the name of a slot."""
    return {"values": {each["block_id"]: {each["element"]["action_id"]: _field(each, typed)} for each in inputs}}


def _field(block: dict[str, Any], typed: dict[str, str]) -> dict[str, Any]:
    element, name = block["element"], block["block_id"].removeprefix("slot:")
    if element["type"] == "plain_text_input":
        return {"type": "plain_text_input", "value": typed.get(name, element.get("initial_value"))}
    chosen = next(
        (each for each in element["options"] if each["value"] == typed.get(name)), element.get("initial_option")
    )
    return {"type": "static_select", "selected_option": chosen}
