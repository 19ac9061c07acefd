"""Files on Discord: as an option of a command, and in a direct message."""

from bot.files import LARGEST
from tests.adapters.discord.conftest import Stage, heard
from tests.fakes.discord.sharing import share, upload

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nSUMMARY:Rust night\r\n"
    b"DTSTART:20260312T190000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


async def test_a_file_is_an_option_of_the_command(stage: Stage) -> None:
    file = upload(stage.ana, "pylisboa.ics", CALENDAR)
    await stage.ana.slash("meetup import", {"file": file}, stage.channel)
    await stage.settled()
    assert "Rust night" in stage.read_by(stage.ana, stage.channel)[-1]
    assert stage.read_by(stage.bo, stage.channel) == []


async def test_an_option_with_another_file_is_refused_and_nothing_is_fetched(stage: Stage) -> None:
    file = upload(stage.ana, "photo.png", b"\x89PNG")
    await stage.ana.slash("meetup import", {"file": file}, stage.channel)
    assert "cannot do anything with photo.png" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_without_a_file_the_form_takes_its_text(stage: Stage) -> None:
    await stage.ana.slash("meetup import", {}, stage.channel)
    assert [each.custom_id for each in stage.ana.fields] == ["file"]


async def test_a_file_in_a_direct_message_is_read(stage: Stage) -> None:
    share(stage.ana, "pylisboa.ics", CALENDAR)
    assert "Rust night" in await heard(stage.ana)


async def test_words_beside_another_file_count_as_words(stage: Stage) -> None:
    share(stage.ana, "photo.png", b"\x89PNG", "met Cleo at PyLisboa")
    assert "Cleo" in await heard(stage.ana)


async def test_one_that_is_too_large_or_cannot_be_had_is_said(stage: Stage) -> None:
    share(stage.ana, "long.ics", b"x" * (LARGEST + 1))
    assert "larger than 100 kB" in await heard(stage.ana)
    share(stage.ana, "gone.ics", CALENDAR)
    stage.fake.chat.uploads.clear()
    assert "could not fetch gone.ics" in await heard(stage.ana)


async def test_the_token_stays_here(stage: Stage) -> None:
    """Files are had from elsewhere, by an address alone."""
    share(stage.ana, "pylisboa.ics", CALENDAR)
    await heard(stage.ana)
    assert stage.fake.file_headers
    assert all("Authorization" not in each for each in stage.fake.file_headers)
