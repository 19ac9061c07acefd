"""Calendars over HTTP, as programs that subscribe to them ask for one."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import vobject
from starlette.applications import Starlette

from adapters.feeds import FeedDoor
from bot.reply import Copyable
from tests.bot.chat import Chat, Room, open_room
from tests.calendars.rfc5545 import Component, checked

SITE = "http://127.0.0.1:8765"


@dataclass
class Outside:
    """A room and the web in front of it."""

    room: Room
    web: httpx.AsyncClient

    async def fetch(self, address: str, **headers: str) -> httpx.Response:
        return await self.web.get(address, headers=headers)

    async def calendar(self, address: str) -> Component:
        answer = await self.fetch(address)
        assert answer.status_code == 200
        return checked(answer.content)


@pytest.fixture
async def outside(tmp_path: Path) -> AsyncIterator[Outside]:
    async with open_room(tmp_path) as room:
        app = Starlette(routes=[FeedDoor(room.store, room.clock).route])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=SITE) as web:
            yield Outside(room, web)


async def address_of(chat: Chat) -> str:
    await chat.slash("calendar", "new")
    (address,) = [part.text for part in chat.last.parts if isinstance(part, Copyable)]
    assert re.fullmatch(rf"{SITE}/calendar/[A-Za-z0-9_-]{{32}}\.ics", address)
    return address


def titles(calendar: Component) -> list[str]:
    return [title for event in calendar.named("VEVENT") for title in event.values("SUMMARY")]


async def test_ones_own_calendar_holds_what_one_said_yes_or_maybe_to(outside: Outside) -> None:
    ana, bo = outside.room.chat(), outside.room.chat("bo", "Bo Chen")
    for title in ("Rust night", "Python tea", "Go games", "Zig zag"):
        await ana.say(f"announce a meetup: {title} on 12 March at 19:00")
    await bo.say("I'm going to Rust night")
    await bo.say("meetup maybe Python tea")
    await bo.say("I'm not going to Zig zag")
    address = await address_of(bo)
    calendar = await outside.calendar(address)
    assert dict(zip(titles(calendar), [each.values("STATUS") for each in calendar.named("VEVENT")], strict=True)) == {
        "Rust night": ["CONFIRMED"],
        "Python tea": ["TENTATIVE"],
    }
    assert {each.summary.value for each in vobject.readOne((await outside.fetch(address)).text).vevent_list} == {
        "Rust night",
        "Python tea",
    }
    await ana.say("cancel the meetup Rust night")
    statuses = [each.values("STATUS") for each in (await outside.calendar(address)).named("VEVENT")]
    assert statuses == [["CANCELLED"], ["TENTATIVE"]]


async def test_nobodys_words_are_in_it(outside: Outside) -> None:
    ana = outside.room.chat()
    await ana.say("announce a meetup: Rust night on 12 March at 19:00")
    await ana.say("met Canary Island at Rust night about canaries, promised to send her my canary by 10 March")
    await ana.say("remind me on 11 March to buy a canary")
    await ana.say("I'm going to Rust night")
    async with outside.room.store.reading(outside.room.community) as work:
        (rsvp,) = await work.meetups.rsvps_of(ana.member or "")  # pyright: ignore[reportArgumentType] - it has one
    await ana.fill("meetup topic", meetup=f"{rsvp.meetup}@{rsvp.key}", topic="canary")
    text = (await outside.fetch(await address_of(ana))).text
    assert "Rust night" in text
    assert "canary" not in text.lower()
    assert "Ana" not in text


async def test_what_has_not_changed_is_not_sent_again(outside: Outside) -> None:
    ana = outside.room.chat()
    await ana.say("announce a meetup: Rust night on 12 March at 19:00")
    await ana.say("I'm going to Rust night")
    address = await address_of(ana)
    first = await outside.fetch(address)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["cache-control"] == "private, no-cache"
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}'):
        again = await outside.fetch(address, **{"if-none-match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    await ana.say("/meetup edit Rust night about traits")
    await ana.slash("meetup", "edit Rust night about traits")
    changed = await outside.fetch(address, **{"if-none-match": tag})
    assert changed.status_code == 200
    assert "traits" in changed.text


async def test_what_opens_nothing_looks_like_nothing(outside: Outside) -> None:
    ana = outside.room.chat()
    old = await address_of(ana)
    new = await address_of(ana)
    assert (await outside.fetch(new)).status_code == 200
    nowhere = await outside.fetch(f"{SITE}/nothing/here")
    await ana.slash("calendar", "off")
    for address in (old, new, f"{SITE}/calendar/{'a' * 32}.ics", f"{SITE}/calendar/x.ics", new.removesuffix(".ics")):
        answer = await outside.fetch(address)
        assert (answer.status_code, answer.content, dict(answer.headers)) == (404, nowhere.content, nowhere.headers)


async def test_whoever_is_forgotten_is_shown_no_more(outside: Outside) -> None:
    ana = outside.room.chat()
    address = await address_of(ana)
    await ana.fill("forget-me", confirmation="forget me")
    assert (await outside.fetch(address)).status_code == 404
