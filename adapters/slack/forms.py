"""The form of a command as a modal, from the command's definition, and back to texts per slot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from adapters.slack import blocks
from adapters.slack.cutting import SECTION, first_of
from adapters.slack.render import pieces_of
from adapters.slack.runs import Block
from bot.kinds import Input
from bot.kinds.times import hint_of
from bot.words import say

if TYPE_CHECKING:
    from adapters.slack.sealing import Seal
    from bot.command import BoundSlot, Spec
    from bot.kinds import Kind
    from bot.reader import Reader
    from bot.reply import Form
    from bot.words import Phrase

CALLBACK = "hallway-form"
TITLE = 24
"""Characters of a modal's title and of its buttons."""

METADATA = 3000
"""Characters a modal carries along unseen."""

OPTION, OPTIONS = 75, 100
"""Characters of a choice; choices of one field."""

_INPUT = "value"
_SLOT = "slot:"
_COMMAND, _CHANNEL, _THREAD = "command", "channel", "thread"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a modal carries along, sealed: its command, where it was opened, and the slots that have no field.

    ``channel`` is none in the direct conversation.
    """

    command: str
    channel: str | None = None
    thread: str | None = None
    kept: Mapping[str, str] = field(default_factory=dict[str, str])

    def sealed(self, seal: Seal) -> str:
        """Raise ValueError where it is more than a modal carries; hidden slots hold ids, which are short."""
        where = {_CHANNEL: self.channel, _THREAD: self.thread}
        slots = {f"{_SLOT}{name}": text for name, text in self.kept.items()}
        sealed = seal.close({_COMMAND: self.command, **{k: v for k, v in where.items() if v}, **slots})
        if len(sealed) > METADATA:
            raise ValueError(f"the form of {self.command} keeps {len(sealed)} characters of {METADATA}")
        return sealed

    @staticmethod
    def unsealed(metadata: str, seal: Seal) -> Opened | None:
        """None for anything this instance did not seal."""
        values = seal.open(metadata)
        if values is None or _COMMAND not in values:
            return None
        kept = {name.removeprefix(_SLOT): text for name, text in values.items() if name.startswith(_SLOT)}
        return Opened(values[_COMMAND], values.get(_CHANNEL), values.get(_THREAD), kept)


def opened_at(form: Form, spec: Spec, channel: str | None = None, thread: str | None = None) -> Opened:
    """What the modal of this form carries along."""
    shown = {bound.name for bound in spec.visible_slots}
    kept = {name: text for name, text in form.values.items() if name not in shown}
    return Opened(spec.name, channel, thread, kept)


def modal(form: Form, spec: Spec, reader: Reader, metadata: str) -> Block:
    """The modal as its reader sees it. Problems that belong to no field stand above the fields."""
    shown = [block for bound in spec.visible_slots for block in _field(bound, form, reader)]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": blocks.plain(_title(spec)),
        "submit": blocks.plain(first_of(reader.plain.put(say("Save")), TITLE)),
        "close": blocks.plain(first_of(reader.plain.put(say("Cancel")), TITLE)),
        "private_metadata": metadata,
        "blocks": [*pieces_of(say(spec.help), reader), *_strays(form, spec, reader), *shown],
    }


def notice(text: Phrase, reader: Reader) -> Block:
    """A modal that only says something."""
    return {
        "type": "modal",
        "title": blocks.plain("Hallway"),
        "close": blocks.plain(first_of(reader.plain.put(say("Close")), TITLE)),
        "blocks": pieces_of(text, reader),
    }


def answers(opened: Opened, values: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The texts per slot: of every field, by its block and action, and of what was kept."""
    typed = {
        block.removeprefix(_SLOT): texts.get(_INPUT, "") for block, texts in values.items() if block.startswith(_SLOT)
    }
    return {**typed, **opened.kept}


def problems_at_fields(form: Form, spec: Spec, reader: Reader) -> dict[str, str] | None:
    """The problems by field, as Slack shows them there; none where one of them belongs to no field, or there is none.

    Fields hold what was typed, so that this is only right for the form that was just submitted.
    """
    if not form.problems or list(_strays(form, spec, reader)):
        return None
    return {f"{_SLOT}{name}": reader.plain.put(problem) for name, problem in form.problems.items()}


def typed_in(state: object) -> dict[str, dict[str, str]]:
    """What stands in a submitted modal's fields, by block and action. Anything else than texts counts for nothing."""
    found: dict[str, dict[str, str]] = {}
    for block, actions in _mapping(_mapping(state).get("values")).items():
        found[block] = {action: _text(_mapping(field)) for action, field in _mapping(actions).items()}
    return found


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _text(field: Mapping[str, object]) -> str:
    value = field.get("value")
    chosen = _mapping(field.get("selected_option")).get("value")
    return next((text for text in (value, chosen) if isinstance(text, str)), "")


def _title(spec: Spec) -> str:
    name = spec.name.replace("-", " ").capitalize()
    return name if len(name) <= TITLE else "Hallway"


def _strays(form: Form, spec: Spec, reader: Reader) -> Iterator[Block]:
    shown = {bound.name for bound in spec.visible_slots}
    for name, problem in form.problems.items():
        if name not in shown:
            yield from pieces_of(problem, reader)


def _field(bound: BoundSlot, form: Form, reader: Reader) -> Iterator[Block]:
    """The field of a slot; a problem it opens with stands above it, since Slack shows its own only on submission."""
    if (problem := form.problems.get(bound.name)) is not None:
        yield from pieces_of(problem, reader)
    value = form.values.get(bound.name, "")
    told = (hint_of(bound.kind.tense), _CUT if len(value) > SECTION else None)
    hints = [hint for hint in told if hint is not None]
    shown: Block = {
        "type": "input",
        "block_id": f"{_SLOT}{bound.name}",
        "label": blocks.plain(reader.plain.put(bound.title)),
        "element": _control(bound.kind, value),
        "optional": not bound.required,
    }
    yield {**shown, "hint": blocks.plain(" ".join(map(reader.plain.put, hints)))} if hints else shown


_CUT = say("This is the beginning of what you wrote: Slack's fields hold no more than 3,000 characters.")


def _control(kind: Kind[object], value: str) -> Block:
    choices = [*kind.choices, *([value] if value.strip() and value not in kind.choices else [])]
    if kind.input is Input.CHOICE and 0 < len(choices) <= OPTIONS and all(len(choice) <= OPTION for choice in choices):
        options = [_option(choice) for choice in choices]
        select: Block = {"type": "static_select", "action_id": _INPUT, "options": options}
        return {**select, "initial_option": _option(value)} if value.strip() else select
    element: Block = {"type": "plain_text_input", "action_id": _INPUT, "multiline": kind.input is Input.AREA}
    return {**element, "initial_value": first_of(value, SECTION)} if value else element


def _option(choice: str) -> Block:
    return {"text": blocks.plain(choice), "value": choice}
