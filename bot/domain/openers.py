"""Something for two people to begin with, from what each of them agreed to show there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.topics import overlap
from bot.words import Strong, say

if TYPE_CHECKING:
    from bot.domain.profiles import Shown
    from bot.words import Phrase

PLAIN = say("What are you working on just now that somebody here could help with?")


def opener(one: Shown | None, other: Shown | None) -> Phrase:
    """For both to read. A plain question where nothing meets in what they show."""
    if one is None or other is None:
        return PLAIN
    found = overlap(one, other)
    if found.theirs_for_me:
        return _given(other, one, found.theirs_for_me[0])
    if found.mine_for_them:
        return _given(one, other, found.mine_for_them[0])
    if found.shared:
        return say("You share an interest: {topic}. What brought you to it?", topic=Strong(found.shared[0]))
    return PLAIN


def _given(gives: Shown, looks: Shown, topic: str) -> Phrase:
    return say(
        "{looks} looks for {topic}, and {gives} offers that. {looks}, what would help you most?",
        looks=looks.name,
        gives=gives.name,
        topic=Strong(topic),
    )
