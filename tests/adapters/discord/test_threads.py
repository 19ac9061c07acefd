"""Conversations of several people: begun once, whatever happens on the way, and never with anybody else in them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.delivery import Accepted, NotAccepted, Outcome, Parcel, Refused, Say, Seen
from bot.domain.ids import CommunityId, DeliveryId
from bot.domain.times import ZoneName
from bot.domain.together import Together
from bot.reply import Button, Buttons, Reply, call
from bot.words import say
from tests.adapters.discord.conftest import KEY, NOW, Stage, open_stage
from tests.fakes.discord import Permission, Person, add_channel, add_system_channel
from tests.fakes.discord.places import leave
from tests.fakes.discord.world import Channel, ChannelKind, Overwrite

OTHER = "l" * 24
START = "POST /channels/{channel_id}/threads"
ADD = "PUT /channels/{channel_id}/thread-members/{user_id}"
POST = "POST /channels/{channel_id}/messages"
SINCE = NOW - timedelta(minutes=1)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Not connected: a conversation is begun over HTTP alone."""
    async with open_stage(tmp_path) as opened:
        add_system_channel(opened.fake, opened.guild)
        yield opened


def together(stage: Stage, **changed: object) -> Together:
    users = (stage.ana.user.id, stage.bo.user.id)
    to = Together(CommunityId("c1"), "discord", users, "Ana Silva and Bo Chen", stage.guild.id)
    return replace(to, **changed)  # pyright: ignore[reportArgumentType] - fields by name


def parcel(to: Together, key: str = KEY) -> Parcel:
    reply = Reply.of(say("You two, talk"), Buttons.of(Button(say("Help"), call("help"))))
    return Parcel(key, to.community, DeliveryId("d1"), Say(reply, to, "en", ZoneName("Europe/Lisbon")))


async def sent(stage: Stage, to: Together, key: str = KEY) -> Outcome:
    return await stage.platform.messenger.send(parcel(to, key))


def threads(stage: Stage) -> list[Channel]:
    return stage.guild.threads


def who_is_in(stage: Stage, thread: Channel) -> set[str]:
    names = {user.id: user.name for user in stage.fake.world.users.values()}
    return {names[each] for each in thread.thread_members}


async def test_they_meet_in_a_private_thread_that_nobody_else_is_in(stage: Stage) -> None:
    mia = Person.arrives(stage.fake, "mia", "Mia Olsen", stage.guild)
    outcome = await sent(stage, together(stage))
    (thread,) = threads(stage)
    assert isinstance(outcome, Accepted)
    assert outcome.destination == thread.id
    assert (thread.kind, thread.name, thread.invitable) == (
        ChannelKind.PRIVATE_THREAD,
        "Ana Silva and Bo Chen",
        False,
    )
    assert who_is_in(stage, thread) == {"hallway", "ana", "bo"}
    assert [stage.read_by(each, thread) for each in (stage.ana, stage.bo, mia)] == [["You two, talk"]] * 2 + [[]]


async def test_it_is_begun_where_meetups_are_announced(stage: Stage) -> None:
    await sent(stage, together(stage, near=stage.channel.id))
    assert threads(stage)[0].parent is stage.channel


async def test_where_that_is_not_allowed_it_is_begun_where_the_server_says_what_is_new(stage: Stage) -> None:
    stage.channel.overwrites[stage.guild.id] = Overwrite(is_role=True, deny=int(Permission.CREATE_PRIVATE_THREADS))
    await sent(stage, together(stage, near=stage.channel.id))
    assert threads(stage)[0].parent is stage.guild.system_channel


async def test_without_any_place_it_is_refused_for_good(stage: Stage) -> None:
    stage.guild.system_channel = None
    assert await sent(stage, together(stage)) == Refused("no place for a thread")
    assert await sent(stage, together(stage, team="")) == Refused("no place for a thread")
    assert await stage.platform.messenger.look_up(parcel(together(stage, team="")), SINCE) == Seen((), "")


async def test_beginning_it_is_not_tried_again_at_once_and_what_an_attempt_left_is_gone_on_with(stage: Stage) -> None:
    stage.fake.failing[START].append(500)
    assert isinstance(await sent(stage, together(stage)), NotAccepted)
    assert isinstance(await sent(stage, together(stage)), Accepted)
    assert len(threads(stage)) == 1
    assert stage.read_by(stage.bo, threads(stage)[0]) == ["You two, talk"]


@pytest.mark.parametrize("route", [ADD, "GET /guilds/{guild_id}/threads/active"])
async def test_what_can_be_said_twice_is_said_again_at_once(route: str, stage: Stage) -> None:
    stage.fake.failing[route].extend([500, 500])
    assert isinstance(await sent(stage, together(stage)), Accepted)
    assert len(threads(stage)) == 1


