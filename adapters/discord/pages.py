"""Blocks of text with their buttons, laid out over messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.discord.markdown import Atom, written
from adapters.discord.messages import BUTTONS, CONTENT, EMBED, EMBEDS, FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.discord.buttons import ShownButton
    from adapters.discord.messages import File

_BREAK = Atom("\n")


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a reply: what it says, and what belongs right below it."""

    text: tuple[Atom, ...] = ()
    buttons: tuple[ShownButton, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def size(self) -> int:
        return sum(piece.size for piece in self.text)


@dataclass(slots=True)
class Page:
    """What goes into one message, as long as it fits."""

    text: list[Atom] = field(default_factory=list[Atom])
    groups: list[tuple[ShownButton, ...]] = field(default_factory=list["tuple[ShownButton, ...]"])
    files: list[File] = field(default_factory=list["File"])
    size: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.groups or self.files)

    @property
    def button_count(self) -> int:
        return sum(len(group) for group in self.groups)

    def has_room_for(self, block: Block) -> bool:
        return (
            self.size + _BREAK.size + block.size <= CONTENT
            and self.button_count + min(len(block.buttons), BUTTONS) <= BUTTONS
            and len(self.files) + min(len(block.files), FILES) <= FILES
        )

    def add(self, *pieces: Atom) -> None:
        self.text += pieces
        self.size += sum(piece.size for piece in pieces)


def paged(blocks: Iterable[Block]) -> list[Page]:
    """As many messages as it takes. A block stays whole where one message can hold it."""
    pages = [Page()]
    for block in blocks:
        if not pages[-1].is_empty and not pages[-1].has_room_for(block):
            pages.append(Page())
        elif pages[-1].text and block.text:
            pages[-1].add(_BREAK)
        for piece in block.text:
            if pages[-1].size + piece.size > CONTENT:
                pages.append(Page())
            pages[-1].add(piece)
        _attach(pages, block)
    return [page for page in pages if not page.is_empty]


def _attach(pages: list[Page], block: Block) -> None:
    """Put what is left of a block below its text, going on to further messages with what is too much for one."""
    for start in range(0, len(block.buttons), BUTTONS):
        group = block.buttons[start : start + BUTTONS]
        if pages[-1].button_count + len(group) > BUTTONS:
            pages.append(Page())
        pages[-1].groups.append(group)
    for file in block.files:
        if len(pages[-1].files) == FILES:
            pages.append(Page())
        pages[-1].files.append(file)


def spread(pieces: Sequence[Atom]) -> tuple[str, tuple[str, ...]] | None:
    """All of it in one message, as its content and its embeds; none where there is no room."""
    rooms, texts = [CONTENT, EMBED, EMBEDS - EMBED], [list[Atom]()]
    room = rooms[0]
    for piece in pieces:
        if piece.size > room:
            if len(texts) == len(rooms):
                return None
            room = rooms[len(texts)]
            texts.append([])
        texts[-1].append(piece)
        room -= piece.size
    content, *embeds = (written(text) for text in texts)
    return content, tuple(embeds)


def beginning(pieces: Iterable[Atom], most: int) -> list[Atom]:
    """As much of it as fits."""
    kept, room = list[Atom](), most
    for piece in pieces:
        room -= piece.size
        if room < 0:
            break
        kept.append(piece)
    return kept


def joined(blocks: Iterable[Block]) -> list[Atom]:
    """The text of all blocks, each on lines of its own."""
    text = list[Atom]()
    for block in blocks:
        if text and block.text:
            text.append(_BREAK)
        text += block.text
    return text
