"""Files on Slack: shared in the direct conversation, read with a scope that may be missing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.api import Api
from adapters.slack.errors import Failed
from bot.files import LARGEST
from tests.adapters.slack.hall import Hall, open_hall

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nSUMMARY:Rust night\r\n"
    b"DTSTART:20260312T190000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path) as opened:
        yield opened


async def test_a_file_that_is_shared_is_read(hall: Hall) -> None:
    await hall.ana.shares("pylisboa.ics", CALENDAR)
    assert "Rust night" in (await hall.last(hall.ana)).text


async def test_without_the_scope_it_says_which_one(hall: Hall) -> None:
    for grant in hall.slack.grants.live(hall.team.id):
        grant.scopes = [each for each in grant.scopes if each != "files:read"]
    await hall.ana.shares("pylisboa.ics", CALENDAR)
    said = (await hall.last(hall.ana)).text
    assert "Paste its text" in said
    assert "files:read" in said


async def test_words_beside_another_file_count_as_words(hall: Hall) -> None:
    await hall.ana.shares("photo.png", b"\x89PNG", "met Cleo at PyLisboa")
    assert "Cleo" in (await hall.last(hall.ana)).text


async def test_one_that_is_too_large_or_is_none_of_ours_is_said(hall: Hall) -> None:
    await hall.ana.shares("long.ics", b"x" * (LARGEST + 1))
    assert "larger than 100 kB" in (await hall.last(hall.ana)).text
    await hall.ana.shares("photo.png", b"\x89PNG")
    assert "cannot do anything with photo.png" in (await hall.last(hall.ana)).text


async def test_our_token_goes_to_slack_and_to_nobody_else() -> None:
    with pytest.raises(Failed, match="not_slacks"):
        await Api().download("xoxb-secret", "https://slack.com.example.org/files/a.ics", LARGEST)
