"""Hallway, told in transcripts. The language is described in docs/transcripts.md."""

from __future__ import annotations

import logging
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from config.play.files import play_on
from tests.stages.every import STAGES

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_transcript_holds(transcript: Path, platform: str, caplog: pytest.LogCaptureFixture) -> None:
    out = StringIO()
    code = await play_on(STAGES[platform], [transcript], out)
    assert code == 0, out.getvalue()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
