"""Where somebody is from, said behind the name where the command has no room for it: "coffee with Tom from Stripe"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.late import is_no_name
from bot.language.naming import name_end

if TYPE_CHECKING:
    from bot.language.reading import Reading


def origin_end(reading: Reading, at: int) -> int:
    """Where the words end that become a note on the one person named; ``at`` itself where none stand here."""
    end = _end(reading, at) if _may_be_noted(reading, at) else at
    if end > at:
        reading.remarks = {reading.names[0]: reading.sentence.said(at, end)}
        reading.named_until = end
    return end


def _may_be_noted(reading: Reading, at: int) -> bool:
    slots = reading.slots
    is_named = reading.current is None and at == reading.named_until and len(reading.names) == 1
    return slots.is_of_past and is_named and not slots.has_remarks


def _end(reading: Reading, at: int) -> int:
    """A name with its capital, or a bracket: "called Tom from home" says where one called from."""
    sentence = reading.sentence
    if "(" in sentence.between(at):
        return sentence.bracket_end(at)
    first = at + 1
    if sentence.cores[at] != "from" or first >= len(sentence) or not (sentence.has_case and sentence.is_proper(first)):
        return at
    end = name_end(sentence, first, lambda word: is_no_name(reading, word))
    return at if end == first or is_no_name(reading, first) else end
