"""The way out: one message under its nonce, found again, removed; and every no of Discord's understood."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.discord.messenger import DiscordMessenger, Pace
from bot.domain.delivery import Accepted, NotAccepted, Parcel, Refused, Seen, Unknown, Unreadable
from tests.adapters.discord.conftest import KEY, NOW, Stage, parcel
from tests.fakes.faults import CALM, Odds

POST = "POST /channels/{channel_id}/messages"
OPEN = "POST /users/@me/channels"


@pytest.fixture
def stage(discord_stage: Stage) -> Stage:
    """Not connected: the way out needs no gateway."""
    return discord_stage


@pytest.fixture
async def messenger(stage: Stage) -> DiscordMessenger:
    return stage.platform.messenger


async def accepted(messenger: DiscordMessenger, which: Parcel) -> Accepted:
    outcome = await messenger.send(which)
    assert isinstance(outcome, Accepted)
    return outcome


async def test_a_parcel_arrives_under_its_key_and_says_where(stage: Stage, messenger: DiscordMessenger) -> None:
    outcome = await accepted(messenger, parcel(stage))
    (message,) = stage.ana.sees()
    assert (outcome.message, outcome.destination) == (message.id, message.channel.id)
    (asked,) = stage.fake.asks(POST)
    assert isinstance(asked.body, dict)
    assert (asked.body["nonce"], asked.body["enforce_nonce"]) == (KEY, True)


async def test_a_known_conversation_is_not_opened_again(stage: Stage, messenger: DiscordMessenger) -> None:
    first = await accepted(messenger, parcel(stage))
    await accepted(messenger, parcel(stage, "l" * 24, first.destination))
    assert len(stage.fake.asks(OPEN)) == 1


async def test_the_same_key_is_one_message_within_the_nonce_window(stage: Stage, messenger: DiscordMessenger) -> None:
    first = await accepted(messenger, parcel(stage))
    assert await messenger.send(parcel(stage, destination=first.destination)) == first
    assert len(stage.ana.sees()) == 1


async def test_what_was_sent_is_found_by_its_key_and_by_no_other(stage: Stage, messenger: DiscordMessenger) -> None:
    sent = await accepted(messenger, parcel(stage))
    since = NOW - timedelta(minutes=1)
    assert await messenger.look_up(parcel(stage), since) == Seen((sent.message,), sent.destination)
    assert await messenger.look_up(parcel(stage, "l" * 24), since) == Seen((), sent.destination)
    later = stage.clock.now() + timedelta(hours=1)
    assert await messenger.look_up(parcel(stage), later) == Seen((), sent.destination)


async def test_copies_are_found_oldest_first_and_removed_one_by_one(stage: Stage, messenger: DiscordMessenger) -> None:
    stage.fake.chat.nonce_window = 0
    first, second = [await accepted(messenger, parcel(stage)) for _ in range(2)]
    assert await messenger.look_up(parcel(stage), NOW) == Seen((first.message, second.message), first.destination)
    for _ in range(2):
        assert isinstance(await messenger.remove(parcel(stage), second.message), Accepted)
    assert await messenger.look_up(parcel(stage), NOW) == Seen((first.message,), first.destination)


async def test_a_long_history_is_read_page_by_page(stage: Stage, messenger: DiscordMessenger) -> None:
    sent = await accepted(messenger, parcel(stage))
    conversation = stage.fake.world.channels[sent.destination]
    for number in range(230):
        stage.fake.chat.post(stage.fake.chat.write(conversation, stage.ana.user, {"content": str(number)}))
    second = await accepted(messenger, parcel(stage, "l" * 24))
    assert await messenger.look_up(parcel(stage, "l" * 24), NOW) == Seen((second.message,), sent.destination)
    assert isinstance(await messenger.look_up(parcel(stage), NOW), Seen)


@pytest.mark.parametrize(
    ("odds", "outcome", "held"),
    [
        (Odds(0, 1, 0, 0), Unknown, 0),
        (Odds(0, 0, 1, 0), Unknown, 1),
        (Odds(0, 0, 0, 1), Unknown, 1),
        (Odds(1, 0, 0, 0), NotAccepted, 0),
    ],
)
async def test_every_fault_is_told_apart_and_posted_once(
    odds: Odds, outcome: type, held: int, stage: Stage, messenger: DiscordMessenger
) -> None:
    sent = await accepted(messenger, parcel(stage, "l" * 24))
    posts = len(stage.fake.asks(POST))
    stage.fake.odds = odds
    assert isinstance(await messenger.send(parcel(stage, destination=sent.destination)), outcome)
    stage.fake.odds = CALM
    assert len(stage.ana.sees()) == 1 + held
    assert len(stage.fake.asks(POST)) <= posts + 1


async def test_an_answer_that_is_lost_while_opening_means_that_nothing_was_sent(
    stage: Stage, messenger: DiscordMessenger
) -> None:
    stage.fake.failing[OPEN] = [500]
    assert await messenger.send(parcel(stage)) == NotAccepted("500")


async def test_closed_direct_messages_are_refused_for_good(stage: Stage, messenger: DiscordMessenger) -> None:
    stage.ana.close_messages()
    assert await messenger.send(parcel(stage)) == Refused("50007")
    stage.ana.open_messages()
    assert isinstance(await messenger.send(parcel(stage)), Accepted)


async def test_opening_too_fast_leaves_the_destination_alone_for_a_while(
    stage: Stage, messenger: DiscordMessenger
) -> None:
    stage.fake.opening_too_fast = True
    assert await messenger.send(parcel(stage)) == NotAccepted("40003", timedelta(minutes=1))


async def test_nobody_there_is_refused(stage: Stage, messenger: DiscordMessenger) -> None:
    assert isinstance(await messenger.send(parcel(stage, user="99")), Refused)


async def test_a_conversation_that_is_gone_is_opened_anew(stage: Stage, messenger: DiscordMessenger) -> None:
    outcome = await accepted(messenger, parcel(stage, destination="123"))
    assert outcome.destination == stage.ana.sees()[0].channel.id


async def test_an_unreadable_history_says_so(stage: Stage, messenger: DiscordMessenger) -> None:
    await accepted(messenger, parcel(stage))
    stage.fake.failing["GET /channels/{channel_id}/messages"] = [500] * 3
    assert await messenger.look_up(parcel(stage), NOW) == Unreadable("500")


async def test_where_nobody_listens_nothing_was_accepted(stage: Stage) -> None:
    nowhere = stage.another(replace(stage.settings, api_url="http://127.0.0.1:9")).messenger
    assert await nowhere.send(parcel(stage)) == NotAccepted("unreachable")


async def test_opening_conversations_keeps_a_slow_pace_and_sends_away_who_would_wait_long() -> None:
    pace = Pace(every=0.01, patience=0.015, monotonic=lambda: 100.0)
    await pace.turn()
    await pace.turn()
    with pytest.raises(Exception, match="opening too many conversations"):
        await pace.turn()
