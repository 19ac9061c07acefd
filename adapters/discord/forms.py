"""Modals from a command's definition, and back to slots.

A modal holds five fields. A command with more shows what it needs and offers the others: the last field asks which of
them to fill in as well, in a second modal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from adapters.discord.lengths import clipped
from adapters.discord.messages import OPTIONS, Component
from bot.kinds import Input
from bot.kinds.times import hint_of
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adapters.discord.messages import Json
    from bot.command import BoundSlot, Spec
    from bot.reply import Form
    from bot.words import Words

FIELDS = 5
TITLE = 45
LABEL = 45
DESCRIPTION = 100
VALUE = 4000

MORE = "~more"
"""The custom id of the field that offers the other fields; no slot can have that name."""

_SHORT, _PARAGRAPH = 1, 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Which slots one modal shows, and which it only offers."""

    shown: tuple[BoundSlot, ...]
    offered: tuple[BoundSlot, ...]


def laid_out(form: Form, spec: Spec, ask: Sequence[str] = ()) -> Layout:
    """Of the slots asked for, or of all that people see: first what is wrong, then what is needed, then the others."""
    visible = [bound for bound in spec.visible_slots if not ask or bound.name in ask]
    if len(visible) <= FIELDS:
        return Layout(tuple(visible), ())
    by_need = sorted(visible, key=lambda bound: (bound.name not in form.problems, not bound.required))
    shown = {bound.name for bound in by_need[: FIELDS - 1]}
    return Layout(
        tuple(bound for bound in visible if bound.name in shown),
        tuple(bound for bound in visible if bound.name not in shown),
    )


def kept_values(form: Form, layout: Layout) -> dict[str, str]:
    """What the form holds that its modal does not show: it must come back with the rest."""
    shown = {bound.name for bound in layout.shown}
    return {name: value for name, value in form.values.items() if name not in shown}


def modal(form: Form, spec: Spec, layout: Layout, words: Words, custom_id: str) -> Json:
    """The modal as its reader sees it. ``words`` write plain text."""
    fields = [_field(bound, form, words) for bound in layout.shown]
    if layout.offered:
        fields.append(_offer(layout.offered, words))
    title = words.put(say(spec.help)).removesuffix(".")
    return {"custom_id": custom_id, "title": clipped(title, TITLE), "components": fields}


def problems(form: Form, spec: Spec, words: Words) -> list[str]:
    """What is wrong, each with the name of its field, as plain text."""
    titles = {name: words.put(bound.title) for name, bound in spec.slots.items()}
    return [f"{titles[name]}: {words.put(problem)}" for name, problem in form.problems.items() if name in titles]


def _field(bound: BoundSlot, form: Form, words: Words) -> Json:
    field: dict[str, object] = {
        "type": Component.LABEL.value,
        "label": clipped(words.put(bound.title), LABEL),
        "component": _control(bound, form.values.get(bound.name, ""), words),
    }
    problem = form.problems.get(bound.name)
    if problem is not None:
        field["description"] = clipped(words.put(problem), DESCRIPTION)
    return field


def _control(bound: BoundSlot, value: str, words: Words) -> Json:
    choices = tuple(bound.kind.choices)
    can_choose = not value or value in choices  # what was said and is no choice stays there to be put right
    if bound.kind.input is Input.CHOICE and len(choices) <= OPTIONS and can_choose:
        return _select(bound.name, choices, required=bound.required, chosen=(value,))
    control: dict[str, object] = {
        "type": Component.TEXT_INPUT.value,
        "custom_id": bound.name,
        "style": _PARAGRAPH if bound.kind.input is Input.AREA or "\n" in value else _SHORT,
        "required": bound.required,
        "max_length": VALUE,
    }
    if value:
        control["value"] = value[:VALUE]
    if (hint := hint_of(bound.kind.tense)) is not None:
        control["placeholder"] = clipped(words.put(hint), DESCRIPTION)
    return control


def _select(custom_id: str, choices: Iterable[str], *, required: bool, chosen: Sequence[str]) -> Json:
    options = [{"label": choice, "value": choice, "default": choice in chosen} for choice in choices]
    return {
        "type": Component.SELECT.value,
        "custom_id": custom_id,
        "required": required,
        "min_values": int(required),
        "max_values": 1,
        "options": options,
    }


def _offer(offered: Sequence[BoundSlot], words: Words) -> Json:
    options = [{"label": clipped(words.put(bound.title), DESCRIPTION), "value": bound.name} for bound in offered]
    control = {
        "type": Component.SELECT.value,
        "custom_id": MORE,
        "required": False,
        "min_values": 0,
        "max_values": len(options),
        "options": options[:OPTIONS],
    }
    label = clipped(words.put(say("Anything else to fill in?")), LABEL)
    return {"type": Component.LABEL.value, "label": label, "component": control}


class _Control(BaseModel):
    custom_id: str = ""
    value: str | None = None
    values: list[str] = []


class _Field(BaseModel):
    component: _Control | None = None
    components: list[_Control] = []


class _Submitted(BaseModel):
    components: list[_Field] = []


@dataclass(frozen=True, slots=True)
class Submission:
    """What was filled in, and which other slots the person wants to be asked for."""

    slots: Mapping[str, str]
    more: tuple[str, ...]


def submission(data: object) -> Submission:
    """What a submitted modal says. Raise ValueError for what is none."""
    try:
        submitted = _Submitted.model_validate(data)
    except ValidationError as error:
        raise ValueError("not a submitted modal") from error
    controls = [
        control
        for field in submitted.components
        for control in (*field.components, field.component)
        if control is not None and control.custom_id
    ]
    slots = {each.custom_id: _text(each) for each in controls if each.custom_id != MORE}
    return Submission(slots, tuple(name for each in controls if each.custom_id == MORE for name in each.values))


def _text(control: _Control) -> str:
    return control.value if control.value is not None else next(iter(control.values), "")
