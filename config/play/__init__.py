"""Transcripts: small stories about Hallway that can be played. docs/transcripts.md describes their language."""

from __future__ import annotations

from config.play.stages import play_all

__all__ = ["play_all"]
