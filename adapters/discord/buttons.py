"""Buttons and selects below a message."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.discord.lengths import clipped
from adapters.discord.messages import BUTTONS_IN_ROW, CUSTOM_ID, LABEL, OPTION_LABEL, OPTIONS, ROWS, Component
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.discord.messages import Json
    from bot.words import Words

_SECONDARY, _DANGER = 2, 4
_MARKS = re.compile(r"(?:~[a-z0-9]{1,24})+\Z")
"""What follows a handle in a custom id: a delivery's key, or a number that tells two buttons of one handle apart."""

MOST_OPTIONS = OPTIONS * ROWS


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A label and what the button carries. ``row`` is the number of the list's item that it belongs to."""

    label: str
    custom_id: str
    danger: bool = False
    row: int | None = None

    @property
    def title(self) -> str:
        label = self.label.strip() or "…"
        return label if self.row is None else f"{self.row} · {label}"

    def marked(self, mark: str) -> ShownButton:
        """The same with this in its custom id, where there is room for it."""
        custom_id = f"{self.custom_id}~{mark}"
        return self if len(custom_id) > CUSTOM_ID else replace(self, custom_id=custom_id)


def handle_in(custom_id: str) -> str:
    """The handle that a button or an option carries."""
    return _MARKS.sub("", custom_id)


def distinct(groups: Iterable[Sequence[ShownButton]]) -> list[tuple[ShownButton, ...]]:
    """Discord refuses two buttons of one custom id: a repeated button is left out, a namesake is marked."""
    seen: dict[str, ShownButton] = {}
    found = list[tuple[ShownButton, ...]]()
    for group in groups:
        kept = list[ShownButton]()
        for button in group:
            first = seen.get(button.custom_id)
            button = button if first is None else button.marked(str(len(seen)))
            if button.custom_id not in seen and (first is None or first.title != button.title):
                seen[button.custom_id] = button
                kept.append(button)
        found.append(tuple(kept))
    return [group for group in found if group]


def button_rows(groups: Sequence[Sequence[ShownButton]]) -> tuple[Json, ...]:
    """Each group on rows of its own where there is room, else one after the other. 25 buttons are the most."""
    rows = [chunk for group in groups for chunk in _chunks(group, BUTTONS_IN_ROW)]
    if len(rows) > ROWS:
        rows = _chunks([button for group in groups for button in group], BUTTONS_IN_ROW)
    return tuple(_row([_button(button) for button in row]) for row in rows)


def select_rows(groups: Sequence[Sequence[ShownButton]], words: Words) -> tuple[Json, ...]:
    """The first `MOST_OPTIONS` buttons, as the options of selects."""
    chunks = _chunks([button for group in groups for button in group], OPTIONS)[:ROWS]
    placeholder = words.put(say("What would you like to do?"))
    return tuple(_row([_select(chunk, index, placeholder)]) for index, chunk in enumerate(chunks))


def _chunks(buttons: Sequence[ShownButton], most: int) -> list[Sequence[ShownButton]]:
    return [buttons[start : start + most] for start in range(0, len(buttons), most)]


def _row(components: Sequence[Json]) -> Json:
    return {"type": Component.ROW.value, "components": list(components)}


def _button(button: ShownButton) -> Json:
    return {
        "type": Component.BUTTON.value,
        "style": _DANGER if button.danger else _SECONDARY,
        "label": clipped(button.title, LABEL),
        "custom_id": button.custom_id,
    }


def _select(buttons: Sequence[ShownButton], index: int, placeholder: str) -> Json:
    options = [{"label": clipped(each.title, OPTION_LABEL), "value": each.custom_id} for each in buttons]
    return {
        "type": Component.SELECT.value,
        "custom_id": f"select~{index}",
        "placeholder": clipped(placeholder, 150),
        "min_values": 1,
        "max_values": 1,
        "options": options,
    }