@pytest.mark.parametrize("route", [ADD, "GET /guilds/{guild_id}/threads/active"])
async def test_what_fails_every_time_is_left_to_the_next_attempt(route: str, stage: Stage) -> None:
    stage.fake.failing[route].extend([500] * 3)
    assert isinstance(await sent(stage, together(stage)), NotAccepted)
    assert isinstance(await sent(stage, together(stage)), Accepted)
    assert len(threads(stage)) == 1


async def test_a_message_of_which_nobody_knows_is_found_and_a_copy_of_it_stands_beside_it(stage: Stage) -> None:
    stage.fake.chat.nonce_window = 0
    await sent(stage, together(stage))
    found = await stage.platform.messenger.look_up(parcel(together(stage)), SINCE)
    assert isinstance(found, Seen)
    assert found.destination == threads(stage)[0].id
    await sent(stage, together(stage))
    assert len(threads(stage)) == 1
    assert stage.read_by(stage.ana, threads(stage)[0]) == ["You two, talk"] * 2


async def test_another_message_to_the_same_people_is_another_conversation(stage: Stage) -> None:
    await sent(stage, together(stage))
    await sent(stage, together(stage), OTHER)
    assert len(threads(stage)) == 2


async def test_one_that_was_put_away_is_taken_up_again(stage: Stage) -> None:
    stage.fake.failing[ADD].extend([500] * 3)
    await sent(stage, together(stage))
    threads(stage)[0].is_archived = True
    await sent(stage, together(stage))
    assert [each.is_archived for each in threads(stage)] == [False]


async def test_a_namesake_with_others_in_it_is_left_alone(stage: Stage) -> None:
    """Two people of one name: the conversation that was begun for one is not gone on with for the other."""
    other = Person.arrives(stage.fake, "ana2", "Ana Silva", stage.guild)
    stage.fake.failing[POST].append(500)
    await sent(stage, together(stage, users=(other.user.id, stage.bo.user.id)))
    await sent(stage, together(stage), OTHER)
    first, second = threads(stage)
    assert who_is_in(stage, first) == {"hallway", "ana2", "bo"}
    assert who_is_in(stage, second) == {"hallway", "ana", "bo"}
    assert stage.read_by(other) == []


async def test_somebody_who_cannot_be_there_ends_it_for_all_and_it_is_put_away(stage: Stage) -> None:
    leave(stage.fake, stage.guild, stage.bo.user)
    assert await sent(stage, together(stage)) == Refused("10007")
    assert [(each.is_archived, stage.read_by(stage.ana, each)) for each in threads(stage)] == [(True, [])]


async def test_somebody_who_may_not_see_the_channel_ends_it_too(stage: Stage) -> None:
    hidden = add_channel(stage.fake, stage.guild, "hosts", hidden=True)
    hidden.overwrites[stage.fake.world.bot.id] = Overwrite(is_role=False, allow=int(Permission.VIEW_CHANNEL))
    assert await sent(stage, together(stage, near=hidden.id)) == Refused("50001")


async def test_who_takes_no_direct_messages_is_told_together_with_others(stage: Stage) -> None:
    stage.bo.close_messages()
    assert isinstance(await sent(stage, together(stage)), Accepted)


@pytest.mark.parametrize("gone", ["deleted", "locked", "left"])
async def test_where_the_one_we_know_is_no_more_another_is_begun(gone: str, stage: Stage) -> None:
    outcome = await sent(stage, together(stage))
    assert isinstance(outcome, Accepted)
    thread = threads(stage)[0]
    match gone:
        case "deleted":
            del stage.fake.world.channels[thread.id], stage.guild.channels[thread.id]
        case "locked":
            thread.is_locked = True
        case _:
            thread.thread_members.discard(stage.fake.world.bot.id)
    again = await sent(stage, together(stage, destination=outcome.destination), OTHER)
    assert isinstance(again, Accepted)
    assert again.destination != outcome.destination


async def test_a_title_is_as_long_as_a_thread_s_name(stage: Stage) -> None:
    long = "Ana\nSilva " * 30
    await sent(stage, together(stage, title=long))
    await sent(stage, together(stage, title=" "), OTHER)
    assert [len(each.name) for each in threads(stage)] == [100, len("Hallway")]
    assert "\n" not in threads(stage)[0].name


async def test_in_a_thread_nothing_is_heard_but_what_is_said_to_us(stage: Stage) -> None:
    async with stage.connected():
        await sent(stage, together(stage))
        thread = threads(stage)[0]
        await stage.ana.say("met Bo at PyLisboa", thread)
        await stage.settled()
        assert stage.read_by(stage.ana, thread) == ["You two, talk"]
        await stage.ana.mention("met Bo at PyLisboa", thread)
        await stage.settled()
        assert "PyLisboa" in stage.read_by(stage.ana)[-1]
        assert stage.read_by(stage.bo, thread) == ["You two, talk"]


async def test_buttons_in_it_work_for_everybody_there_and_answer_them_alone(stage: Stage) -> None:
    async with stage.connected():
        await sent(stage, together(stage))
        for person in (stage.ana, stage.bo):
            await person.press("Help")
            await stage.settled()
            assert len(stage.read_by(person, threads(stage)[0])) == 2
