"""How a community receives newcomers and looks after its members, as its organisers decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hospitality:
    """One a community, with the community's id. ``elsewhere``: where help is to be found, in organisers' words;
    ``welcome_since``: members who joined since then are offered a guide through their first days."""

    id: str
    elsewhere: str | None = None
    welcome_since: datetime | None = None
    version: int = 1
