"""What a person reads in a message, a modal, and on its buttons."""

from collections.abc import Iterator

from tests.fakes.discord.message_rules import walk
from tests.fakes.discord.world import Json, Message

_BUTTON, _STRING_SELECT, _TEXT_DISPLAY, _LABEL = 2, 3, 10, 18
SELECTS = {3, 5, 6, 7, 8}


def text_of(message: Message) -> str:
    """Content, embeds, text components and the names of files, each in its own line, as they were sent."""
    parts = [message.content, *map(embed_text, message.embeds), *_displayed(message.components)]
    return "\n".join(filter(None, [*parts, *(upload.name for upload in message.uploads)]))


def embed_text(embed: Json) -> str:
    fields = [text for each in embed.get("fields") or () for text in (each["name"], each["value"])]
    author, footer = (embed.get("author") or {}).get("name"), (embed.get("footer") or {}).get("text")
    return "\n".join(filter(None, [author, embed.get("title"), embed.get("description"), *fields, footer]))


def buttons_of(message: Message) -> tuple[str, ...]:
    """The labels of the buttons that can be pressed, in reading order."""
    return tuple(label_of(each) for each in pressable(message))


def pressable(message: Message) -> Iterator[Json]:
    for _, each in walk(message.components):
        if each["type"] == _BUTTON and each.get("custom_id") and not each.get("disabled"):
            yield each


def selects(message: Message) -> Iterator[Json]:
    for _, each in walk(message.components):
        if each["type"] in SELECTS and not each.get("disabled"):
            yield each


def label_of(button: Json) -> str:
    return button.get("label") or (button.get("emoji") or {}).get("name") or ""


def modal_text(modal: Json) -> str:
    """Its title, its texts, and each field with what stands in it."""
    lines: list[str] = [modal["title"]]
    for _, each in walk(modal["components"]):
        if each["type"] == _TEXT_DISPLAY:
            lines.append(each["content"])
        elif each["type"] == _LABEL:
            held = each["component"].get("value") or each["component"].get("placeholder")
            lines += filter(None, [each["label"], each.get("description"), held])
        elif each.get("label"):
            lines += filter(None, [each["label"], each.get("value")])
    return "\n".join(lines)


def _displayed(components: list[Json]) -> list[str]:
    return [each["content"] for _, each in walk(components) if each["type"] == _TEXT_DISPLAY]
