"""Everything can be done from the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.conftest import persona

if TYPE_CHECKING:
    from playwright.async_api import Page


async def test_slash_offers_the_commands(page: Page) -> None:
    composer = page.get_by_role("combobox", name="Message")
    await expect(composer).to_be_focused()
    await page.keyboard.type("/")
    options = page.get_by_role("listbox").get_by_role("option")
    everything = await options.count()
    assert everything > 5
    await page.keyboard.type("ke")
    await expect(options).to_have_count(2)
    await expect(options.first).to_contain_text("/keep <person>")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("ArrowDown")
    await expect(options.last).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_be_hidden()
    await expect(composer).to_have_value("/ke")
    await page.keyboard.type("e")
    await page.keyboard.press("Tab")
    await expect(composer).to_have_value("/keep ")
    await expect(composer).to_be_focused()


async def test_the_nearest_command_comes_first(page: Page) -> None:
    await page.keyboard.type("/m")
    options = page.get_by_role("listbox").get_by_role("option")
    await expect(options.first).to_contain_text("/met <person>")
    await expect(options.filter(has_text="/meetup new")).to_have_count(1)


async def test_at_offers_the_people_and_shift_keeps_writing(page: Page) -> None:
    composer = page.get_by_role("combobox", name="Message")
    await page.keyboard.type("met @bo")
    await expect(page.get_by_role("option")).to_contain_text("@Bo Chen")
    await page.keyboard.press("Enter")
    await expect(composer).to_have_value("met @Bo Chen ")
    await page.keyboard.press("Shift+Enter")
    await expect(composer).to_have_value("met @Bo Chen \n")


async def test_a_form_is_filled_and_its_mistakes_are_shown_where_they_are(page: Page) -> None:
    await page.keyboard.type("/met")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Record that you met someone")
    person, when = dialog.get_by_label("Who you met"), dialog.get_by_label("When you met")
    await expect(person).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(person).to_have_attribute("aria-invalid", "true")
    await page.keyboard.type("Bo Chen")
    await when.fill("the day of the flood")
    await page.keyboard.press("Enter")
    await expect(when).to_be_focused()
    await expect(when).to_have_attribute("aria-invalid", "true")
    await expect(dialog.get_by_text("I cannot tell which day")).to_be_visible()
    await expect(person).to_have_value("Bo Chen")
    await when.fill("yesterday")
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_role("article").last).to_contain_text("Bo Chen")
    await expect(page.get_by_role("combobox", name="Message")).to_be_focused()


async def test_escape_closes_a_form_for_good(page: Page) -> None:
    await page.keyboard.type("/met ")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await page.reload()
    await page.get_by_text("I am Hallway").wait_for()
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_conversations_buttons_and_people_are_in_reach(page: Page) -> None:
    heading = page.get_by_role("heading", level=1)
    await page.keyboard.press("Alt+ArrowDown")
    await expect(heading).to_have_text("#general")
    await page.keyboard.press("Alt+ArrowUp")
    await expect(heading).to_have_text("Hallway")
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Privacy")).to_be_focused()
    bo = persona(page, "Bo Chen")
    await bo.focus()
    await page.keyboard.press("Enter")
    await expect(bo).to_have_attribute("aria-pressed", "true")
    await expect(bo).to_be_focused()
