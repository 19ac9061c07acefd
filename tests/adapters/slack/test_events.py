"""Whatever Slack tells twice counts once, what is not for Hallway is left alone, and strangers get no further."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.platform import SlackPlatform
from tests.adapters.slack.hall import Hall, behind, open_hall, reachable, running, settings_of
from tests.fakes.slack.person import Person
from tests.fakes.slack.webhook import posting
from tests.fakes.slack.world import Kind

MET = "met Cy Young at PyLisboa"


@pytest.fixture(params=["socket", "http"])
async def hall(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path, over_http=request.param == "http") as opened:
        yield opened
        await opened.slack.outgoing.quiet()
        await opened.platform.settled()
        assert opened.slack.failures == []


def last_event(hall: Hall, kind: str = "message") -> dict[str, Any]:
    """The newest that somebody else than Hallway brought about."""
    told = (sent.payload for sent, _ in reversed(hall.slack.outgoing.log))
    events = (each for each in told if each.get("event", {}).get("type") == kind)
    return next(each for each in events if "bot_id" not in each["event"])


async def answers(hall: Hall) -> int:
    await hall.slack.outgoing.quiet()
    await hall.platform.settled()
    return len(hall.seen(hall.ana))


async def test_an_event_told_four_times_side_by_side_counts_once(hall: Hall) -> None:
    await hall.ana.says(MET)
    told = last_event(hall)
    assert all(answer.is_taken for answer in await hall.slack.outgoing.repeat(told, 4))
    assert await answers(hall) == 1


async def test_a_message_told_by_two_names_or_with_another_id_counts_once(hall: Hall) -> None:
    await hall.ana.says(f"@hallway {MET}", "meetups")
    told = last_event(hall, "app_mention")
    await hall.slack.outgoing.repeat(told | {"event_id": "Ev0ANOTHER"}, 2)
    await answers(hall)
    assert len(hall.seen(hall.ana, "meetups")) == 1


async def test_a_message_told_again_the_next_day_to_another_process_counts_once(hall: Hall) -> None:
    await hall.ana.says(MET)
    await answers(hall)
    told = last_event(hall)
    hall.clock.advance_to(hall.clock.now() + timedelta(hours=23))
    token = next(iter(hall.slack.grants.tokens))
    other = SlackPlatform(settings_of(hall.slack, token, over_http=True), behind(hall.core))
    async with running(other), reachable([other]) as address, posting(hall.slack, f"{address}/slack/events"):
        (again,) = await hall.slack.outgoing.repeat(told)
        await other.settled()
    assert again.is_taken
    assert await answers(hall) == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {"bot_id": "B0OTHER"},
        {"user": "UBOT0COMMUNITY"},
        {"subtype": "message_changed", "message": {"text": MET}},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"channel": "CMEETUPS", "channel_type": "channel"},
        {"channel": "GTHREE", "channel_type": "mpim"},
        {"user": ""},
    ],
    ids=repr,
)
async def test_what_was_not_said_to_hallway_is_left_alone(odd: dict[str, Any], hall: Hall) -> None:
    await hall.ana.says("hello")
    before, told = await answers(hall), last_event(hall)
    event = {**told["event"], "text": MET, "client_msg_id": "another", "ts": "1772618401.000001", **odd}
    (answer,) = await hall.slack.outgoing.repeat({**told, "event_id": "Ev1", "event": event})
    assert answer.is_taken
    assert await answers(hall) == before


async def test_a_workspace_hallway_is_not_in_is_told_nothing_and_stops_nobody(hall: Hall) -> None:
    elsewhere = hall.slack.team("T0ELSEWHERE")
    eve = Person.new(hall.slack, elsewhere, "eve")
    answer = await eve.says("hello")
    assert answer is not None
    assert answer.is_taken
    assert "not set up" in str((await eve.slash("/due")).payload)
    assert await answers(hall) == 0


@pytest.fixture
def cat(hall: Hall) -> Person:
    """Somebody of another organisation, whom a shared channel brought here."""
    cat = Person.new(hall.slack, hall.team, "cat", real_name="Cat Guest", home="T0OTHER")
    hall.team.channel_named("meetups").members.add(cat.user.id)
    return cat


async def test_a_stranger_is_told_so_and_nothing_is_kept(hall: Hall, cat: Person) -> None:
    await cat.slash("/met", "Cy Young at PyLisboa", "meetups")
    assert "members of this workspace only" in (await hall.last(cat, "meetups")).text
    await cat.says(f"@hallway {MET}", "meetups")
    assert "members of this workspace only" in (await hall.last(cat, "meetups")).text
    await cat.uses_shortcut("met:nothing")
    await hall.platform.settled()
    assert "members of this workspace only" in cat.reads(cat.modal)
    community = await hall.core.store.find_community("slack", hall.team.id)
    assert community is not None
    async with hall.core.store.work(community) as work:
        assert await work.members.by_account("slack", cat.user.id) is None


async def test_a_stranger_is_never_written_to_first(hall: Hall, cat: Person) -> None:
    with hall.locked():
        await cat.slash("/due", "", "meetups")
        hall.clock.advance_to(hall.clock.now() + timedelta(minutes=31))
        hall.team.channel_named("meetups").is_archived = True
    await answers(hall)
    assert [each for each in hall.slack.requests if each.method == "conversations.open"] == []


async def test_a_stranger_who_is_mentioned_is_a_name(hall: Hall, cat: Person) -> None:
    await hall.ana.says("met @cat at PyLisboa")
    seen = await hall.last(hall.ana)
    assert "Cat Guest" in seen.text
    await hall.ana.slash("/people")
    await hall.platform.settled()
    assert [each for each in hall.slack.requests if each.args.get("users") == cat.user.id] == []


async def test_a_shared_channel_tells_of_the_other_side_and_the_authorization_is_ours(hall: Hall) -> None:
    await hall.ana.says("hello")
    await answers(hall)
    told = last_event(hall)
    event = {**told["event"], "text": MET, "client_msg_id": "another", "ts": "1772618401.000001"}
    await hall.slack.outgoing.repeat({**told, "event_id": "Ev1", "team_id": "T0OTHER", "event": event})
    assert await answers(hall) == 2


async def test_somebody_who_changes_their_name_is_known_by_the_new_one(hall: Hall) -> None:
    await hall.ana.says("met @bo at PyLisboa")
    await answers(hall)
    await hall.bo.changes(real_name="Bo Chen-Silva")
    await hall.platform.settled()
    await hall.ana.says("met Bo Chen-Silva at EuroPython")
    assert "Saved: you met Bo Chen-Silva" in (await hall.last(hall.ana)).text


async def test_who_it_is_is_not_asked_for_every_message(hall: Hall) -> None:
    for _ in range(5):
        await hall.ana.says("people")
        await hall.platform.settled()
    asked = [each.method for each in hall.slack.requests]
    assert asked.count("auth.test") == 1
    assert asked.count("users.info") == 1


async def test_a_group_conversation_is_no_place_to_answer_in(hall: Hall) -> None:
    hall.slack.channel(hall.team, "three", hall.ana.user.id, hall.bo.user.id, kind=Kind.GROUP_DM)
    await hall.ana.says(MET, "three")
    await hall.platform.settled()
    assert hall.seen(hall.ana, "three") == []
