"""Every transcript becomes one test on each platform there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.play.files import transcripts
from tests.stages.every import STAGES

HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--platform", action="append", choices=sorted(STAGES), help="play the transcripts on these only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "transcript" in metafunc.fixturenames:
        metafunc.parametrize("transcript", list(transcripts([HERE])), ids=lambda path: path.relative_to(HERE).stem)
        # The option is unknown where the tests were started from further up.
        metafunc.parametrize("platform", metafunc.config.getoption("--platform", None) or sorted(STAGES))
