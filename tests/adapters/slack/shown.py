"""What a person sees of Slack's blocks, by a reading of Slack's markup that is not the renderer's own."""

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(r"<([^>]*)>")


def text_of(block: dict[str, Any]) -> str:
    """All that can be read of one block, buttons left out."""
    match block["type"]:
        case "header":
            return block["text"]["text"]
        case "section":
            return _text(block["text"])
        case "context":
            return "".join(_text(each) for each in block["elements"])
        case "rich_text":
            return "".join(_rich(run) for section in block["elements"] for run in section["elements"])
        case "actions":
            return ""
        case kind:
            raise AssertionError(kind)


def buttons_of(blocks: Iterator[dict[str, Any]] | tuple[dict[str, Any], ...] | list[dict[str, Any]]) -> list[Any]:
    """Every button, in reading order."""
    return [each for block in blocks if block["type"] == "actions" for each in block["elements"]]


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def tokens_of(text: str) -> list[str]:
    """What stands between angle brackets: everything Slack acts upon."""
    return _TOKEN.findall(text)


def _text(text: dict[str, Any]) -> str:
    if text["type"] == "plain_text":
        return text["text"]
    assert text["verbatim"] is True
    shown = _TOKEN.sub(lambda match: _token(match[1]), text["text"])
    fenced = re.fullmatch(r"```\n([^`]*)\n```", shown)
    if fenced:
        return unescaped(fenced[1])
    shown = re.sub(r"(?<!\w)\*([^*\n]+)\*(?!\w)", r"\1", shown)
    shown = re.sub(r"(?<!\w)`([^`\n]+)`(?!\w)", r"\1", shown)
    assert not re.search(r"[*`~_]", shown), "these would be read as formatting"
    return unescaped(shown)


def _token(token: str) -> str:
    if token.startswith("!date^"):
        return token.rpartition("|")[2]
    assert re.fullmatch(r"@[UW][A-Z0-9]+", token), token
    return f"@{token[1:]}"


def _rich(run: dict[str, Any]) -> str:
    match run["type"]:
        case "text":
            return run["text"]
        case "user":
            return f"@{run['user_id']}"
        case "date":
            return run["fallback"]
        case kind:
            raise AssertionError(kind)
