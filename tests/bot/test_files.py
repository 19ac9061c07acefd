"""Files that are shared: which are read, and why others are not."""

import pytest

from bot.commands import COMMANDS
from bot.files import LARGEST, SharedFile, handed, refusal, taker
from bot.invocation import Handed
from bot.words import Phrase


def why_not(*files: SharedFile) -> str:
    said = refusal(COMMANDS, files)
    return "" if said is None else str(said)


def test_a_calendar_file_is_read_whatever_the_letters_of_its_name() -> None:
    for name in ("pylisboa.ics", "PyLisboa.ICS"):
        assert why_not(SharedFile(name, LARGEST)) == ""
        found = taker(COMMANDS, name)
        assert found is not None
        assert (found[0].name, found[1]) == ("meetup import", "file")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((SharedFile("a.ics", 1), SharedFile("b.ics", 1)), "One file at a time"),
        ((SharedFile("photo.png", 1),), "photo.png, and have not opened it. Files I take are calendars (.ics)"),
        ((SharedFile("ics", 1),), "not opened it"),
        ((SharedFile("a.ics", LARGEST + 1),), "a.ics is larger than 100 kB"),
    ],
)
def test_what_is_not_read_is_refused_with_its_reason(files: tuple[SharedFile, ...], said: str) -> None:
    assert said in why_not(*files)


def test_what_was_fetched_is_handed_over_as_text() -> None:
    assert handed(COMMANDS, "a.ics", "\ufeffBEGIN:VCALENDAR é".encode()) == Handed(
        "meetup import", "file", "BEGIN:VCALENDAR é"
    )


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe\x00", "not text"), (b"x" * (LARGEST + 1), "larger than 100 kB")]
)
def test_what_turns_out_to_be_no_text_or_larger_than_it_said_is_refused_too(content: bytes, said: str) -> None:
    found = handed(COMMANDS, "a.ics", content)
    assert isinstance(found, Phrase)
    assert said in str(found)
