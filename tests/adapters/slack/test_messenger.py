"""The way out: one message under its key, found again, removed; and every no of Slack's understood."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.errors import CODES, Verdict
from adapters.slack.messenger import SlackMessenger
from adapters.slack.platform import SlackPlatform
from bot.domain.delivery import Accepted, NotAccepted, Parcel, Refused, Say, Seen, Unknown, Unreadable
from bot.domain.ids import CommunityId, DeliveryId, MemberId
from bot.domain.members import Account
from bot.domain.times import ZoneName
from bot.errors import BadToken
from bot.reply import Button, Buttons, Line, Reply, call
from bot.words import say
from tests.adapters.slack.hall import Hall, behind, open_hall, settings_of
from tests.fakes.faults import CALM, Odds
from tests.fakes.slack.trouble import Order
from tests.stores import NOW

KEY, OTHER = "k" * 24, "l" * 24
SINCE = NOW - timedelta(minutes=1)
POST = "chat.postMessage"


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path) as opened:
        await opened.ana.opens_home("messages")
        yield opened


@pytest.fixture
def messenger(hall: Hall) -> SlackMessenger:
    return hall.platform.messenger


async def parcel(hall: Hall, key: str = KEY, destination: str | None = None, text: str = "You promised it") -> Parcel:
    community = await hall.core.store.find_community("slack", hall.team.id)
    assert community is not None
    account = Account(community, "slack", hall.ana.user.id, MemberId("m1"), destination)
    reply = Reply.of(Line(say("{text}", text=text)), Buttons.of(Button(say("Help"), call("help"))))
    return Parcel(key, community, DeliveryId("d1"), Say(reply, account, "en", ZoneName("Europe/Lisbon")))


async def accepted(messenger: SlackMessenger, which: Parcel) -> Accepted:
    outcome = await messenger.send(which)
    assert isinstance(outcome, Accepted)
    return outcome


def asked(hall: Hall, method: str) -> int:
    return [each.method for each in hall.slack.requests].count(method)


async def test_a_parcel_arrives_under_its_key_and_says_where(hall: Hall, messenger: SlackMessenger) -> None:
    sent = await accepted(messenger, await parcel(hall))
    (seen,) = hall.seen(hall.ana)
    assert (sent.message, sent.destination) == (seen.ts, hall.ana.direct.id)
    assert "You promised it" in seen.notification
    posted = next(each.args for each in hall.slack.requests if each.method == POST)
    assert KEY in [block.get("block_id") for block in posted["blocks"]]


async def test_a_known_conversation_is_not_opened_again(hall: Hall, messenger: SlackMessenger) -> None:
    first = await accepted(messenger, await parcel(hall))
    await accepted(messenger, await parcel(hall, OTHER, first.destination))
    assert asked(hall, "conversations.open") == 1


async def test_a_conversation_that_is_gone_is_opened_anew(hall: Hall, messenger: SlackMessenger) -> None:
    sent = await accepted(messenger, await parcel(hall, destination="D0GONE"))
    assert sent.destination == hall.ana.direct.id


async def test_what_was_sent_is_found_by_its_key_and_by_no_other(hall: Hall, messenger: SlackMessenger) -> None:
    sent = await accepted(messenger, await parcel(hall))
    assert await messenger.look_up(await parcel(hall), SINCE) == Seen((sent.message,), sent.destination)
    assert await messenger.look_up(await parcel(hall, OTHER), SINCE) == Seen((), sent.destination)
    assert await messenger.look_up(await parcel(hall), NOW + timedelta(hours=1)) == Seen((), sent.destination)


async def test_copies_are_found_oldest_first_and_removed_one_by_one(hall: Hall, messenger: SlackMessenger) -> None:
    first, second = [await accepted(messenger, await parcel(hall)) for _ in range(2)]
    found = await messenger.look_up(await parcel(hall), SINCE)
    assert found == Seen((first.message, second.message), first.destination)
    for _ in range(2):
        assert isinstance(await messenger.remove(await parcel(hall), second.message), Accepted)
    assert await messenger.look_up(await parcel(hall), SINCE) == Seen((first.message,), first.destination)


async def test_a_long_history_is_read_page_by_page(hall: Hall, messenger: SlackMessenger) -> None:
    sent = await accepted(messenger, await parcel(hall))
    for number in range(450):
        hall.slack.post(hall.team, hall.ana.direct, hall.ana.user.id, str(number))
    assert await messenger.look_up(await parcel(hall), SINCE) == Seen((sent.message,), sent.destination)


async def test_a_text_too_long_for_one_message_arrives_whole_and_is_known_by_its_last(
    hall: Hall, messenger: SlackMessenger
) -> None:
    sent = await accepted(messenger, await parcel(hall, text="many words " * 3000))
    assert "".join(each.text for each in hall.seen(hall.ana)).count("many words") == 3000
    assert await messenger.look_up(await parcel(hall), SINCE) == Seen((sent.message,), sent.destination)
    assert sent.message == hall.seen(hall.ana)[-1].ts


@pytest.mark.parametrize(
    ("odds", "outcome", "held"),
    [
        (Odds(1, 0, 0, 0), NotAccepted("ratelimited", timedelta(seconds=1)), 0),
        (Odds(0, 1, 0, 0), Unknown("internal_error"), 0),
        (Odds(0, 0, 1, 0), Unknown("internal_error"), 1),
        (Odds(0, 0, 0, 1), Unknown("ServerDisconnectedError"), 1),
    ],
)
async def test_every_fault_is_told_apart_and_posted_once(
    odds: Odds, outcome: NotAccepted | Unknown, held: int, hall: Hall, messenger: SlackMessenger
) -> None:
    hall.slack.trouble.odds = odds
    assert await messenger.send(await parcel(hall)) == outcome
    assert isinstance(await messenger.look_up(await parcel(hall), SINCE), Unreadable)
    hall.slack.trouble.odds = CALM
    assert asked(hall, POST) == 1
    found = await messenger.look_up(await parcel(hall), SINCE)
    assert isinstance(found, Seen)
    assert len(found.messages) == held


async def test_every_code_of_slacks_has_its_outcome(hall: Hall, messenger: SlackMessenger) -> None:
    told = await parcel(hall, destination=hall.ana.direct.id)
    kinds = {Verdict.LATER: NotAccepted, Verdict.NEVER: Refused, Verdict.UNSURE: Unknown, Verdict.GONE: NotAccepted}
    for code, verdict in CODES.items():
        times = 2 if code == "channel_not_found" else 1  # the conversation is opened anew, once
        hall.slack.trouble.orders.append(Order(POST, code, times))
        outcome = await messenger.send(told)
        assert isinstance(outcome, kinds[verdict]), code
        assert not isinstance(outcome, Accepted)
        assert outcome.code == code


async def test_an_answer_that_is_lost_while_opening_means_that_nothing_was_sent(
    hall: Hall, messenger: SlackMessenger
) -> None:
    hall.slack.trouble.orders.append(Order("conversations.open", "internal_error", status=500))
    assert await messenger.send(await parcel(hall)) == NotAccepted("internal_error")


async def test_a_pause_that_slack_asks_for_is_told(hall: Hall, messenger: SlackMessenger) -> None:
    hall.slack.trouble.orders.append(Order(POST, "ratelimited", wait=300))
    assert await messenger.send(await parcel(hall)) == NotAccepted("ratelimited", timedelta(minutes=5))


@pytest.mark.parametrize("error", ["cannot_dm_bot", "user_disabled", "messages_tab_disabled"])
async def test_closed_direct_messages_are_refused_for_good(error: str, hall: Hall, messenger: SlackMessenger) -> None:
    hall.ana.refuses(error)
    assert await messenger.send(await parcel(hall)) == Refused(error)
    hall.ana.refuses(None)
    assert isinstance(await messenger.send(await parcel(hall)), Accepted)


async def test_an_unreadable_history_says_so(hall: Hall, messenger: SlackMessenger) -> None:
    await accepted(messenger, await parcel(hall))
    hall.slack.trouble.orders.append(Order("conversations.history", "ratelimited", wait=60))
    assert await messenger.look_up(await parcel(hall), SINCE) == Unreadable("ratelimited")


async def test_a_token_that_ends_suspends_the_community_and_the_delivery_waits(
    hall: Hall, messenger: SlackMessenger
) -> None:
    told = await parcel(hall)
    hall.slack.grants.revoke(hall.team.id)
    assert await messenger.send(told) == NotAccepted("token_revoked")
    async with hall.core.store.work(told.community) as work:
        assert "slack" in await work.members.suspended()


@pytest.mark.parametrize("then", [[], [Order("auth.test", "internal_error", status=500)]], ids=["alive", "no word"])
async def test_a_no_that_slack_does_not_mean_suspends_nobody(
    then: list[Order], hall: Hall, messenger: SlackMessenger
) -> None:
    told = await parcel(hall, destination=hall.ana.direct.id)
    hall.slack.trouble.orders += [Order(POST, "invalid_auth"), *then]
    assert await messenger.send(told) == NotAccepted("invalid_auth")
    async with hall.core.store.work(told.community) as work:
        assert await work.members.suspended() == frozenset()


async def test_a_workspace_that_is_heard_from_again_is_resumed(hall: Hall, messenger: SlackMessenger) -> None:
    told = await parcel(hall, destination=hall.ana.direct.id)
    hall.slack.trouble.orders += [Order(POST, "account_inactive"), Order("auth.test", "account_inactive")]
    assert await messenger.send(told) == NotAccepted("account_inactive")
    async with hall.core.store.work(told.community) as work:
        assert "slack" in await work.members.suspended()
    await hall.ana.says("people")
    await hall.platform.settled()
    async with hall.core.store.work(told.community) as work:
        assert await work.members.suspended() == frozenset()


async def test_a_community_that_is_not_on_slack_waits_for_it(hall: Hall, messenger: SlackMessenger) -> None:
    told = await parcel(hall)
    elsewhere = Parcel(told.key, CommunityId("c0"), told.delivery, told.say)
    assert isinstance(await messenger.send(elsewhere), NotAccepted)
    assert isinstance(await messenger.look_up(elsewhere, SINCE), Unreadable)
    assert isinstance(await messenger.remove(elsewhere, "1.1"), NotAccepted)


async def test_what_is_due_goes_out_also_while_nothing_can_be_heard(hall: Hall) -> None:
    token = next(iter(hall.slack.grants.tokens))
    settings = replace(settings_of(hall.slack, token), app_token="xapp-wrong")
    platform = SlackPlatform(settings, behind(hall.core))
    with pytest.raises(BadToken):
        await platform.run()
    assert isinstance(await platform.messenger.send(await parcel(hall)), Accepted)


async def test_where_nobody_listens_nothing_was_accepted(hall: Hall) -> None:
    settings = replace(settings_of(hall.slack, "xoxb-1"), api_url="http://127.0.0.1:9/api/")
    platform = SlackPlatform(settings, behind(hall.core))
    assert isinstance(await platform.messenger.send(await parcel(hall)), NotAccepted)
