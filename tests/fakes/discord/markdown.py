"""Discord's markup as its clients show it: without its marks, with names for ids and times on the reader's clock."""

import re
from collections.abc import Callable, Mapping

_MARKS = re.compile(
    r"```(?:\w*\n)?(?P<block>.*?)\n?```"
    r"|(?P<ticks>`{1,2})(?P<code>.*?[^`])(?P=ticks)(?!`)"
    r"|\\(?P<escaped>[^0-9A-Za-z\s])"
    r"|<t:(?P<time>-?\d+)(?::(?P<style>[tTdDfFRsS]))?>"
    r"|<@!?(?P<user>\d+)>"
    r"|(?P<link>https?://[^\s<]+[^<.,:;\"'\]\s])"
    r"|(?P<marks>\*\*|__|~~|\|\||\*(?=\S))"
    r"|^(?P<lead>-# |#{1,3} |> )",
    re.DOTALL | re.MULTILINE,
)


def as_read(markdown: str, names: Mapping[str, str], time_of: Callable[[int], str]) -> str:
    """``names`` are what users are shown as, by their ids; ``time_of`` shows the seconds since 1970 of a time. How far
    away one is changes while it is read, and is left out."""

    def shown(found: re.Match[str]) -> str:
        if found["time"] is not None:
            return "…" if found["style"] == "R" else time_of(int(found["time"]))
        if found["user"] is not None:
            return names.get(found["user"], "@unknown-user")
        literal = found["block"] or found["escaped"] or found["link"]
        return literal or (found["code"] or "").strip()

    return _MARKS.sub(shown, markdown)
