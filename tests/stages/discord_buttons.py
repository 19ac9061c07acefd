"""Which button on Discord a transcript means. There the buttons of a message stand below all of its text, so that those
of a list's items carry their item's number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.discord import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.fakes.discord import Person
    from tests.fakes.discord.world import Json, Message

_NUMBERED = re.compile(r"(\d+) · (.*)", re.DOTALL)
_ITEM = re.compile(r"^(\d+)\. ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button, or an option of a select, where it stands. ``row`` is the text of its item, empty outside of one."""

    message: Message
    text: str
    label: str
    row: str
    component: Json
    option: str = ""

    async def used_by(self, person: Person, *, wait: bool = False) -> None:
        if self.option:
            await person.choose(self.option, message=self.message, custom_id=self.component["custom_id"], wait=wait)
        else:
            await person.press_button(self.message, self.component, wait=wait)


def pressable(shown: Iterable[tuple[Message, str]], label: str | None = None) -> Iterator[Pressable]:
    """Every button of that label, or every one there is, in messages with the text that is read in them."""
    for message, text in shown:
        items = _items(text)
        for component, title, option in _titles(message):
            number, name = split(title)
            if label is None or name.casefold() == label.casefold():
                yield Pressable(message, text, name, items.get(number, ""), component, option)


def chosen(found: Iterable[Pressable], beside: str) -> Pressable | None:
    """The first that has this text in its item, else the first that has it in its message."""
    every, sought = list(found), beside.casefold()
    in_items = (each for each in every if sought and sought in each.row.casefold())
    in_messages = (each for each in every if sought in each.text.casefold())
    return next(in_items, None) or next(in_messages, None)


def split(title: str) -> tuple[str, str]:
    """The number of the item a button belongs to, and its label."""
    found = _NUMBERED.fullmatch(title)
    return (found[1], found[2]) if found is not None else ("", title)


def plain(titles: Sequence[str]) -> tuple[str, ...]:
    return tuple(split(title)[1] for title in titles)


def _titles(message: Message) -> Iterator[tuple[Json, str, str]]:
    for button in reading.pressable(message):
        yield button, reading.label_of(button), ""
    for select in reading.selects(message):
        for option in select.get("options") or ():
            yield select, option["label"], option["value"]


def _items(text: str) -> dict[str, str]:
    """The text of each numbered item, up to the next one."""
    starts = list(_ITEM.finditer(text))
    ends = [*(each.start() for each in starts[1:]), len(text)]
    return {start[1]: text[start.start() : end] for start, end in zip(starts, ends, strict=False)}
