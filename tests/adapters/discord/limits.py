"""The limits of Discord that its description leaves out, held against a message."""

from adapters.discord.lengths import size
from adapters.discord.messages import Draft, Json
from tests.adapters.discord.openapi import faults


def broken(draft: Draft, schema: str = "MessageCreateRequest") -> list[str]:
    """Every limit that the message goes beyond."""
    body = draft.payload()
    controls = [control for row in draft.rows for control in _list(row["components"])]
    ids = [str(control["custom_id"]) for control in controls]
    rules = {
        "content": size(draft.content) <= 2000,
        "something": draft.has_anything,
        "embed": all(0 < size(text) <= 4096 for text in draft.embeds),
        "embeds": sum(size(text) for text in draft.embeds) <= 6000,
        "rows": len(draft.rows) <= 5,
        "buttons": all(1 <= len(_list(row["components"])) <= 5 for row in draft.rows),
        "custom ids": len(set(ids)) == len(ids) and all(0 < len(each) <= 100 for each in ids),
        "labels": all(0 < size(str(each.get("label", "x"))) <= 80 for each in controls),
        "files": len(draft.files) <= 10,
        "mentions": body["allowed_mentions"] == {"parse": []},
    }
    return [name for name, holds in rules.items() if not holds] + faults(body, schema)


def controls_of(draft: Draft) -> list[Json]:
    """Every button, and every option of every select."""
    found = [control for row in draft.rows for control in _list(row["components"])]
    return [each for control in found for each in (_list(control["options"]) if "options" in control else [control])]


def _list(value: object) -> list[Json]:
    assert isinstance(value, list)
    return value
