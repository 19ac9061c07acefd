"""What people see: messages, modals and Home tabs as text, with the buttons in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.slack.mrkdwn import Reading
from tests.fakes.slack.screens import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.fakes.slack.wire import Json
    from tests.fakes.slack.world import Message, View


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. ``row`` is the text it stands beside or right below; ``chosen`` is the option of a menu."""

    label: str
    block_id: str
    element: Json
    row: str = ""
    chosen: Json | None = None

    @property
    def action_id(self) -> str:
        return self.element["action_id"]


@dataclass(frozen=True, slots=True)
class Sight:
    """A message as one reader sees it; ``notification`` is what their phone and screen reader say."""

    seq: int
    ts: str
    channel: str
    author: str
    text: str
    notification: str
    buttons: tuple[Button, ...]
    is_edited: bool
    is_ephemeral: bool
    files: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.text, " ".join(f"[{each.label}]" for each in self.buttons))))


@dataclass(frozen=True, slots=True)
class Eyes:
    """Somebody who looks."""

    reading: Reading

    def message(self, message: Message) -> Sight:
        notification = self.text(message.text)
        text = self.blocks(message.blocks) if message.blocks else notification
        return Sight(
            seq=message.seq,
            ts=message.ts,
            channel=message.channel,
            author=message.author,
            text="\n".join(filter(None, (text, *(file.name for file in message.files)))),
            notification=notification,
            buttons=tuple(self.buttons(message.blocks)),
            is_edited=message.is_edited,
            is_ephemeral=message.audience is not None,
            files=tuple(file.id for file in message.files),
        )

    def view(self, view: View) -> str:
        """A modal or a Home tab, its title and what stands at its fields included."""
        title = [view.view["title"]["text"]] if "title" in view.view else []
        return "\n".join([*title, *self._view_lines(view)])

    def text(self, text: str) -> str:
        return self.reading.shown(text)

    def blocks(self, blocks: Iterable[Json]) -> str:
        return "\n".join(line for block in blocks for line in self._lines(block) if line)

    def buttons(self, blocks: Sequence[Json]) -> Iterator[Button]:
        above = ""
        for block in blocks:
            text = "\n".join(self._lines(block))
            for element in (*block.get("elements", ()), *_accessory(block)):
                yield from self._in_element(element, block, text or above)
            above = text

    def _in_element(self, element: Json, block: Json, row: str) -> Iterator[Button]:
        if element.get("type") == "button":
            yield Button(element["text"]["text"], block["block_id"], element, row)
        elif element.get("type") == "overflow":
            for option in element["options"]:
                yield Button(option["text"]["text"], block["block_id"], element, row, option)

    def _view_lines(self, view: View) -> Iterator[str]:
        for block in view.blocks:
            yield from self._lines(block)
            for element in fields_of(block):
                yield _answer(view.state.get(block["block_id"], {}).get(element["action_id"], {}))
            yield view.errors.get(block["block_id"], "")

    def _lines(self, block: Json) -> Iterator[str]:
        match block["type"]:
            case "section":
                yield from (self._object(each) for each in (block.get("text"), *block.get("fields", ())) if each)
            case "header" | "markdown":
                yield self._object(block["text"])
            case "context":
                yield " ".join(self._object(each) for each in block["elements"])
            case "input":
                yield from (self._object(each) for each in (block["label"], block.get("hint")) if each)
            case "rich_text":
                yield self._said(block)
            case "image":
                yield block["alt_text"]
            case _:
                return

    def _object(self, text: Json | str) -> str:
        if isinstance(text, str):
            return self.text(text)
        if text.get("type") == "mrkdwn":
            return self.text(text["text"])
        return str(text.get("text") or text.get("alt_text") or "")

    def _said(self, value: object) -> str:
        """All the text in a rich_text block, however deep."""
        if isinstance(value, list):
            return "".join(self._said(each) for each in value)
        if not isinstance(value, dict):
            return ""
        match value.get("type"):
            case "user":
                return self.reading.person(value["user_id"])
            case "date":
                return self.reading.time(str(value["timestamp"]), value["format"], value.get("fallback", ""))
            case "emoji":
                return f":{value['name']}:"
            case "link":
                return value.get("text") or value["url"]
            case "text":
                return value["text"]
            case _:
                return self._said(value.get("elements"))


def _accessory(block: Json) -> tuple[Json, ...]:
    return (block["accessory"],) if "accessory" in block else ()


def _answer(state: Json) -> str:
    """What stands in a field."""
    if state.get("selected_option"):
        return state["selected_option"]["text"]["text"]
    found = next((value for key, value in state.items() if key != "type" and value), "")
    return found if isinstance(found, str) else ""
