"""What Hallway says first: claimed deliveries composed into messages, from the data as it is at that moment."""

from __future__ import annotations

from bot.notices.composing import Notices, missed

__all__ = ["Notices", "missed"]
