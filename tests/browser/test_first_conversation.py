"""The first conversation, as the README tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.conftest import persona, say

if TYPE_CHECKING:
    from playwright.async_api import Page

MET = "met Bo at EuroSciPy about Arrow, promised to send him my benchmark by Friday"


async def test_a_meeting_is_read_back_and_can_be_taken_back(page: Page) -> None:
    await say(page, MET)
    log = page.get_by_role("log")
    await expect(log.get_by_role("article").last).to_contain_text("EuroSciPy")
    await expect(log.get_by_role("article").last).to_contain_text("Fri 6 Mar")
    await log.get_by_role("button", name="Undo").click()
    await expect(log.get_by_role("article").last.get_by_role("button", name="Undo")).to_have_count(0)
    await say(page, "people")
    await expect(log.get_by_role("article").last).to_contain_text("notebook is empty")


async def test_a_promise_comes_up_when_the_clock_is_moved(page: Page) -> None:
    await say(page, MET)
    await page.get_by_role("button", name="Undo").wait_for()
    await page.get_by_role("button", name="meetups").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("#meetups")
    for _ in range(3):
        await page.get_by_role("button", name="+1 day").click()
        await expect(page.get_by_text("Moving the clock …")).to_be_hidden()
    await expect(page.get_by_text("3 days ahead of the real time")).to_be_visible()
    conversation = page.get_by_role("button", name="Hallway 1 unread")
    await expect(conversation).to_be_visible()
    await expect(page).to_have_title("(1) #meetups · Hallway")
    await conversation.click()
    await expect(page.get_by_role("log").get_by_text("New", exact=True)).to_be_visible()
    await expect(page.get_by_role("article").last).to_contain_text("benchmark")
    await expect(page.get_by_role("button", name="Hallway 1 unread")).to_have_count(0)
    await expect(page).to_have_title("Hallway")


async def test_everybody_sees_their_own(page: Page) -> None:
    await say(page, MET)
    await persona(page, "Bo Chen").click()
    await expect(persona(page, "Bo Chen")).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_role("article")).to_have_count(1)
    await expect(page.get_by_role("log")).not_to_contain_text("EuroSciPy")
    await expect(page.locator("#clock-time")).to_have_text("05:00")
    await page.go_back()
    await expect(page.get_by_role("log")).to_contain_text("EuroSciPy")


async def test_an_answer_in_a_channel_is_marked_as_ones_own(page: Page) -> None:
    await page.get_by_role("button", name="meetups").click()
    await say(page, "@hallway help")
    await expect(page.get_by_role("article").last).to_contain_text("Only visible to you")
    await persona(page, "Bo Chen").click()
    await expect(page.get_by_role("article").last).to_contain_text("@hallway help")
    await expect(page.get_by_role("log")).not_to_contain_text("Only visible to you")


async def test_what_people_write_stays_text_and_the_page_comes_back_as_it_was(page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)><b>bold</b> & <script>alert(2)</script>"
    await persona(page, "Bo Chen").click()
    await page.get_by_role("button", name="general").click()
    await say(page, hostile)
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("#general")
    await expect(persona(page, "Bo Chen")).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_role("article").last).to_contain_text(hostile)
    assert await page.locator("#log img[src='x'], #log b, #log script").count() == 0
