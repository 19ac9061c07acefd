"""A modal as its reader fills it in: by what stands on its fields, or by their names in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tests.fakes.discord.options import NotOffered, Resolved
from tests.fakes.discord.reading import SELECTS
from tests.fakes.discord.world import Channel, Json, Role, User

_ROW, _TEXT_INPUT, _TEXT_DISPLAY, _LABEL = 1, 4, 10, 18
_STRING_SELECT, _RADIO, _CHECKBOXES, _CHECKBOX = 3, 21, 22, 23
_SHORT, _LONG = 1, 4000
Entry: TypeAlias = str | bool | User | Channel | Role | list[str] | list[User]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a modal, with what it is called and what stands in it before anybody types."""

    label: str
    custom_id: str
    component: Json

    @property
    def held(self) -> str:
        return self.component.get("value") or ""

    @property
    def choices(self) -> list[str]:
        """The values to choose from, where it is a select."""
        return [each["value"] for each in self.component.get("options") or ()]


def fields(modal: Json) -> Iterator[Field]:
    for part in modal["components"]:
        if part["type"] == _LABEL:
            yield Field(part["label"], part["component"]["custom_id"], part["component"])
        elif part["type"] == _ROW:
            yield from (Field(each["label"], each["custom_id"], each) for each in part["components"])


def submitted(modal: Json, entries: Mapping[str, Entry], resolved: Resolved) -> list[Json]:
    """The ``components`` of the payload: what was entered, elsewhere what stood there. Raises NotOffered."""
    known = [name for each in fields(modal) for name in (each.label, each.custom_id)]
    unknown = [name for name in entries if name not in known]
    if unknown:
        raise NotOffered(f"The modal has no field {unknown}; it has {[each.label for each in fields(modal)]}")
    return [_part(part, entries, resolved) for part in modal["components"]]


def _part(part: Json, entries: Mapping[str, Entry], resolved: Resolved) -> Json:
    about = {"type": part["type"], "id": part.get("id") or 0}
    if part["type"] == _LABEL:
        return about | {"component": _answer(part["component"], part["label"], entries, resolved)}
    if part["type"] == _ROW:
        inside = [_answer(each, each["label"], entries, resolved) for each in part["components"]]
        return about | {"components": inside}
    return about


def _answer(component: Json, label: str, entries: Mapping[str, Entry], resolved: Resolved) -> Json:
    said: Json = {"type": component["type"], "id": component.get("id") or 0, "custom_id": component["custom_id"]}
    entry = entries.get(component["custom_id"], entries.get(label))
    if component["type"] == _TEXT_INPUT:
        return said | {"value": _typed(component, label, entry)}
    if component["type"] == _CHECKBOX:
        return said | {"value": bool(component.get("default")) if entry is None else bool(entry)}
    values = _chosen(component, label, entry, resolved)
    if component["type"] == _RADIO:
        return said | {"value": values[0] if values else None}
    return said | {"values": values}


def _typed(component: Json, label: str, entry: Entry | None) -> str:
    text = component.get("value") or "" if entry is None else str(entry)
    required = component.get("required", True) is not False
    least = component.get("min_length") or (_SHORT if required else 0)
    most = component.get("max_length") or _LONG
    if not (least if text or required else 0) <= len(text) <= most:
        raise NotOffered(f"{label} takes {least} to {most} characters, not {len(text)}")
    if component.get("style") == _SHORT and "\n" in text:
        raise NotOffered(f"{label} is a single line")
    return text


def _chosen(component: Json, label: str, entry: Entry | None, resolved: Resolved) -> list[str]:
    options: list[Json] = component.get("options") or []
    if entry is None:
        before = [each["value"] for each in options if each.get("default")]
        before += [each["id"] for each in component.get("default_values") or ()]
        return _counted(component, label, before)
    picked = entry if isinstance(entry, list) else [entry]
    return _counted(component, label, [_pick(options, label, each, resolved) for each in picked])


def _counted(component: Json, label: str, values: list[str]) -> list[str]:
    required = component.get("required", True) is not False
    least = component.get("min_values", 1)
    if not (least if values or required else 0) <= len(values) <= (component.get("max_values") or 1):
        raise NotOffered(f"{label} does not take {len(values)} choices")
    return values


def _pick(options: list[Json], label: str, wanted: object, resolved: Resolved) -> str:
    if isinstance(wanted, User | Channel | Role):
        return resolved.add(wanted)
    for each in options:
        if wanted in {each["value"], each["label"]}:
            return each["value"]
    raise NotOffered(f"{label} offers {[each['label'] for each in options]}, not {wanted!r}")


def selection(select: Json, wanted: list[str] | list[User], resolved: Resolved) -> list[str]:
    """The ``values`` of a select in a message."""
    label = select.get("placeholder") or select["custom_id"]
    assert select["type"] in SELECTS
    return _counted(
        select | {"required": True},
        label,
        [_pick(select.get("options") or [], label, each, resolved) for each in wanted],
    )
