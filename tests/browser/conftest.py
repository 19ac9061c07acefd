"""Hallway in a browser: the whole program on a fresh folder, served on a free port, with a clock set by hand."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from adapters.local.sample import seed
from adapters.local.server import serve
from adapters.local.web import Controls, Web
from config.app import open_app
from config.clocks import SimulatedClock
from config.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Locator, Page

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
"""A Wednesday."""


async def _nothing() -> dict[str, object]:
    return {"ok": True}


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a freshly seeded workspace."""
    clock = SimulatedClock(NOW)
    database = f"sqlite+aiosqlite:///{tmp_path / 'hallway.db'}"
    async with open_app(Settings(data_dir=tmp_path, database_url=database), clock) as app:
        await seed(app.local)
        web = Web(app.local, Controls(app.advance, lambda: clock.now() - NOW, _nothing))
        ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        serving = asyncio.create_task(serve(web.app(), app.workspace, ("127.0.0.1", 0), ready.set_result))
        yield await ready
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


@pytest.fixture
async def page(browser_page: Page, url: str) -> AsyncIterator[Page]:
    """Ana's page, wide. Whatever the browser complains about, the policy's violations first, fails the test."""
    complaints: list[str] = []
    browser_page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.set_default_timeout(15_000)
    await browser_page.set_viewport_size({"width": 1280, "height": 800})
    await browser_page.goto(url)
    await browser_page.get_by_text("I am Hallway").wait_for()
    yield browser_page
    assert complaints == []


async def say(page: Page, text: str) -> None:
    """Write something and send it."""
    await page.get_by_role("combobox", name="Message").fill(text)
    await page.get_by_role("combobox", name="Message").press("Enter")
    await page.get_by_role("log").get_by_text(text, exact=True).last.wait_for()


def persona(page: Page, name: str) -> Locator:
    """The button that lets one be them; a message may have buttons that name them, too."""
    return page.get_by_role("region", name="You are").get_by_role("button", name=name)
