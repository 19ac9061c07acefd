"""What people do on Slack and what they see of it, over Socket Mode and over HTTP alike."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.hall import Hall, open_hall


@pytest.fixture(params=["socket", "http"])
async def hall(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path, over_http=request.param == "http") as opened:
        yield opened
        await opened.platform.settled()
        assert opened.slack.failures == []


async def test_a_sentence_in_the_direct_conversation_is_read_back_there(hall: Hall) -> None:
    await hall.ana.says("met Bo Chen at PyLisboa about Arrow, promised to send him my benchmark by Friday")
    seen = await hall.last(hall.ana)
    assert "PyLisboa" in seen.text
    assert "Fri 6 Mar" in seen.notification
    assert not seen.is_ephemeral


async def test_a_button_works(hall: Hall) -> None:
    await hall.ana.says("met Bo Chen at PyLisboa")
    await hall.last(hall.ana)
    await hall.ana.presses("Undo")
    assert "Undone" in (await hall.last(hall.ana)).text


async def test_a_slash_command_in_a_channel_is_answered_to_its_author_alone(hall: Hall) -> None:
    await hall.ana.slash("/met", "Bo Chen at PyLisboa", "meetups")
    seen = await hall.last(hall.ana, "meetups")
    assert seen.is_ephemeral
    assert "PyLisboa" in seen.text
    assert hall.seen(hall.bo, "meetups") == []


async def test_a_slash_command_in_the_direct_conversation_stays_there(hall: Hall) -> None:
    await hall.ana.slash("/hallway", "met Bo Chen at PyLisboa")
    seen = await hall.last(hall.ana)
    assert "PyLisboa" in seen.text
    assert not seen.is_ephemeral


async def test_a_member_who_is_mentioned_is_known_by_name(hall: Hall) -> None:
    await hall.ana.slash("/met", "@bo at PyLisboa", "meetups")
    assert "Bo Chen" in (await hall.last(hall.ana, "meetups")).text


async def test_what_is_missing_is_asked_in_a_form(hall: Hall) -> None:
    await hall.ana.slash("/met", "", "meetups")
    await hall.platform.settled()
    assert "Who you met" in hall.ana.reads(hall.ana.modal)
    await hall.ana.submits({"slot:person": "Bo Chen", "slot:where": "PyLisboa"})
    assert hall.ana.modal is None
    seen = await hall.last(hall.ana, "meetups")
    assert "PyLisboa" in seen.text
    assert seen.is_ephemeral


async def test_what_is_wrong_stands_at_its_field_and_can_be_put_right(hall: Hall) -> None:
    await hall.ana.slash("/met", "")
    await hall.platform.settled()
    await hall.ana.submits({"slot:person": "Bo Chen", "slot:when": "blurb"})
    modal = hall.ana.modal
    assert modal is not None
    assert list(modal.errors) == ["slot:when"]
    await hall.ana.submits({"slot:when": "yesterday"})
    assert hall.ana.modal is None
    assert "Tue 3 Mar" in (await hall.last(hall.ana)).notification


async def test_in_a_channel_it_speaks_only_when_addressed(hall: Hall) -> None:
    await hall.ana.says("met Bo Chen at PyLisboa", "meetups")
    await hall.platform.settled()
    assert hall.seen(hall.ana, "meetups") == []
    await hall.ana.says("@hallway met Bo Chen at PyLisboa", "meetups")
    seen = await hall.last(hall.ana, "meetups")
    assert seen.is_ephemeral
    assert "PyLisboa" in seen.text


async def test_the_home_tab_shows_what_is_due_with_buttons_that_work(hall: Hall) -> None:
    await hall.ana.says("remind me in 2 hours to call Bo")
    await hall.platform.settled()
    await hall.ana.opens_home()
    await hall.platform.settled()
    assert "Due" in hall.ana.reads(hall.ana.home)
    assert "Next meetups" not in hall.ana.reads(hall.ana.home)
    await hall.ana.says("announce a meetup: Rust night on 12 March at 19:00")
    await hall.platform.settled()
    await hall.ana.opens_home()
    await hall.platform.settled()
    assert "Rust night" in hall.ana.reads(hall.ana.home)
    home = hall.ana.home
    assert home is not None
    before = home.hash
    await hall.ana.presses("My people")
    await hall.platform.settled()
    assert hall.ana.home is not None
    assert hall.ana.home.hash != before


async def test_a_message_is_remembered_by_its_shortcut(hall: Hall) -> None:
    await hall.bo.says("I maintain <Arrow> & like tea", "meetups")
    await hall.ana.uses_message_shortcut("note:message", "Arrow", "meetups")
    await hall.platform.settled()
    shown = hall.ana.reads(hall.ana.modal)
    assert "I maintain <Arrow> & like tea" in shown
    modal = hall.ana.modal
    assert modal is not None
    assert "tea" not in modal.view["private_metadata"]
    await hall.ana.submits()
    assert "Bo Chen" in (await hall.last(hall.ana)).text


async def test_the_global_shortcut_opens_the_form(hall: Hall) -> None:
    await hall.ana.uses_shortcut("met:nothing")
    await hall.platform.settled()
    await hall.ana.submits({"slot:person": "Cy Young"})
    assert "Cy Young" in (await hall.last(hall.ana)).text


async def test_files_come_to_the_direct_conversation(hall: Hall) -> None:
    await hall.ana.says("met Cy Young at PyLisboa")
    await hall.platform.settled()
    await hall.ana.slash("/export", "json", "meetups")
    await hall.platform.settled()
    assert any(re.search(r"\.json", each.text) and each.files for each in hall.seen(hall.ana))


async def test_our_own_messages_and_those_of_bots_are_left_alone(hall: Hall) -> None:
    await hall.ana.says("hello")
    await hall.platform.settled()
    assert len(hall.seen(hall.ana)) == 1


async def test_a_change_of_zone_is_followed(hall: Hall) -> None:
    await hall.ana.says("met Cy Young at PyLisboa")
    await hall.platform.settled()
    await hall.ana.changes(tz="Asia/Tokyo")
    await hall.platform.settled()
    await hall.ana.says("settings")
    assert "Asia/Tokyo" in (await hall.last(hall.ana)).text


async def test_somebody_who_joins_is_found_by_name(hall: Hall) -> None:
    await hall.bo.joins_workspace()
    await hall.platform.settled()
    await hall.ana.says("met Bo at PyLisboa")
    assert "Bo Chen" in (await hall.last(hall.ana)).text
