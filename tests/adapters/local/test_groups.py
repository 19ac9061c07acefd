"""Conversations of several people in the local workspace."""

from datetime import datetime, timedelta

import pytest

from adapters.local.render import on_the_clock_of
from adapters.local.screen import Screen
from adapters.local.workspace import NoSuchThing
from bot.domain.delivery import Accepted, Parcel, Refused, Say, Seen
from bot.domain.ids import CommunityId, DeliveryId
from bot.domain.noticeboard import Channel
from bot.domain.times import Moment, ZoneName
from bot.domain.together import Together
from bot.reply import Button, Buttons, Reply, Row, call
from bot.words import Exactly, say
from tests.adapters.local.conftest import Place

KEY = "k" * 24
GROUP = "group:ana,bo"


def parcel(place: Place, *users: str) -> Parcel:
    reply = Reply.of(say("You two, talk"), Buttons.of(Button(say("Help"), call("help"))))
    to = Together(place.community, "local", users or ("bo", "ana"), "Ana and Bo")
    return Parcel(KEY, place.community, DeliveryId("d1"), Say(reply, to, "en", ZoneName("Europe/Lisbon")))


async def begun(place: Place) -> None:
    assert isinstance(await place.messenger.send(parcel(place)), Accepted)


async def test_everybody_in_it_is_told_and_nobody_else(place: Place) -> None:
    await begun(place)
    (message,) = place.heard("ana")
    assert (message.conversation, message.plain, message.key) == (GROUP, "You two, talk", KEY)
    assert place.heard("bo") == [message]
    assert place.heard("mia") == []
    assert await place.messenger.look_up(parcel(place), message.at) == Seen((message.id,), GROUP)


async def test_who_takes_no_direct_messages_is_told_together_with_others(place: Place) -> None:
    await place.workspace.refuse("bo", refuses=True)
    await begun(place)


async def test_a_group_that_cannot_be_is_refused(place: Place) -> None:
    assert await place.messenger.send(parcel(place, "ana", "nobody")) == Refused("no_such_user")
    place.workspace.has_groups = False
    assert await place.messenger.send(parcel(place)) == Refused("no_groups")


async def test_in_it_nothing_is_heard_but_what_is_said_to_us(place: Place) -> None:
    await begun(place)
    await place.platform.say("ana", "met Bo at PyLisboa", GROUP)
    assert len(place.heard("ana")) == 1
    assert place.platform.seen_by("bo")[-1].plain == "met Bo at PyLisboa"
    await place.platform.say("ana", "@hallway met Bo at PyLisboa", GROUP)
    assert "PyLisboa" in place.last("ana").plain
    assert len(place.heard("bo")) == 1


async def test_nobody_speaks_or_reads_in_a_group_of_others(place: Place) -> None:
    await begun(place)
    with pytest.raises(NoSuchThing):
        await place.platform.say("ana", "hello", "group:bo,mia")
    with pytest.raises(NoSuchThing):
        await place.workspace.mark_read("ana", "group:bo,mia", 1)


async def test_buttons_in_it_work_for_everybody_there_and_answer_them_alone(place: Place) -> None:
    await begun(place)
    for user in ("ana", "bo"):
        await place.press(user, "Help")
        assert (place.last(user).conversation, place.last(user).audience) == (GROUP, user)


@pytest.mark.parametrize(
    "to",
    [Together(CommunityId("c1"), "local", ("ana", "bo")), Channel(CommunityId("c1"), "local", "meetups")],
    ids=["group", "channel"],
)
async def test_what_several_people_read_is_on_the_clock_of_each(to: Together | Channel, place: Place) -> None:
    """Times that are said with their zone stay as they are."""
    moment = Moment(datetime(2026, 3, 6, 9), ZoneName("Asia/Kolkata"))
    reply = Reply.of(
        say("See you on {when}", when=moment),
        Row(say("Breakfast"), detail=say("{when} as they say there", when=Exactly(moment))),
    )
    said = Say(reply, to, "en", ZoneName("Asia/Kolkata"))
    await place.messenger.send(Parcel(KEY, place.community, DeliveryId("d1"), said))
    (message,) = place.heard("ana")
    seen = {user: on_the_clock_of(place.workspace.persona(user), message, place.clock.now()) for user in ("ana", "bo")}
    assert {user: each.plain.partition("\n")[0] for user, each in seen.items()} == {
        "ana": "See you on Fri 6 Mar, 03:30",
        "bo": "See you on Thu 5 Mar, 22:30",
    }
    assert all("Fri 6 Mar, 09:00 (Asia/Kolkata)" in each.plain for each in seen.values())
    shown = [Screen(place.platform, user, timedelta).snapshot()["messages"] for user in ("ana", "bo")]
    assert ["03:30" in str(shown[0]), "22:30" in str(shown[1])] == [True, True]


async def test_what_was_said_in_it_is_unread_until_it_was_read(place: Place) -> None:
    await begun(place)
    assert place.workspace.unread("bo") == {GROUP: 1}
    await place.workspace.mark_read("bo", GROUP, place.last("bo").seq)
    assert place.workspace.unread("bo") == {}
