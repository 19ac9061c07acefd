"""Pages of long lists."""

from __future__ import annotations

from urllib.parse import quote

from bot.reply import Button, Buttons, Part, Small, call
from bot.words import Code, say

PAGE = 8
"""Entries a page: with their buttons they stay within the tightest platform's message."""

LONGEST = 56
"""Characters of what is searched for that a button can carry along, as it carries them."""

_EXAMPLE = Code("page 2")


def page_within(asked: int | None, total: int) -> int:
    """The page asked for, or the nearest there is in a list of so many entries."""
    return max(1, min(asked or 1, -(-total // PAGE)))


def more(command: str, page: int, total: int, **slots: str) -> tuple[Part, ...]:
    """Where this page stands in the list, and the way to its neighbours; nothing for a list of one page."""
    last = -(-total // PAGE)
    if last <= 1:
        return ()
    if len("".join(map(quote, slots.values()))) > LONGEST:
        hint = say(
            "Page {page} of {last}. For another, ask again with {example}.", page=page, last=last, example=_EXAMPLE
        )
        return (Small(hint),)
    buttons: list[Button] = []
    if page > 1:
        buttons.append(Button(say("Previous"), call(command, **slots, page=str(page - 1))))
    if page < last:
        buttons.append(Button(say("Next"), call(command, **slots, page=str(page + 1))))
    return (Small(say("Page {page} of {last}", page=page, last=last)), Buttons(tuple(buttons)))
