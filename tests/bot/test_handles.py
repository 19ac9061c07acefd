"""Buttons come back through the same gate as words, and only to whom they were given."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS
from bot.dispatch import PACE
from bot.domain.ids import CommunityId, MemberId
from bot.errors import Stale
from bot.handles import LIMIT, Handles
from bot.invocation import Pressed, Said
from bot.reply import call
from tests.bot.chat import SECRET, WEDNESDAY, Chat, Room

HANDLES = Handles(SECRET, COMMANDS)
HERE, ANA, BO = CommunityId("c1"), MemberId("ana"), MemberId("bo")


def test_a_handle_gives_back_what_was_written_into_it() -> None:
    handle = HANDLES.write(call("snooze", item="rabc", until="in a week; or so"), HERE, ANA)
    filling = HANDLES.read(handle, HERE, ANA, at=WEDNESDAY)
    assert (filling.command, dict(filling.slots)) == ("snooze", {"item": "rabc", "until": "in a week; or so"})


@given(st.text(max_size=120))
def test_what_nobody_was_given_is_stale(handle: str) -> None:
    with pytest.raises(Stale):
        HANDLES.read(handle, HERE, ANA, at=WEDNESDAY)


@given(st.data())
def test_a_changed_handle_is_stale(data: st.DataObject) -> None:
    handle = HANDLES.write(call("done", item="rabc"), HERE, ANA)
    place = data.draw(st.integers(0, len(handle) - 1))
    other = data.draw(st.characters().filter(lambda c: c != handle[place]))
    with pytest.raises(Stale):
        HANDLES.read(handle[:place] + other + handle[place + 1 :], HERE, ANA, at=WEDNESDAY)


@pytest.mark.parametrize(("community", "member"), [(HERE, BO), (CommunityId("c2"), ANA)])
def test_a_handle_is_good_for_one_member_of_one_community(community: CommunityId, member: MemberId) -> None:
    handle = HANDLES.write(call("due"), HERE, ANA)
    with pytest.raises(Stale):
        HANDLES.read(handle, community, member, at=WEDNESDAY)


def test_a_button_to_nowhere_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no command takes"):
        HANDLES.write(call("no-such-command"), HERE, ANA)
    with pytest.raises(ValueError, match="no command takes"):
        HANDLES.write(call("due", nonsense="x"), HERE, ANA)
    with pytest.raises(ValueError, match=f"of {LIMIT}"):
        HANDLES.write(call("card", person="x" * LIMIT), HERE, ANA)


async def test_somebody_elses_button_says_only_that_it_does_not_work(room: Room, ana: Chat) -> None:
    bo = room.chat("bo", "Bo Chen")
    await bo.say("hi")
    await ana.say("remind me tomorrow to water the plants")
    answer = await bo.act(Pressed(ana.handle("Undo")))
    assert "does not work any more" in answer
    assert "plants" not in answer
    assert "plants" in await ana.say("reminders")


async def test_a_button_pressed_twice_acts_once(ana: Chat) -> None:
    await ana.say("met Bo at the sprint, promised to call him")
    await ana.say("promises")
    handle = ana.handle("Kept")
    await ana.act(Pressed(handle))
    assert "already kept" in await ana.act(Pressed(handle))


async def test_the_same_event_twice_has_one_effect(ana: Chat) -> None:
    await ana.act(Said("met Bo at the sprint"), key="one")
    assert await ana.act(Said("met Bo at the sprint"), key="one") == ""
    assert "You know one person." in await ana.say("people")


async def test_a_flood_is_slowed_down_and_the_others_are_not(room: Room, ana: Chat) -> None:
    bo = room.chat("bo", "Bo Chen")
    ana.pause = timedelta(0)
    answers = [await ana.say("due") for _ in range(PACE + 1)]
    assert "a lot at once" in answers[-1]
    assert "a lot at once" not in await bo.say("due")
    room.clock.advance_to(room.clock.now() + timedelta(minutes=2))
    assert "a lot at once" not in await ana.say("due")
