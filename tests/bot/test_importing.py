"""Meetups out of calendar files, through the conversation."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.meetups import Meetup
from bot.domain.members import Role
from bot.feeds import fetched
from bot.reply import Attachment, Copyable
from tests.bot.chat import Chat, Room, open_room

SERIES = (
    "announce a meetup: Python tea every Tuesday at 18:00 at Café Luz",
    "move the meetup Python tea to 12 March 19:30",
)


def event(*lines: str, uid: str = "1@example.org", title: str = "Rust night") -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT"))


async def meetups(room: Room) -> dict[str, Meetup]:
    async with room.store.reading(room.community) as work:
        return {each.title: each for each in await work.meetups.coming(room.clock.now())}


async def file_of(chat: Chat, *words: str) -> str:
    await chat.slash("meetup", " ".join(("file", *words)))
    (file,) = [part for part in chat.last.parts if isinstance(part, Attachment)]
    return file.content.decode()


async def test_our_own_file_changes_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        ana = room.chat()
        await ana.say("announce a meetup: Rust night on 12 March at 19:00 at Café Luz")
        for said in SERIES:
            await ana.say(said)
        await ana.say("cancel the meetup Python tea of 17 March")
        before = await meetups(room)
        for words in (("Rust night",), ("Python tea", "scope all"), ("Python tea",)):
            said = await ana.fill("meetup import", file=await file_of(ana, *words))
            assert "One is here just so already." in said
            assert "There is nothing to take over." in said
        assert await meetups(room) == before


async def test_the_communitys_own_calendar_changes_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        ana = room.chat()
        for said in SERIES:
            await ana.say(said)
        await ana.say("announce a meetup: Rust night on 12 March at 19:00")
        ana.role = Role.ORGANISER
        await ana.slash("community-calendar")
        (address,) = [part.text for part in ana.last.parts if isinstance(part, Copyable)]
        token = address.rpartition("/")[2].removesuffix(".ics")
        found = await fetched(room.store, token, room.clock.now())
        assert found is not None
        said = await ana.fill("meetup import", file=found.content.decode())
        assert "2 are here just so already." in said


async def test_a_series_is_taken_over_with_what_became_of_single_ones_and_changed_by_the_next_file(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as room:
        ana = room.chat()
        tea = ("DTSTART;TZID=Europe/Lisbon:20260310T180000", "RRULE:FREQ=WEEKLY")
        aside = event(
            "RECURRENCE-ID;TZID=Europe/Lisbon:20260317T180000",
            "DTSTART;TZID=Europe/Lisbon:20260318T190000",
            title="Tea",
        )
        first = event(*tea, "EXDATE;TZID=Europe/Lisbon:20260324T180000", title="Tea")
        await ana.fill("meetup import", file=f"{first}\n{aside}")
        assert "Taken over: 1 new, 0 changed." in await ana.say("yes")
        assert "Wed 18 Mar, 19:00" in await ana.say("who is coming on 18 March?")
        assert "Tue 31 Mar, 18:00" in await ana.say("who is coming on 31 March?")
        assert "No meetup" in await ana.say("who is coming on 24 March?")
        second = event(*tea, "EXDATE;TZID=Europe/Lisbon:20260331T180000", "LOCATION:Bar Lua", title="Tea")
        shown = await ana.fill("meetup import", file=second)
        assert "place: Bar Lua" in shown
        assert "3 single dates moved or called off" in shown
        assert "Taken over: 0 new, 1 changed." in await ana.press("Take over")
        assert "Tue 24 Mar, 18:00" in await ana.say("who is coming on 24 March?")
        assert "No meetup" in await ana.say("who is coming on 31 March?")
        assert "No meetup" in await ana.say("who is coming on 18 March?")
        assert "nothing to take over" in await ana.fill("meetup import", file=second)
        assert "Undone" in await ana.say("undo")
        assert "Wed 18 Mar, 19:00" in await ana.say("who is coming on 18 March?")


async def test_a_meetup_called_off_in_the_file_is_called_off_here_and_stays_so(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        ana = room.chat()
        when = "DTSTART;TZID=Europe/Lisbon:20260312T190000"
        await ana.fill("meetup import", file=event(when))
        await ana.say("yes")
        assert "called off" in await ana.fill("meetup import", file=event(when, "STATUS:CANCELLED"))
        await ana.say("yes")
        assert (await meetups(room))["Rust night"].is_cancelled
        assert "It was cancelled here." in await ana.fill("meetup import", file=event(when))
        assert "nothing to take over" in await ana.fill("meetup import", file=event(when, "STATUS:CANCELLED"))


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("DTSTART:20260312T190000Z", f"LOCATION:{'x' * 301}"), "Its place is longer than 300 characters."),
        (("DTSTART:20260312T190000Z", "STATUS:CANCELLED"), "It was cancelled."),
        (("DTSTART:20290312T190000Z",), "more than two years away"),
        (("DTSTART:20260312T190000Z", "RRULE:FREQ=HOURLY"), "It repeats in a way I cannot"),
    ],
)
async def test_what_is_left_out_says_why(tmp_path: Path, lines: tuple[str, ...], why: str) -> None:
    async with open_room(tmp_path) as room:
        said = await room.chat().fill("meetup import", file=event(*lines))
        assert why in said
        assert "There is nothing to take over." in said


async def test_one_that_stands_there_twice_counts_once(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        ana = room.chat()
        twice = "\n".join([event("DTSTART:20260312T190000Z"), event("DTSTART:20260313T190000Z")])
        assert "It is in the file twice." in await ana.fill("meetup import", file=twice)
        await ana.say("yes")
        assert len(await meetups(room)) == 1


async def test_too_many_are_refused_before_anything_is_done(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        ana = room.chat()
        ana.pause, said = timedelta(minutes=1), ""
        for start in range(0, 210, 30):
            part = "\n".join(
                event("DTSTART:20260312T190000Z", uid=f"{n}", title=f"M{n}") for n in range(start, start + 30)
            )
            said = await ana.fill("meetup import", file=part)
            if "I keep 200" in said:
                break
            await ana.say("yes")
        assert "With those there would be 210 meetups; I keep 200." in said
        assert len(await meetups(room)) == 180


async def test_a_series_that_moves_takes_its_answers_along(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        ana, bo = room.chat(), room.chat("bo", "Bo Chen")
        at = "DTSTART;TZID=Europe/Lisbon:20260310T{}0000"
        weekly = "RRULE:FREQ=WEEKLY"
        await ana.fill("meetup import", file=event(at.format(18), weekly, title="Tea"))
        await ana.say("yes")
        await bo.say("I'm going to Tea")
        off = "EXDATE;TZID=Europe/Lisbon:20260317T190000"
        shown = await ana.fill("meetup import", file=event(at.format(19), weekly, off, title="Tea"))
        assert "it was on Tue 10 Mar, 18:00" in shown
        await ana.say("yes")
        said = await bo.say("who is coming on 10 March?")
        assert "Tue 10 Mar, 19:00" in said
        assert "You are going." in said
        assert "No meetup" in await bo.say("who is coming on 17 March?")
        assert "nothing to take over" in await ana.fill(
            "meetup import", file=event(at.format(19), weekly, off, title="Tea")
        )
