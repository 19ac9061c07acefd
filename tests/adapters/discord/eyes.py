"""What a person sees of Discord's markup, by the rules of its clients, and what of it would be more than text."""

import re
from dataclasses import dataclass

_RULES = re.compile(
    r"(?P<fence>```\n(?P<block>.*?)\n```)"
    r"|(?P<ticks>`{1,2})(?P<code>.*?[^`])(?P=ticks)(?!`)"
    r"|\\(?P<escaped>[^0-9A-Za-z\s])"
    r"|(?P<link>https?://[^\s<]+[^<.,:;\"'\]\s])"
    r"|<t:(?P<time>-?\d+)(?::[tTdDfFR])?>"
    r"|<@!?(?P<user>\d+)>"
    r"|(?P<strong>\*\*)"
    r"|^(?P<lead>(?:-# |#{1,3} |> |>>> |[-*] |\d+\. ))",
    re.DOTALL | re.MULTILINE,
)
_LIVE = re.compile(
    r"[*_~|`]|@everyone|@here|<[@#:/at][^>\s]*>|\[[^\]]*\]\([^)]*\)|:\w+:|^(?:-# |#{1,3} |> |>>> |[-+*] |\d+[.)] )",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Sight:
    """The text as it reads, and the markup in it that nothing but a person's own text can have brought."""

    text: str
    live: tuple[str, ...]
    users: tuple[str, ...]
    times: tuple[int, ...]


def seen(markdown: str) -> Sight:
    """What is shown of a message's text. Code, links, times and mentions are taken as ours."""
    text, bare, position = list[str](), list[str](), 0
    users, times = list[str](), list[int]()
    for found in _RULES.finditer(markdown):
        between = markdown[position : found.start()]
        text.append(between)
        bare.append(between)
        position = found.end()
        shown = found["block"] or found["code"] or found["escaped"] or found["link"] or ""
        if found["code"] is not None and found["code"].startswith(" `"):
            shown = shown[1:]
        if found["code"] is not None and found["code"].endswith("` "):
            shown = shown[:-1]
        if found["user"]:
            users.append(found["user"])
            shown = f"@{found['user']}"
        if found["time"]:
            times.append(int(found["time"]))
            shown = f"[{found['time']}]"
        text.append(shown)
        bare.append("\ufffc" if shown else "")
    text.append(markdown[position:])
    bare.append(markdown[position:])
    return Sight("".join(text), tuple(_LIVE.findall("".join(bare))), tuple(users), tuple(times))
