"""From a Reply to Slack's messages: as few as hold it, each within every limit, nothing cut in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, assert_never

from adapters.slack import blocks
from adapters.slack.cutting import SECTION, cut_runs, cut_text, first_of
from adapters.slack.runs import Block, Mark, Run, SlackStyle, escaped, runs
from bot.reply import Attachment, Button, Buttons, Call, Copyable, Form, Heading, Line, Row, Small
from bot.words import say

if TYPE_CHECKING:
    from bot.reader import Reader
    from bot.reply import Part, Reply
    from bot.words import Phrase, Words

HandleOf = Callable[[Call], str]
"""Writes the handle of a button for whoever will read the message."""

BLOCKS = 50
"""Blocks of one message."""

CHARACTERS = 12_000
"""Characters of one message: Slack refuses about 13,000 (``msg_blocks_too_long``), though its blocks may hold more."""

_FENCES = 8
"""More than the signs around copyable text."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: ``text`` is what notifications and screen readers give, in which nothing is markup."""

    text: str
    blocks: tuple[Block, ...]

    def keyed(self, key: str) -> Message:
        """The same message, to be found again by this key."""
        first, *rest = self.blocks
        return replace(self, blocks=(blocks.marked(first, key), *rest))


@dataclass(frozen=True, slots=True)
class Rendered:
    """Messages in the order to be sent, and the files that go with them."""

    messages: tuple[Message, ...]
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that stay together, and what they say in plain text. One that ``continues`` goes on in mid-sentence.

    ``labels`` speak for a message that has no text of its own.
    """

    blocks: tuple[Block, ...]
    text: str = ""
    labels: str = ""
    continues: bool = False

    @property
    def weight(self) -> int:
        return sum(map(blocks.weight, self.blocks))


def render(reply: Reply, reader: Reader, handle_of: HandleOf) -> Rendered:
    """The reply in the reader's language and zone."""
    files = tuple(part for part in reply.parts if isinstance(part, Attachment))
    return Rendered(tuple(_messages(pieces(reply, reader, handle_of))), files)


def pieces(reply: Reply, reader: Reader, handle_of: HandleOf) -> Iterator[Piece]:
    """The reply in pieces, each small enough for one message."""
    rendering = _Rendering(_words(reader), reader.plain, handle_of)
    for part in reply.parts:
        yield from rendering.part(part)


def _words(reader: Reader) -> Words:
    return reader.words(SlackStyle(reader.users))


def _messages(found: Iterable[Piece]) -> Iterator[Message]:
    held: list[Piece] = []
    for piece in found:
        together = [*held, piece]
        is_full = sum(len(each.blocks) for each in together) > BLOCKS or _weight(together) > CHARACTERS
        if held and is_full:
            yield _message(held)
            together = [piece]
        held = together
    if held:
        yield _message(held)


def _weight(held: Sequence[Piece]) -> int:
    return sum(piece.weight for piece in held)


def _message(held: Sequence[Piece]) -> Message:
    text = "".join(each.text if each.continues else f"\n{each.text}" for each in held if each.text)
    said = text.removeprefix("\n") or " ".join(each.labels for each in held)
    return Message(escaped(said), tuple(block for each in held for block in each.blocks))


@dataclass(slots=True)
class _Rendering:
    """One reply being rendered. Actions are numbered, since their ids must differ within a message."""

    words: Words
    plain: Words
    handle_of: HandleOf
    numbers: Iterator[int] = field(default_factory=count)

    def part(self, part: Part) -> Iterator[Piece]:  # noqa: C901 - one line per member of a closed union
        match part:
            case Line(phrase):
                yield from _lines(self.runs(phrase), blocks.section)
            case Heading(phrase):
                yield from _lines(_bold(self.runs(phrase)), blocks.heading)
            case Small(phrase):
                yield from _lines(self.runs(phrase), blocks.aside)
            case Copyable(text):
                yield from _copyables(text)
            case Row(phrase, buttons, detail):
                yield from self.row(phrase, buttons, detail)
            case Buttons(buttons):
                yield from self.buttons(buttons)
            case Attachment(name):
                yield from _lines(self.runs(say("Attached: {name}", name=name)), blocks.aside)
            case Form():
                yield from self.opener(part)
            case _:
                assert_never(part)

    def runs(self, phrase: Phrase) -> tuple[Run, ...]:
        return runs(phrase, self.words)

    def row(self, phrase: Phrase, buttons: Sequence[Button], detail: Phrase | None) -> Iterator[Piece]:
        """An entry, not parted from its own buttons."""
        line = self.runs(phrase) if detail is None else (*self.runs(phrase), Run("\n"), *self.runs(detail))
        texts, rows = list(_lines(line, blocks.section)), list(self.buttons(buttons))
        if texts and rows:
            text, row = texts.pop(), rows.pop(0)
            rows.insert(0, replace(text, blocks=(*text.blocks, *row.blocks)))
        yield from (*texts, *rows)

    def buttons(self, buttons: Sequence[Button]) -> Iterator[Piece]:
        """Rows of buttons; a label too long for one is first said in full."""
        for first in range(0, len(buttons), blocks.BUTTONS):
            row = buttons[first : first + blocks.BUTTONS]
            labels = [self.plain.put(button.label).strip() or "…" for button in row]
            for label in labels:
                if len(label) > blocks.LABEL:
                    yield from _lines((Run(label),), blocks.section)
            yield Piece((blocks.actions(map(self.button, row, labels)),), labels=" ".join(labels))

    def button(self, button: Button, label: str) -> Block:
        action = f"press-{next(self.numbers)}"
        return blocks.button(first_of(label, blocks.LABEL), self.handle_of(button.call), action, danger=button.danger)

    def opener(self, form: Form) -> Iterator[Piece]:
        """A message cannot open a form by itself; a button can, calling the form's command with what is filled in."""
        for problem in form.problems.values():
            yield from _lines(self.runs(problem), blocks.section)
        call = Call(form.command, form.values)
        try:
            self.handle_of(call)
        except ValueError:  # more than a button carries
            call = Call(form.command, {})
        yield from self.buttons((Button(say("Fill in the form"), call),))


def _lines(line: Sequence[Run], shown: Callable[[Sequence[Run]], Block]) -> Iterator[Piece]:
    for index, group in enumerate(cut_runs(line)):
        text = "".join(run.text for run in group)
        if text.strip():  # Slack takes no block of blanks
            yield Piece((shown(group),), text, continues=index > 0)


def _copyables(text: str) -> Iterator[Piece]:
    for index, piece in enumerate(cut_text(text, SECTION - _FENCES)):
        if piece.strip():
            yield Piece((blocks.copyable(piece),), piece, continues=index > 0)


def _bold(line: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(replace(run, mark=Mark.STRONG) if run.mark is Mark.TEXT else run for run in line)


def pieces_of(phrase: Phrase, reader: Reader) -> list[Block]:
    """The blocks of one paragraph."""
    return [block for piece in _lines(runs(phrase, _words(reader)), blocks.section) for block in piece.blocks]
