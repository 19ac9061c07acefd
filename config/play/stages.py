"""The stages there are, and playing on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from config.play.files import OpenStage, play_on
from config.play.local import LocalStage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STAGES: Mapping[str, OpenStage] = {"local": LocalStage.open}


async def play_all(paths: Sequence[Path], out: TextIO, *, platform: str = "local") -> int:
    """Play files and folders of transcripts; the exit code is that of `play_on`."""
    return await play_on(STAGES[platform], paths, out)
