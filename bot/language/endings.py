"""Where a recurring time ends or begins, said behind what it is for: "remind me daily to stretch until Friday"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.language import dates
from bot.language.dates import Now

_EDGE = re.compile(r"[ ,]+(?=(?:until|till|til|starting|beginning|from) )", re.IGNORECASE)


def with_edge(said: Mapping[str, str], time: str, text: str, now: Now) -> Mapping[str, str]:
    """The slots, with such an edge moved from the text to the time it is of."""
    when, what = said.get(time, ""), said.get(text, "")
    edge = _EDGE.search(what)
    if edge is None or not edge.start() or not any(each.rule for each in dates.readings(when, now)):
        return said
    whole = f"{when} {what[edge.end() :]}"
    return {**said, time: whole, text: what[: edge.start()]} if dates.readings(whole, now) else said
