"""An answer reaches its person, whatever Slack makes of the first way to show it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.adapters.slack.hall import Hall, open_hall
from tests.fakes.faults import Odds
from tests.fakes.slack.trouble import Order


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path) as opened:
        yield opened
        await opened.platform.settled()
        assert opened.slack.failures == []


def methods(hall: Hall) -> list[str]:
    return [each.method for each in hall.slack.requests]


async def test_a_response_url_that_is_too_old_gives_way_to_the_direct_conversation(hall: Hall) -> None:
    with hall.locked():
        await hall.ana.slash("/met", "Cy Young at PyLisboa", "meetups")
        hall.clock.advance_to(hall.clock.now() + timedelta(minutes=31))
    assert "PyLisboa" in (await hall.last(hall.ana)).text
    assert hall.seen(hall.bo, "meetups") == []


async def test_a_channel_that_takes_no_whispers_gives_way_to_the_direct_conversation(hall: Hall) -> None:
    hall.slack.trouble.orders.append(Order("chat.postEphemeral", "is_archived"))
    await hall.ana.says("@hallway met Cy Young at PyLisboa", "meetups")
    assert "PyLisboa" in (await hall.last(hall.ana)).text


async def test_a_mention_in_a_thread_is_answered_in_it(hall: Hall) -> None:
    await hall.ana.says("@hallway met Cy Young at PyLisboa", "meetups")
    await hall.platform.settled()
    (whispered,) = [each for each in hall.slack.requests if each.method == "chat.postEphemeral"]
    assert "thread_ts" not in whispered.args
    event = hall.slack.outgoing.log[-1][0].payload["event"]
    ts = event["ts"]
    event |= {"thread_ts": ts, "ts": "1772618400.000100", "client_msg_id": "another", "text": "<@UBOT0COMMUNITY> due"}
    await hall.slack.send_event(hall.team, event)
    await hall.platform.settled()
    assert hall.slack.requests[-1].args["thread_ts"] == ts


async def test_slack_is_asked_again_after_as_long_as_it_says(hall: Hall) -> None:
    hall.slack.trouble.orders.append(Order("chat.postMessage", "ratelimited", wait=1))
    await hall.ana.says("met Cy Young at PyLisboa")
    assert "PyLisboa" in (await hall.last(hall.ana)).text
    assert methods(hall).count("chat.postMessage") == 2


@pytest.mark.parametrize("odds", [Odds(0, 0, 1, 0), Odds(0, 0, 0, 1)], ids=["failed after", "dropped after"])
async def test_an_answer_whose_receipt_was_lost_is_there_once(odds: Odds, hall: Hall) -> None:
    hall.slack.trouble.faulty = frozenset({"chat.postMessage"})
    hall.slack.trouble.odds = odds
    await hall.ana.says("met Cy Young at PyLisboa")
    await hall.platform.settled()
    assert len(hall.seen(hall.ana)) == 1


async def test_an_answer_that_slack_lost_is_posted_again(hall: Hall) -> None:
    hall.slack.trouble.orders.append(Order("chat.postMessage", "internal_error", status=500))
    await hall.ana.says("met Cy Young at PyLisboa")
    await hall.platform.settled()
    assert len(hall.seen(hall.ana)) == 1


async def test_an_answer_slack_will_not_take_is_said_in_the_log(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    hall.ana.refuses()
    await hall.ana.says("met Cy Young at PyLisboa")
    await hall.platform.settled()
    assert [each.getMessage() for each in caplog.records if each.levelname == "WARNING"] == ["slack_reply_lost"]
    hall.ana.refuses(None)
    await hall.ana.says("people")
    assert "one person" in (await hall.last(hall.ana)).text


@pytest.mark.parametrize(
    ("method", "code", "said"),
    [
        ("files.getUploadURLExternal", "missing_scope", "files:write"),
        ("files.completeUploadExternal", "file_uploads_disabled", "Try again"),
    ],
)
async def test_a_file_that_cannot_be_sent_is_said_to_be_missing(method: str, code: str, said: str, hall: Hall) -> None:
    await hall.ana.says("met Cy Young at PyLisboa")
    await hall.platform.settled()
    hall.slack.trouble.orders.append(Order(method, code))
    await hall.ana.says("export json")
    text = (await hall.last(hall.ana)).text
    assert said in text
    assert ".json" in text


async def test_a_home_tab_slack_does_not_take_stays_as_it_was(hall: Hall) -> None:
    await hall.ana.opens_home()
    await hall.platform.settled()
    before = hall.ana.home
    hall.slack.trouble.orders.append(Order("views.publish", "hash_conflict"))
    await hall.ana.opens_home()
    await hall.platform.settled()
    assert hall.ana.home is before is not None


async def test_every_message_says_everything_in_its_text_too(hall: Hall) -> None:
    await hall.ana.says("met Cy Young at PyLisboa about <!channel> & <https://evil.example|bank>")
    seen = await hall.last(hall.ana)
    assert "PyLisboa" in seen.notification
    posted = [each for each in hall.slack.requests if each.method == "chat.postMessage"][-1].args
    assert "<!channel>" not in str(posted)
    assert (posted["unfurl_links"], posted["unfurl_media"]) == (False, False)
