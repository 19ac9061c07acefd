"""Slack has its answer within three seconds whatever the database does, and nobody is told what is not so."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.platform import SlackSettings
from tests.adapters.slack.hall import Hall, open_hall
from tests.fakes.slack.trouble import Order


@pytest.fixture(params=["socket", "http"])
async def hall(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path, over_http=request.param == "http", patience=1.0) as opened:
        opened.slack.outgoing.retry_delays = (0.0,) * 20
        yield opened
        await opened.slack.outgoing.quiet()
        await opened.platform.settled()
        assert opened.slack.failures == []


async def people(hall: Hall) -> str:
    await hall.ana.says("people")
    return (await hall.last(hall.ana)).text


async def test_a_command_is_taken_while_the_database_is_locked_and_answered_afterwards(hall: Hall) -> None:
    with hall.locked():
        answer = await hall.ana.slash("/met", "Cy Young at PyLisboa")
        assert answer.is_taken
        assert hall.seen(hall.ana) == []
    assert "PyLisboa" in (await hall.last(hall.ana)).text


async def test_a_button_is_taken_while_the_database_is_locked(hall: Hall) -> None:
    await hall.ana.says("met Cy Young at PyLisboa")
    await hall.last(hall.ana)
    with hall.locked():
        assert (await hall.ana.presses("Undo")).is_taken
    assert "Undone" in (await hall.last(hall.ana)).text


async def test_a_shortcut_opens_its_form_while_the_database_is_locked(hall: Hall) -> None:
    with hall.locked():
        await hall.ana.uses_shortcut("met:nothing")
        await hall.platform.settled()
        assert "Who you met" in hall.ana.reads(hall.ana.modal)


async def test_a_form_says_that_it_takes_longer_and_then_what_came_of_it(hall: Hall) -> None:
    await hall.ana.uses_shortcut("met:nothing")
    await hall.platform.settled()
    with hall.locked():
        await hall.ana.submits({"slot:person": "Cy Young", "slot:where": "PyLisboa"})
        assert "One moment" in hall.ana.reads(hall.ana.modal)
    await hall.platform.settled()
    assert "Done" in hall.ana.reads(hall.ana.modal)
    await hall.ana.closes()
    assert "PyLisboa" in (await hall.last(hall.ana)).text


async def test_a_form_that_takes_longer_comes_back_with_what_is_wrong_in_it(hall: Hall) -> None:
    await hall.ana.uses_shortcut("met:nothing")
    await hall.platform.settled()
    with hall.locked():
        await hall.ana.submits({"slot:person": "Cy Young", "slot:when": "blurb"})
    await hall.platform.settled()
    assert "blurb" in hall.ana.reads(hall.ana.modal)
    await hall.ana.submits({"slot:when": "yesterday"})
    assert "Cy Young" in (await hall.last(hall.ana)).text


async def test_a_message_that_waits_too_long_is_told_again_and_counts_once(hall: Hall) -> None:
    with hall.locked():
        answer = await hall.ana.says("met Cy Young at PyLisboa")
        assert answer is not None
        assert not answer.is_taken
    await hall.slack.outgoing.quiet()
    await hall.platform.settled()
    assert len(hall.seen(hall.ana)) == 1
    assert "one person" in await people(hall)


async def test_a_message_is_not_taken_while_the_database_is_broken_and_done_once_it_works(hall: Hall) -> None:
    hall.slack.outgoing.retry_delays = ()
    with hall.broken():
        answer = await hall.ana.says("met Cy Young at PyLisboa")
        assert answer is not None
        assert not answer.is_taken
    assert "nothing was changed" in (await hall.last(hall.ana)).text
    sent, _ = hall.slack.outgoing.log[-1]
    for _ in range(2):
        (again,) = await hall.slack.outgoing.repeat(sent.payload)
        assert again.is_taken
    assert "PyLisboa" in (await hall.last(hall.ana)).text
    assert len(hall.seen(hall.ana)) == 2


async def test_a_person_is_told_when_a_command_or_a_form_could_not_be_saved(hall: Hall) -> None:
    await hall.ana.uses_shortcut("met:nothing")
    await hall.platform.settled()
    with hall.broken():
        await hall.ana.submits({"slot:person": "Cy Young"})
        assert "nothing was changed" in hall.ana.reads(hall.ana.modal)
        await hall.ana.slash("/met", "Dee Dee at PyLisboa")
        assert "nothing was changed" in (await hall.last(hall.ana)).text
    await hall.ana.submits()
    await hall.platform.settled()
    assert "one person" in await people(hall)


async def test_a_form_slack_did_not_open_in_time_is_offered_by_a_button(hall: Hall) -> None:
    hall.slack.trouble.orders.append(Order("views.open", "expired_trigger_id"))
    await hall.ana.slash("/met")
    await hall.last(hall.ana)
    await hall.ana.presses("Fill in the form")
    await hall.platform.settled()
    assert "Who you met" in hall.ana.reads(hall.ana.modal)


async def test_a_shortcut_slack_did_not_take_back_in_time_says_so(hall: Hall) -> None:
    hall.slack.trouble.orders.append(Order("views.open", "expired_trigger_id"))
    await hall.ana.uses_shortcut("met:nothing")
    assert "Try again" in (await hall.last(hall.ana)).text


def test_it_does_not_keep_slack_waiting_for_as_long_as_slack_does() -> None:
    assert SlackSettings(bot_token="xoxb-1", app_token="xapp-1").patience < 3
