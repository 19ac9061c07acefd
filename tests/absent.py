"""What this machine lacks, said once at the end of the run: a skipped test must never pass for a tested one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser_fixture import chromium
from tests.postgres import binaries

_ROOT = Path(__file__).parent.parent


def specs_folder() -> Path | None:
    """The folder with the platforms' published schemas: ``HALLWAY_SPECS``, else ``../shared/specs``."""
    folder = Path(os.environ.get("HALLWAY_SPECS") or _ROOT.parent / "shared" / "specs")
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def specs() -> Path:
    """The folder with the platforms' published schemas; skips where it is not there."""
    folder = specs_folder()
    if folder is None:
        pytest.skip("the platforms' schemas are not here")
    return folder


def _left_out() -> Iterator[str]:
    if binaries() is None:
        yield "PostgreSQL (install with: apt-get install postgresql)"
    if chromium() is None:
        yield "browser tests (install with: apt-get install chromium)"
    if specs_folder() is None:
        yield "the platforms' schemas (name their folder in HALLWAY_SPECS)"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for what in _left_out():
        terminalreporter.write_line(f"Left out: {what}", yellow=True)
