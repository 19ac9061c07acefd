"""Conversations of several people: the same one for the same people, and nothing is heard there but what is meant for
Hallway."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.manifest import EVENTS
from bot.domain.delivery import Accepted, NotAccepted, Parcel, Refused, Say, Seen, Unreadable
from bot.domain.ids import DeliveryId
from bot.domain.times import ZoneName
from bot.domain.together import Together
from bot.reply import Button, Buttons, Line, Reply, call
from bot.words import say
from tests.adapters.slack.hall import Hall, open_hall
from tests.fakes.slack.person import Person
from tests.fakes.slack.trouble import Order
from tests.fakes.slack.world import Channel, Kind
from tests.stores import NOW

KEY = "k" * 24
SINCE = NOW - timedelta(minutes=1)


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path) as opened:
        opened.slack.events = frozenset(EVENTS)
        yield opened


async def parcel(hall: Hall, *people: Person, destination: str | None = None) -> Parcel:
    community = await hall.core.store.find_community("slack", hall.team.id)
    assert community is not None
    users = tuple(each.user.id for each in people or (hall.ana, hall.bo))
    to = Together(community, "slack", users, "Ana and Bo", destination=destination)
    reply = Reply.of(Line(say("You two, talk")), Buttons.of(Button(say("Help"), call("help"))))
    return Parcel(KEY, community, DeliveryId("d1"), Say(reply, to, "en", ZoneName("Europe/Lisbon")))


def groups(hall: Hall) -> list[Channel]:
    return [each for each in hall.team.channels.values() if each.kind is Kind.GROUP_DM]


def without(hall: Hall, scope: str) -> None:
    for grant in hall.slack.grants.live(hall.team.id):
        grant.scopes = [each for each in grant.scopes if each != scope]


async def test_all_of_them_and_nobody_else_are_told_in_one_conversation(hall: Hall) -> None:
    mia = Person.new(hall.slack, hall.team, "mia")
    outcome = await hall.platform.messenger.send(await parcel(hall))
    (group,) = groups(hall)
    assert outcome == Accepted(next(iter(group.messages)), group.id)
    assert group.members == {hall.ana.user.id, hall.bo.user.id, hall.team.bot_user}
    assert [len(hall.seen(each, group.name)) for each in (hall.ana, hall.bo)] == [1, 1]
    assert mia.user.id not in group.members


async def test_the_same_people_have_the_same_conversation_whoever_is_named_first(hall: Hall) -> None:
    for people in ((hall.ana, hall.bo), (hall.bo, hall.ana)):
        await hall.platform.messenger.send(await parcel(hall, *people))
    assert len(groups(hall)) == 1


async def test_without_the_scope_it_is_refused_at_once(hall: Hall) -> None:
    without(hall, "mpim:write")
    assert await hall.platform.messenger.send(await parcel(hall)) == Refused("missing_scope")


async def test_without_the_history_nobody_knows_whether_it_is_there(hall: Hall) -> None:
    without(hall, "mpim:history")
    assert await hall.platform.messenger.look_up(await parcel(hall), SINCE) == Unreadable("missing_scope")


async def test_what_fails_before_the_message_is_tried_again(hall: Hall) -> None:
    hall.slack.trouble.orders.append(Order("conversations.open", "internal_error", status=500, is_accepted=True))
    assert await hall.platform.messenger.send(await parcel(hall)) == NotAccepted("internal_error")
    assert isinstance(await hall.platform.messenger.send(await parcel(hall)), Accepted)
    found = await hall.platform.messenger.look_up(await parcel(hall), SINCE)
    assert isinstance(found, Seen)
    assert len(found.messages) == 1


async def test_somebody_who_left_ends_it_for_all(hall: Hall) -> None:
    hall.bo.user.is_deleted = True
    assert await hall.platform.messenger.send(await parcel(hall)) == Refused("user_disabled")


async def test_more_than_eight_are_too_many(hall: Hall) -> None:
    people = [Person.new(hall.slack, hall.team, f"member{number}") for number in range(9)]
    assert await hall.platform.messenger.send(await parcel(hall, *people)) == Refused("too_many_users")


async def test_one_that_is_gone_is_opened_anew(hall: Hall) -> None:
    outcome = await hall.platform.messenger.send(await parcel(hall, destination="C0GONE"))
    assert isinstance(outcome, Accepted)
    assert outcome.destination == groups(hall)[0].id


async def test_in_it_nothing_is_heard_but_what_is_said_to_us(hall: Hall) -> None:
    await hall.platform.messenger.send(await parcel(hall))
    name = groups(hall)[0].name
    await hall.ana.says("met Bo at PyLisboa", name)
    await hall.platform.settled()
    assert len(hall.seen(hall.ana, name)) == 1
    await hall.ana.says("@hallway met Bo at PyLisboa", name)
    assert "PyLisboa" in (await hall.last(hall.ana, name)).text
    assert len(hall.seen(hall.bo, name)) == 1


async def test_buttons_in_it_work_for_everybody_there_and_answer_them_alone(hall: Hall) -> None:
    await hall.platform.messenger.send(await parcel(hall))
    name = groups(hall)[0].name
    for person in (hall.ana, hall.bo):
        await person.presses("Help", channel=name)
        answer = await hall.last(person, name)
        assert answer.is_ephemeral
        assert len(hall.seen(person, name)) == 2


async def test_a_key_of_one_conversation_is_not_found_in_another(hall: Hall) -> None:
    await hall.platform.messenger.send(await parcel(hall))
    mia = Person.new(hall.slack, hall.team, "mia")
    other = await hall.platform.messenger.look_up(replace(await parcel(hall, hall.ana, mia)), SINCE)
    assert isinstance(other, Seen)
    assert other.messages == ()
