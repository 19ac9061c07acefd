"""Who may decide for the community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotPossible
from bot.words import say

if TYPE_CHECKING:
    from bot.command import Ctx


def must_organise(ctx: Ctx) -> None:
    """Raise NotPossible for anybody but organisers: whom the platform lets manage the workspace or server."""
    if not ctx.organises:
        raise NotPossible(say("Only organisers can do that: those who manage this workspace or server."))
