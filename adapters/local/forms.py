"""The form of a command, from its definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.local.render import label
from bot.domain.ids import new_id
from bot.kinds import Input
from bot.kinds.times import hint_of
from bot.words import say

if TYPE_CHECKING:
    from datetime import datetime

    from bot.command import BoundSlot, Spec
    from bot.reply import Form
    from bot.words import Words


@dataclass(frozen=True, slots=True)
class FormField:
    """One control: ``value`` is what it opens with, ``problem`` what was wrong with it the last time."""

    name: str
    label: str
    input: Input
    required: bool
    hint: str
    choices: tuple[str, ...] = ()
    value: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form on somebody's screen. ``channel`` is where it was opened, none in the direct conversation.

    ``kept`` are the slots that have no control; they go back with the rest.
    """

    id: str
    command: str
    title: str
    fields: tuple[FormField, ...]
    channel: str | None
    kept: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def plain(self) -> str:
        """The form as plain text: its title, its labels and values, and the problems."""
        return "\n".join([self.title, *(_plain(each) for each in self.fields)])

    def answers(self, values: Mapping[str, str]) -> dict[str, str]:
        """The texts per slot that this form sends for ``values``; a name it has no control for counts for nothing."""
        typed = {each.name: values.get(each.name, each.value) for each in self.fields}
        return {**self.kept, **typed}


def open_form(form: Form, spec: Spec, words: Words, *, channel: str | None, at: datetime) -> OpenForm:
    """The form as its reader sees it."""
    visible = spec.visible_slots
    shown = {bound.name for bound in visible}
    return OpenForm(
        id=new_id(at),
        command=spec.name,
        title=label(say(spec.help), words).removesuffix("."),
        fields=tuple(_field(bound, form, words) for bound in visible),
        channel=channel,
        kept={name: value for name, value in form.values.items() if name not in shown},
    )


def _field(bound: BoundSlot, form: Form, words: Words) -> FormField:
    problem = form.problems.get(bound.name)
    return FormField(
        name=bound.name,
        label=label(bound.title, words),
        input=bound.kind.input,
        required=bound.required,
        hint=label(hint, words) if (hint := hint_of(bound.kind.tense)) else "",
        choices=tuple(bound.kind.choices),
        value=form.values.get(bound.name, ""),
        problem="" if problem is None else label(problem, words),
    )


def _plain(each: FormField) -> str:
    value = f": {each.value}" if each.value else ""
    problem = f" ({each.problem})" if each.problem else ""
    return f"{each.label}{value}{problem}"
