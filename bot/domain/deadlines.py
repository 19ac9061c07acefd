"""Deadlines that no calendar knows: "by the end of the sprint", "after the talk"."""

from __future__ import annotations

import re

_DEADLINE = re.compile(
    r"(?<!look )(?<!looking )\b((?:by|before|after|until)\s+"
    r"(?:the(?! way\b)|my|our|his|her|their|next|this|end|we|i|she|he|they|spring|summer|autumn|winter)\b[^,.;!?]*)$",
    re.IGNORECASE,
)


def deadline_in(text: str) -> str:
    """The words at the end of what was promised that say by when; empty where there are none."""
    match = _DEADLINE.search(text.rstrip(" .!"))
    return match[1] if match else ""
