"""How phrases are written for Slack: runs of text, each of which knows what it is.

Nothing a person typed is ever joined to Slack's markup here. A run becomes markup in one place, `encoded`, where its
text is escaped, or an element of a rich text block, where there is nothing to escape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, assert_never

from adapters.marking import kept, marked, taken_apart
from bot.domain.times import Precision

if TYPE_CHECKING:
    from bot.domain.ids import MemberId
    from bot.domain.times import Moment
    from bot.words import InChannel, Mention, Phrase, Words

Block: TypeAlias = dict[str, object]
"""A block, an element or a view, as Slack takes it."""

TIME_FORMAT = "{date_long}, {time}"
"""Weekday, date and time, in the reader's own language and zone; no word of ours is in it."""

_LAST_EPOCH = 4_102_444_800
"""The year 2100: later times are shown as they are said."""

_ACCOUNT = re.compile(r"[UW][A-Z0-9]{1,30}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{1,30}")
_FORMATTING = re.compile(r"[*_~`]|^\s*>", re.MULTILINE)
_WORD = re.compile(r"\w")


class Mark(StrEnum):
    """What a run is. People and channels are shown by their ids, a time by its instant."""

    TEXT = ""
    STRONG = "strong"
    CODE = "code"
    PERSON = "person"
    CHANNEL = "channel"
    TIME = "time"


NATIVE = (Mark.PERSON, Mark.CHANNEL, Mark.TIME)
"""What Slack writes itself."""


@dataclass(frozen=True, slots=True)
class Run:
    """``value`` is the id of a person or channel, the seconds since 1970 of a time; ``text`` is what stands for it."""

    text: str
    mark: Mark = Mark.TEXT
    value: str = ""


class SlackStyle:
    """Marks runs of text for `runs` to take apart. ``users`` are the accounts of members who may be mentioned."""

    def __init__(self, users: Mapping[MemberId, str]) -> None:
        self._users = users

    def text(self, text: str) -> str:
        return kept(text)

    def strong(self, text: str) -> str:
        return marked(Mark.STRONG, text)

    def code(self, text: str) -> str:
        return marked(Mark.CODE, text)

    def mention(self, mention: Mention) -> str:
        user = self._users.get(mention.member, "")
        name = self.text(mention.name)
        return marked(Mark.PERSON, name, user) if _ACCOUNT.fullmatch(user) else name

    def channel(self, channel: InChannel) -> str:
        name = self.text(f"#{channel.id}")
        return marked(Mark.CHANNEL, name, channel.id) if _CHANNEL.fullmatch(channel.id) else name

    def moment(self, moment: Moment, words: Words) -> str:
        """A day alone is said as it is: Slack would show it as a time, and elsewhere as another day."""
        said, epoch = words.moment(moment), int(moment.instant.timestamp())
        is_native = moment.precision is Precision.MINUTE and 0 < epoch < _LAST_EPOCH
        return marked(Mark.TIME, said, str(epoch)) if is_native else said

    def exactly(self, moment: Moment, words: Words) -> str:
        return self.text(words.exactly(moment))


def runs(phrase: Phrase, words: Words) -> tuple[Run, ...]:
    """The runs of a phrase; ``words`` write in `SlackStyle`."""
    apart = taken_apart(words.put(phrase))
    found = [Run(text, Mark(mark), value) for text, mark, value in apart if text]
    after = (*found, Run(""))[1:]
    return tuple(Run(run.text) if _says_zone(run, then, words) else run for run, then in zip(found, after, strict=True))


def escaped(text: str) -> str:
    """Text in which nothing is markup: no mention, no link, no channel-wide call."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encoded(run: Run) -> str:
    """The run in Slack's markup."""
    match run.mark:
        case Mark.TEXT:
            return escaped(run.text)
        case Mark.STRONG:
            return f"*{escaped(run.text)}*"
        case Mark.CODE:
            return f"`{escaped(run.text)}`"
        case Mark.PERSON:
            return f"<@{run.value}>"
        case Mark.CHANNEL:
            return f"<#{run.value}>"
        case Mark.TIME:
            return f"<!date^{run.value}^{TIME_FORMAT}|{escaped(run.text)}>"
        case _:
            assert_never(run.mark)


def element(run: Run) -> Block:
    """The run as an element of a rich text block."""
    match run.mark:
        case Mark.TEXT:
            return {"type": "text", "text": run.text}
        case Mark.STRONG:
            return {"type": "text", "text": run.text, "style": {"bold": True}}
        case Mark.CODE:
            return {"type": "text", "text": run.text, "style": {"code": True}}
        case Mark.PERSON:
            return {"type": "user", "user_id": run.value}
        case Mark.CHANNEL:
            return {"type": "channel", "channel_id": run.value}
        case Mark.TIME:
            return {"type": "date", "timestamp": int(run.value), "format": TIME_FORMAT, "fallback": run.text}
        case _:
            assert_never(run.mark)


def survives_markup(line: Sequence[Run]) -> bool:
    """Whether the runs, encoded, read as they are: Slack has no escape for its asterisks and backticks."""
    if any(_FORMATTING.search(run.text) for run in line if run.mark not in NATIVE):
        return False
    return all(run.mark not in (Mark.STRONG, Mark.CODE) or _stands_alone(line, index) for index, run in enumerate(line))


def with_text(run: Run, text: str) -> Run:
    return replace(run, text=text)


def _stands_alone(line: Sequence[Run], index: int) -> bool:
    """Whether the signs around a run would be taken for formatting: they must touch its text and no other word."""
    text = line[index].text
    before = line[index - 1].text[-1:] if index else ""
    after = line[index + 1].text[:1] if index + 1 < len(line) else ""
    return text == text.strip() and "\n" not in text and not _WORD.match(before) and not _WORD.match(after)


def _says_zone(run: Run, then: Run, words: Words) -> bool:
    """Whether the text names the zone of this time. Slack would show it in the device's zone, which may be another."""
    return run.mark is Mark.TIME and then.text.startswith(f" ({words.zone})")
