"""Spoken forms that hide a word of their own: "who'd I meet?", "d'you know", "why've you", "pleaseee"."""

from __future__ import annotations

import re

_HIDDEN = re.compile(r"\b(who|whom|what|where|when|how|why)'(d|ve)(?= (?:i|you|we)\b)", re.IGNORECASE)
_DO_YOU = re.compile(r"\bd'y(?:ou|a)\b", re.IGNORECASE)
_WHOLE = {"d": "did", "ve": "have"}
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_SHORTEST = 4


def in_full(text: str) -> str:
    """The text with those forms written out, only before "I", "you" and "we", so that no note is touched by it."""
    if "'" not in text:
        return text
    return _DO_YOU.sub("do you", _HIDDEN.sub(lambda found: f"{found[1]} {_WHOLE[found[2].lower()]}", text))


def drawn_in(core: str) -> str:
    """A word without the letters that only draw it out: "sooo", "pleaseee"."""
    return _DRAWN_OUT.sub(r"\1", core) if len(core) >= _SHORTEST else core
