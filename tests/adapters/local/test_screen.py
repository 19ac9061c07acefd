import json
from collections.abc import AsyncGenerator
from datetime import timedelta

import pytest

from adapters.local.render import typed
from adapters.local.screen import Screen
from tests.adapters.local.conftest import NOW, Place

Event = tuple[str, dict[str, object]]


def parsed(text: str) -> Event:
    name, data = text.strip().split("\n")
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


async def following(place: Place, user: str) -> AsyncGenerator[Event, None]:
    async for text in Screen(place.platform, user, lambda: timedelta(days=1)).events():
        yield parsed(text)


async def test_a_screen_begins_with_everything(place: Place) -> None:
    await place.platform.say("ana", "met Bo at PyLisboa")
    events = following(place, "ana")
    name, all_of_it = await anext(events)
    assert name == "snapshot"
    assert all_of_it.keys() == {
        "channels", "commands", "messages", "you", "personas", "waiting", "marks", "form", "now", "ahead",
    }  # fmt: skip
    assert all_of_it["now"] == "2026-03-04T10:00:00+00:00"
    assert all_of_it["ahead"] == 86400
    place.workspace.end_watching()
    assert [name async for name, _ in events] == ["state"]


async def test_a_screen_tells_what_its_persona_sees_and_that_others_have_news(place: Place) -> None:
    events = following(place, "bo")
    await anext(events)
    await place.workspace.post("dm:ana", "hallway", typed("for ana"), NOW)
    await place.workspace.post("channel:meetups", "ana", typed("for all"), NOW)
    message, state = await anext(events), await anext(events)
    assert message[0] == "message"
    assert message[1]["conversation"] == "channel:meetups"
    assert (state[0], state[1]["waiting"]) == ("state", {"ana": 1, "bo": 1})
    await events.aclose()


async def test_a_screen_shows_the_form_and_its_end(place: Place) -> None:
    events = following(place, "ana")
    await anext(events)
    await place.platform.slash("ana", None, "/met")
    told = [await anext(events), await anext(events)]
    assert [name for name, _ in told] == ["message", "state"]
    form = place.platform.open_form("ana")
    assert form is not None
    assert json.loads(json.dumps(told[1][1]["form"]))["id"] == form.id
    await place.platform.dismiss("ana", form.id)
    assert (await anext(events))[1]["form"] is None
    await events.aclose()


async def test_a_screen_takes_away_what_was_removed(place: Place) -> None:
    message = await place.workspace.post("dm:ana", "hallway", typed("twice"), NOW)
    events = following(place, "ana")
    await anext(events)
    await place.workspace.remove(message.id)
    assert await anext(events) == ("removed", {"id": message.id})
    await events.aclose()


@pytest.mark.parametrize("text", ["\n\nevent: state\ndata: {}", "\u2028", "\r"])
async def test_no_text_breaks_out_of_its_event(place: Place, text: str) -> None:
    events = following(place, "ana")
    await anext(events)
    await place.workspace.post("dm:ana", "hallway", typed(text), NOW)
    name, _ = await anext(events)
    assert name == "message"
    await events.aclose()
