"""Which button of the local workspace a transcript means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from adapters.local.messages import Message, ShownButton, ShownButtons, ShownRow


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button where it stands; ``row`` is the text of its row, empty outside of one."""

    message: Message
    row: str
    button: ShownButton


def pressable(messages: Iterable[Message], label: str) -> Iterator[Pressable]:
    """Every button of that label, in whatever case."""
    for message in messages:
        for part in message.parts:
            if isinstance(part, ShownRow | ShownButtons):
                row = _text(part) if isinstance(part, ShownRow) else ""
                wanted = (each for each in part.buttons if each.label.casefold() == label.casefold())
                yield from (Pressable(message, row, each) for each in wanted)


def chosen(found: Sequence[Pressable], beside: str) -> Pressable | None:
    """The first that has this text in its row, else the first that has it in its message."""
    sought = beside.casefold()
    in_rows = (each for each in found if sought and sought in each.row.casefold())
    in_messages = (each for each in found if sought in each.message.plain.casefold())
    return next(in_rows, None) or next(in_messages, None)


def _text(row: ShownRow) -> str:
    return "".join(span.text for span in (*row.spans, *row.detail))
