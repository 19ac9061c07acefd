"""From a Reply to messages of Discord.

What does not fit one message goes on in the next. A delivery must be one message, whatever its length: it goes on in
embeds, then in a file. Nothing is cut.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from adapters.discord.buttons import MOST_OPTIONS, ShownButton, button_rows, distinct, select_rows
from adapters.discord.lengths import size
from adapters.discord.markdown import Atom, DiscordStyle, atoms, prefixed, text_atoms, written
from adapters.discord.messages import BUTTONS, CONTENT, LABEL, Draft, File
from adapters.discord.pages import Block, Page, beginning, joined, paged, spread
from bot.reply import Attachment, Buttons, Call, Copyable, Form, Heading, Line, Row, Small
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reader import Reader
    from bot.reply import Button, Part, Reply
    from bot.words import Phrase, Words

HandleOf = Callable[[Call], str]
"""Writes the handle of a button for whoever will read the message."""

MOST_MESSAGES = 5
"""Messages that one reply may become; a longer one is a file."""

_FENCE = "```"


def render(reply: Reply, reader: Reader, handle_of: HandleOf) -> tuple[Draft, ...]:
    """The reply in the reader's language, as the messages it takes; none for a reply of nothing."""
    blocks = _Rendering(reader, handle_of).blocks(reply)
    pages = paged(blocks)
    if len(pages) > MOST_MESSAGES:
        return (_boxed(reply, blocks, reader),)
    return tuple(draft for page in pages if (draft := _drafted(page)).has_anything)


def render_one(reply: Reply, reader: Reader, handle_of: HandleOf, mark: str) -> Draft:
    """The reply as one message in which ``mark`` can be read: the end of at least one button's custom id."""
    blocks = [_marked(block, mark) for block in _Rendering(reader, handle_of).blocks(reply)]
    if not any(button.custom_id.endswith(mark) for block in blocks for button in block.buttons):
        title = reader.plain.put(say("What is due"))
        blocks.append(Block(buttons=(ShownButton(title, handle_of(Call("due", {}))).marked(mark),)))
    pages = paged(blocks)
    return _drafted(pages[0]) if len(pages) == 1 else _boxed(reply, blocks, reader)


def _marked(block: Block, mark: str) -> Block:
    return replace(block, buttons=tuple(button.marked(mark) for button in block.buttons))


def _drafted(page: Page) -> Draft:
    return Draft(written(page.text), button_rows(distinct(page.groups)), (), tuple(page.files))


def _boxed(reply: Reply, blocks: Sequence[Block], reader: Reader) -> Draft:
    """Everything in one message: long text goes on in embeds or a file, and many buttons become selects."""
    groups = distinct(block.buttons for block in blocks)
    count = sum(len(group) for group in groups)
    rows = button_rows(groups) if count <= BUTTONS else select_rows(groups, reader.plain)
    files = tuple(file for block in blocks for file in block.files)
    text = joined(blocks)
    if count > MOST_OPTIONS:
        text += _aside(reader, say("Of {count} things to do here, only {most} fit.", count=count, most=MOST_OPTIONS))
    whole = spread(text)
    if whole is not None:
        content, embeds = whole
        return Draft(content, rows, embeds, files)
    note = _aside(reader, say("The rest is in the file below, with all of this."))
    content = written([*beginning(text, CONTENT - Block(tuple(note)).size), *note])
    return Draft(content, rows, (), (File("hallway.txt", "text/plain", reply.plain(reader.plain).encode()), *files))


def _aside(reader: Reader, phrase: Phrase) -> list[Atom]:
    return [Atom("\n"), *prefixed(text_atoms(reader.plain.put(phrase)), "-# ")]


@dataclass(slots=True)
class _Rendering:
    """One reply being rendered."""

    reader: Reader
    handle_of: HandleOf

    @property
    def words(self) -> Words:
        return self.reader.words(DiscordStyle(self.reader.users))

    def blocks(self, reply: Reply) -> list[Block]:
        """The parts. Items of a list get numbers where more than one of them has buttons, and the buttons too."""
        with_buttons = sum(1 for part in reply.parts if isinstance(part, Row) and part.buttons)
        numbers = itertools.count(1) if with_buttons > 1 else None
        blocks = list[Block]()
        for part in reply.parts:
            is_numbered = numbers is not None and isinstance(part, Row) and part.buttons
            blocks.append(self.part(part, next(numbers) if is_numbered and numbers else None))
        return blocks

    def part(self, part: Part, number: int | None = None) -> Block:  # noqa: C901 - one line per member of a closed union
        match part:
            case Line(phrase):
                return Block(tuple(self.text(phrase)))
            case Heading(phrase):
                return Block(tuple(prefixed(self.text(phrase), "### ")))
            case Small(phrase):
                return Block(tuple(prefixed(self.text(phrase), "-# ")))
            case Copyable(text):
                return Block(tuple(_copyable(text)))
            case Row(phrase, buttons, detail):
                return self.row(phrase, buttons, detail, number)
            case Buttons(buttons):
                return self.buttons(buttons)
            case Attachment(name, media_type, content):
                return Block(files=(File(name, media_type, content),))
            case Form():
                return Block(buttons=(self.opener(part),))
            case _:
                assert_never(part)

    def text(self, phrase: Phrase) -> list[Atom]:
        return atoms(self.words.put(phrase))

    def row(self, phrase: Phrase, buttons: Iterable[Button], detail: Phrase | None, number: int | None) -> Block:
        below = self.buttons(buttons, number)
        text = [Atom("- " if number is None else f"**{number}.** "), *self.text(phrase)]
        if detail is not None:
            text += [Atom("\n"), *prefixed(self.text(detail), "-# ")]
        return replace(below, text=(*text, *below.text))

    def buttons(self, buttons: Iterable[Button], number: int | None = None) -> Block:
        """Buttons, with the full label of one that is too long for a button in the text."""
        shown = tuple(
            ShownButton(self.reader.plain.put(button.label), self.handle_of(button.call), button.danger, number)
            for button in buttons
        )
        long = [each.title for each in shown if size(each.title) > LABEL]
        text = [piece for title in long for piece in (Atom("\n"), *prefixed(text_atoms(title), "-# "))]
        return Block(tuple(text), shown)

    def opener(self, form: Form) -> ShownButton:
        """A message cannot open a form by itself; a button can, calling the form's command with what is filled in."""
        title = self.reader.plain.put(say("Fill in the form"))
        try:
            return ShownButton(title, self.handle_of(Call(form.command, form.values)))
        except ValueError:  # more than a button carries
            return ShownButton(title, self.handle_of(Call(form.command, {})))


def _copyable(text: str) -> list[Atom]:
    """A block of code where Discord can show it as one."""
    fenced = f"{_FENCE}\n{text}\n{_FENCE}"
    if "``" in text or text.endswith("`") or not text.strip() or size(fenced) > CONTENT:
        return text_atoms(text)
    return [Atom(fenced)]
