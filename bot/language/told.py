"""What one tail of a sentence told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.language.slots import Slots


@dataclass(frozen=True, slots=True)
class Tail:
    """The slots of one tail and where it ends; ``remarks`` are those on some of its names alone.

    ``again`` is the same command once more: "… and Bo at FOSDEM". ``slots_of``: it is another command's than the tail
    before it, as a second promise is.
    """

    slots: dict[str, str]
    names: tuple[str, ...]
    remarks: Mapping[str, str]
    end: int
    again: Tail | None = None
    slots_of: Slots | None = None
