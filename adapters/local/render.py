"""From a Reply to what the workspace shows.

Every phrase becomes spans of data; nothing here or in the page joins a person's words to markup.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, assert_never, cast

from babel.dates import format_datetime

from adapters.local.messages import (
    Draft,
    File,
    ShownButton,
    ShownButtons,
    ShownCopyable,
    ShownFile,
    ShownPart,
    ShownRow,
    ShownText,
    Span,
    dm,
)
from adapters.marking import kept, marked, taken_apart
from bot.domain.times import Moment, local_at
from bot.reply import Attachment, Buttons, Call, Copyable, Form, Heading, Line, Row, Small
from bot.words import Words, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from adapters.local.archive import Persona
    from adapters.local.messages import Message
    from adapters.marking import Marked
    from bot.domain.times import ZoneName
    from bot.reader import Reader
    from bot.reply import Button, Part, Reply
    from bot.words import InChannel, Mention, Phrase

HandleOf = Callable[[Call], str]
"""Writes the handle of a button for whoever will read the message."""

Mark = Literal["", "strong", "code", "mention", "time"]


class LocalStyle:
    """Marks runs of text for `spans` to take apart."""

    def text(self, text: str) -> str:
        return kept(text)

    def strong(self, text: str) -> str:
        return marked("strong", text)

    def code(self, text: str) -> str:
        return marked("code", text)

    def mention(self, mention: Mention) -> str:
        return marked("mention", self.text(mention.name))

    def channel(self, channel: InChannel) -> str:
        return self.strong(self.text(f"#{channel.id}"))

    def moment(self, moment: Moment, words: Words) -> str:
        told = json.dumps([_in_full(moment, words), json.dumps(moment.to_json())])
        return marked("time", words.moment(moment), told)

    def exactly(self, moment: Moment, words: Words) -> str:
        return marked("time", words.exactly(moment), json.dumps([_in_full(moment, words), ""]))


@dataclass(slots=True)
class _Rendering:
    """One reply being rendered: files are collected on the way."""

    words: Words
    handle_of: HandleOf
    files: list[File] = field(default_factory=list[File])

    def part(self, part: Part) -> ShownPart:  # noqa: C901 - one line per member of a closed union
        match part:
            case Line(phrase):
                return ShownText(self.spans(phrase))
            case Heading(phrase):
                return ShownText(self.spans(phrase), "heading")
            case Small(phrase):
                return ShownText(self.spans(phrase), "small")
            case Copyable(text):
                return ShownCopyable(text)
            case Row(phrase, buttons, detail):
                return ShownRow(self.spans(phrase), self.spans(detail) if detail else (), self.buttons(buttons))
            case Buttons(buttons):
                return ShownButtons(self.buttons(buttons))
            case Attachment(name, media_type, content):
                self.files.append(File(name, media_type, content))
                return ShownFile(name, len(self.files) - 1, len(content))
            case Form():
                return ShownButtons((self.opener(part),))
            case _:
                assert_never(part)

    def spans(self, phrase: Phrase) -> tuple[Span, ...]:
        return spans(self.words.put(phrase))

    def buttons(self, buttons: Iterable[Button]) -> tuple[ShownButton, ...]:
        return tuple(
            ShownButton(label(button.label, self.words), self.handle_of(button.call), button.danger)
            for button in buttons
        )

    def opener(self, form: Form) -> ShownButton:
        """A message cannot open a form by itself; a button can, calling the form's command with what is filled in."""
        title = label(say("Fill in the form"), self.words)
        try:
            return ShownButton(title, self.handle_of(Call(form.command, form.values)))
        except ValueError:  # more than a button carries
            return ShownButton(title, self.handle_of(Call(form.command, {})))


def render(reply: Reply, reader: Reader, handle_of: HandleOf) -> Draft:
    """The reply in the reader's language and zone."""
    rendering = _Rendering(reader.words(LocalStyle()), handle_of)
    parts = joined(rendering.part(part) for part in reply.parts)
    return Draft(parts, reply.plain(reader.plain), tuple(rendering.files))


def joined(parts: Iterable[ShownPart]) -> tuple[ShownPart, ...]:
    """The parts, with buttons that follow each other in one row."""
    rows: list[ShownPart] = []
    for part in parts:
        if rows and isinstance(part, ShownButtons) and isinstance(last := rows[-1], ShownButtons):
            rows[-1] = ShownButtons(last.buttons + part.buttons)
        else:
            rows.append(part)
    return tuple(rows)


def spans(text: str) -> tuple[Span, ...]:
    """The runs of a text written in `LocalStyle`."""
    return tuple(_span(run) for run in taken_apart(text))


def _span(run: Marked) -> Span:
    title, moment = json.loads(run.value) if run.mark == "time" else (run.value, "")
    return Span(run.text, cast("Mark", run.mark), title, moment)


def on_the_clock_of(persona: Persona, message: Message, now: datetime) -> Message:
    """What several people read, as this one of them does: with its times on their own clock."""
    if message.conversation == dm(persona.user):
        return message
    words = Words(LocalStyle(), persona.locale, persona.zone, local_at(now, persona.zone).date())
    parts = tuple(_read_by(part, words) for part in message.parts)
    plain = (
        message.plain if parts == message.parts else "\n".join(filter(None, (_plain(each, words) for each in parts)))
    )
    return replace(message, parts=parts, plain=plain)


def _read_by(part: ShownPart, words: Words) -> ShownPart:
    match part:
        case ShownText(runs):
            return replace(part, spans=_timed(runs, words))
        case ShownRow(runs, detail):
            return replace(part, spans=_timed(runs, words), detail=_timed(detail, words))
        case _:
            return part


def _timed(runs: Iterable[Span], words: Words) -> tuple[Span, ...]:
    return tuple(spans(words.style.moment(_moment_of(run), words))[0] if run.moment else run for run in runs)


def _moment_of(run: Span) -> Moment:
    return Moment.from_json(json.loads(run.moment))


def _plain(part: ShownPart, words: Words) -> str:
    """See bot.reply.plain."""
    match part:
        case ShownText(runs):
            return _said(runs)
        case ShownRow(runs, detail):
            return f"{_said(runs)}\n{_said(detail)}" if detail else _said(runs)
        case ShownCopyable(text):
            return text
        case ShownFile(name):
            return label(say("Attached: {name}", name=name), words)
        case ShownButtons():
            return ""
        case _:
            assert_never(part)


def _said(runs: Iterable[Span]) -> str:
    return "".join(run.text for run in runs)


def label(phrase: Phrase, words: Words) -> str:
    """A phrase where no run can stand out: on a button, at a field."""
    return _said(spans(words.put(phrase)))


def typed(text: str, mentions: Iterable[str] = ()) -> Draft:
    """What a person wrote. ``mentions`` are the names in it that stand out, in order."""
    runs: list[Span] = []
    rest = text
    for mention in mentions:
        before, _, rest = rest.partition(mention)
        runs += [Span(before), Span(mention, "mention")]
    runs.append(Span(rest))
    return Draft((ShownText(tuple(run for run in runs if run.text)),), text)


def _in_full(moment: Moment, words: Words) -> str:
    """The whole date with its zone; both zones where the moment's own is not the reader's."""
    zone = words.zone or moment.zone
    here = _full(local_at(moment.instant, zone), zone, words.locale)
    return here if zone == moment.zone else f"{here} · {_full(moment.local, moment.zone, words.locale)}"


def _full(local: datetime, zone: ZoneName, locale: str) -> str:
    return f"{format_datetime(local, 'EEEE d MMMM y, HH:mm', locale=locale)} {zone}"
