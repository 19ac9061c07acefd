"""On a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.conftest import say

if TYPE_CHECKING:
    from playwright.async_api import Page


@pytest.fixture
async def narrow(page: Page) -> Page:
    await page.set_viewport_size({"width": 360, "height": 740})
    return page


async def test_nothing_is_wider_than_the_screen_or_smaller_than_a_thumb(narrow: Page) -> None:
    """WCAG 2.2, 2.5.8 asks for 24 by 24; a thumb likes 40."""
    box = await narrow.get_by_role("button", name="Settings").bounding_box()
    assert box is not None
    assert box["height"] >= 40
    await say(narrow, "met Bo at PyLisboa about Arrow, promised to send him my benchmark by Friday")
    await say(narrow, "x" * 300)
    await narrow.get_by_role("combobox", name="Message").fill("/")
    await expect(narrow.get_by_role("listbox")).to_be_visible()
    assert await narrow.evaluate("document.documentElement.scrollWidth") <= 360
    assert await narrow.evaluate("document.getElementById('log').scrollWidth") <= 360


async def test_the_sidebar_is_a_drawer(narrow: Page) -> None:
    sidebar = narrow.get_by_role("complementary", name="Workspace")
    await expect(sidebar).to_be_hidden()
    await narrow.get_by_role("button", name="Conversations, people and clock").click()
    await expect(sidebar).to_be_visible()
    await expect(sidebar.get_by_role("button", name="Hallway")).to_be_focused()
    await narrow.keyboard.press("Escape")
    await expect(sidebar).to_be_hidden()
    await expect(narrow.get_by_role("button", name="Conversations, people and clock")).to_be_focused()
    await narrow.get_by_role("button", name="Conversations, people and clock").click()
    await sidebar.get_by_role("button", name="meetups").click()
    await expect(sidebar).to_be_hidden()
    await expect(narrow.get_by_role("heading", level=1)).to_have_text("#meetups")
