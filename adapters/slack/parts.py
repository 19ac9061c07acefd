"""What the parts of this adapter share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.slack.api import Api
    from adapters.slack.sealing import Seal
    from adapters.slack.works import Works
    from adapters.slack.workspaces import Workspaces
    from bot.dispatch import Dispatcher
    from bot.ports import Clock


@dataclass(frozen=True, slots=True)
class Parts:
    """``prefix`` stands before the short names of slash commands. For ``patience`` seconds Slack's requests are kept
    waiting."""

    api: Api
    workspaces: Workspaces
    dispatcher: Dispatcher
    clock: Clock
    seal: Seal
    works: Works
    prefix: str
    patience: float
