"""The blocks Slack shows, each within its own limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from adapters.slack.runs import Block, Run, element, encoded, escaped, survives_markup

LABEL = 75
"""Characters of a button's label."""

HEADER = 150
BUTTONS = 25
"""Buttons in one row."""

_FENCE = "```"


def section(line: Sequence[Run]) -> Block:
    """A paragraph: markup where that shows the runs as they are, else rich text, in which nothing is markup."""
    if not survives_markup(line):
        return rich_text(line)
    return {"type": "section", "text": markup("".join(map(encoded, line)))}


def heading(line: Sequence[Run]) -> Block:
    """A heading where Slack has one for this text, else the same in bold."""
    text = "".join(run.text for run in line)
    if len(text) > HEADER or "\n" in text or escaped(text) != text:
        return section(line)
    return {"type": "header", "text": plain(text)}


def aside(line: Sequence[Run]) -> Block:
    """Small print."""
    if not survives_markup(line):
        return rich_text(line)
    return {"type": "context", "elements": [markup("".join(map(encoded, line)))]}


def copyable(text: str) -> Block:
    """Text that is shown letter by letter, to be copied as it stands."""
    if "`" in text:
        shown = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
        return {"type": "rich_text", "elements": [shown]}
    return {"type": "section", "text": markup(f"{_FENCE}\n{escaped(text)}\n{_FENCE}")}


def rich_text(line: Sequence[Run]) -> Block:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [element(run) for run in line]}],
    }


def actions(elements: Iterable[Block]) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(label: str, value: str, action: str, *, danger: bool) -> Block:
    shown: Block = {"type": "button", "text": plain(label), "value": value, "action_id": action}
    return {**shown, "style": "danger"} if danger else shown


def markup(text: str) -> Block:
    """Text with Slack's markup; ``verbatim``, so that nothing else in it is made a link or a mention."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str) -> Block:
    """Text in which Slack reads no markup."""
    return {"type": "plain_text", "text": text, "emoji": False}


def marked(block: Block, key: str) -> Block:
    """The block under a name that can be found in a conversation's history."""
    return {**block, "block_id": key}


def weight(block: object) -> int:
    """The characters of a block that count towards what one message can hold: all text in it."""
    if isinstance(block, Mapping):
        fields = cast("Mapping[str, object]", block)
        own = sum(len(text) for name in ("text", "fallback") if isinstance(text := fields.get(name), str))
        return own + sum(weight(each) for each in fields.values() if not isinstance(each, str))
    if isinstance(block, list | tuple):
        return sum(weight(each) for each in cast("Sequence[object]", block))
    return 0
