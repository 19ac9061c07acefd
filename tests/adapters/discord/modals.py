"""Modals as a person sees them, and as they come back."""

from dataclasses import dataclass

from adapters.discord.forms import MORE
from adapters.discord.lengths import size
from adapters.discord.messages import Json
from tests.adapters.discord.openapi import faults


@dataclass(frozen=True)
class Opened:
    """A modal on somebody's screen, and what it sends when it is submitted as it was opened."""

    title: str
    labels: tuple[str, ...]
    descriptions: tuple[str, ...]
    fields: tuple[Json, ...]
    offers: tuple[str, ...]


def opened(modal: Json) -> Opened:
    fields = _list(modal["components"])
    controls = [_object(field["component"]) for field in fields]
    own = [field for field, control in zip(fields, controls, strict=True) if control["custom_id"] != MORE]
    return Opened(
        title=str(modal["title"]),
        labels=tuple(str(field["label"]) for field in own),
        descriptions=tuple(str(field["description"]) for field in own if "description" in field),
        fields=tuple({"type": 18, "component": _sent(control)} for control in controls),
        offers=tuple(
            str(each["value"]) for control in controls if control["custom_id"] == MORE for each in _options(control)
        ),
    )


def broken(modal: Json) -> list[str]:
    """Every limit that the modal goes beyond."""
    fields = _list(modal["components"])
    controls = [_object(field["component"]) for field in fields]
    rules = {
        "fields": 1 <= len(fields) <= 5,
        "title": 0 < size(str(modal["title"])) <= 45,
        "labels": all(0 < size(str(field["label"])) <= 45 for field in fields),
        "descriptions": all(0 < size(str(field.get("description", "x"))) <= 100 for field in fields),
        "custom ids": len({str(each["custom_id"]) for each in controls}) == len(controls),
        "options": all(1 <= len(_options(each)) <= 25 for each in controls if each["type"] == 3),
    }
    callback = {"type": 9, "data": modal}
    return [name for name, holds in rules.items() if not holds] + faults(callback, "ModalInteractionCallbackRequest")


def _sent(control: Json) -> Json:
    if control["type"] == 3:
        chosen = [each["value"] for each in _options(control) if each.get("default")]
        return {"type": 3, "custom_id": control["custom_id"], "values": chosen}
    return {"type": 4, "custom_id": control["custom_id"], "value": control.get("value", "")}


def _options(control: Json) -> list[Json]:
    return _list(control["options"]) if "options" in control else []


def _list(value: object) -> list[Json]:
    assert isinstance(value, list)
    return value


def _object(value: object) -> Json:
    assert isinstance(value, dict)
    return value
