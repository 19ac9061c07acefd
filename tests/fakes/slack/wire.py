"""What goes over the wire, and what Slack calls it when something is wrong."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""A JSON object as it came in or goes out; schemas say what is in it, not Python's types."""


class SlackError(Exception):
    """Slack's answer to a request it does not carry out: ``{"ok": false, "error": code}`` and what else it says."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    @property
    def body(self) -> Json:
        return {"ok": False, "error": self.code, **self.more}


def complaints(found: list[str]) -> Json:
    """Slack's ``response_metadata`` for a request that breaks a schema."""
    return {"messages": [f"[ERROR] {each}" for each in found]}
