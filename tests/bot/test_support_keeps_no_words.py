"""What somebody says of a rough week is in no file, no log and no later answer; and it is let go that they looked."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.members import Role
from bot.domain.volunteers import Help
from tests.bot.chat import Room

SAID = (
    "I'm having a rough week, zanzibar misery and quagmire",
    "I was laid off because of the zanzibar quagmire",
    "it's been a terrible month with zanzibar",
    "I need somebody to talk to about the quagmire",
    "rough week zanzibar " + "quagmire " * 300,
)
_ORGANISING = ("organise show", "organise members", "organise failed")


def _everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()


@pytest.mark.parametrize("said", SAID, ids=range(len(SAID)))
async def test_no_word_of_it_is_kept(room: Room, tmp_path: Path, caplog: pytest.LogCaptureFixture, said: str) -> None:
    caplog.set_level(logging.DEBUG)
    cleo, bo = room.chat("cleo", "Cleo Dias"), room.chat("bo", "Bo Chen")
    await cleo.say("I can listen")
    assert "I am sorry" in await bo.say(said)
    for label in ("Find somebody to listen", "Ask without my name"):
        await bo.press(label)
    assert "Undone" not in await bo.say("undo")
    everything = await bo.say("export")
    kept = _everything_in(tmp_path) + everything.lower().encode() + caplog.text.lower().encode()
    assert b"bo chen" in kept, "it is the right file"
    for word in (b"zanzibar", b"quagmire", b"laid off", b"misery"):
        assert word not in kept
    assert bo.member is not None
    async with room.store.reading(room.community) as work:
        assert (await work.book(bo.member).talk.load()).pending is None


async def test_that_somebody_looked_for_a_listener_is_let_go_after_a_week(room: Room) -> None:
    cleo, bo = room.chat("cleo", "Cleo Dias"), room.chat("bo", "Bo Chen")
    await cleo.say("I can listen")
    await bo.say("rough week")
    for label in ("Find somebody to listen", "Ask with my name"):
        await bo.press(label)
    await room.store.prune(room.clock.now() + timedelta(days=6))
    assert bo.member is not None
    async with room.store.reading(room.community) as work:
        assert len(await work.volunteers.wishes_of(bo.member)) == 1
    await room.store.prune(room.clock.now() + timedelta(days=8))
    async with room.store.reading(room.community) as work:
        assert list(await work.volunteers.wishes_of(bo.member)) == []
        assert list(await work.volunteers.questions(Help.LISTEN, room.clock.now() - timedelta(days=1))) == []
        assert len(await work.volunteers.willing(Help.LISTEN)) == 1


async def test_organisers_numbers_are_the_same_with_and_without_somebody_in_need(room: Room) -> None:
    ana, bo = room.chat(), room.chat("bo", "Bo Chen")
    await ana.say("hello")
    await bo.say("hello")
    ana.role = Role.ORGANISER
    before = [await ana.say(text) for text in _ORGANISING]
    await bo.say("rough week")
    await bo.press("Find somebody to listen")
    await bo.press("Ask with my name")
    assert [await ana.say(text) for text in _ORGANISING] == before
