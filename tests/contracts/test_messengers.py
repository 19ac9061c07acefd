"""What delivery needs of every messenger: one message under its key, found again, removed; and no hidden retries."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.local.archive import Persona
from adapters.local.messenger import LocalMessenger
from adapters.local.workspace import Workspace
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.domain.delivery import Accepted, Destination, NotAccepted, Parcel, Refused, Say, Seen, Unknown, Unreadable
from bot.domain.ids import CommunityId, DeliveryId, MemberId
from bot.domain.members import Account
from bot.domain.together import Together
from bot.ports import Messenger
from bot.reply import Reply
from bot.words import say
from config.clocks import SimulatedClock
from storage.store import Store
from tests.adapters.discord.conftest import open_stage, parcel
from tests.adapters.slack.hall import open_hall
from tests.fakes.discord import add_system_channel
from tests.fakes.faults import CALM, Odds
from tests.fakes.messenger import HttpMessenger
from tests.fakes.platform import Platform, serving
from tests.fakes.post import Post
from tests.stores import NOW, SECRET, ZONE

ACCOUNT = Account(CommunityId("c1"), "fake", "u1", MemberId("m1"), "D1")


@dataclass(frozen=True)
class Way:
    """A messenger, and somebody it reaches."""

    messenger: Messenger
    account: Destination

    def parcel(self, key: str = "k1") -> Parcel:
        return _parcel(key, self.account)


def _parcel(key: str = "k1", account: Destination = ACCOUNT) -> Parcel:
    said = Say(Reply.of(say("Good morning")), account, "en", ZONE)
    return Parcel(key, account.community, DeliveryId("d1"), said)


def _is_group(way: Way) -> bool:
    return isinstance(way.account, Together)


@pytest.fixture
def platform() -> Platform:
    return Platform(odds=CALM)


@pytest.fixture
async def http(platform: Platform) -> AsyncIterator[HttpMessenger]:
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(serving(platform))
        yield await stack.enter_async_context(HttpMessenger.open(address))


@pytest.fixture
async def slack(tmp_path: Path) -> AsyncIterator[Way]:
    """In front of the fake Slack."""
    async with open_hall(tmp_path) as hall:
        community = await hall.core.store.community("slack", hall.team.id, "Community", NOW)
        account = Account(community, "slack", hall.ana.user.id, MemberId("m1"), hall.ana.direct.id)
        yield Way(hall.platform.messenger, account)


@pytest.fixture
async def discord(tmp_path: Path) -> AsyncIterator[Way]:
    """In front of the fake Discord, which has forgotten every nonce: only the marks in the messages are left."""
    async with open_stage(tmp_path) as stage:
        stage.fake.chat.nonce_window = 0
        yield Way(stage.platform.messenger, parcel(stage).say.to)


@pytest.fixture
async def local(tmp_path: Path) -> AsyncIterator[Way]:
    async with Store.open(f"sqlite+aiosqlite:///{tmp_path}/hallway.db", SECRET) as store, Workspace() as workspace:
        for user in ("ana", "bo"):
            await workspace.add_persona(Persona(user, user.capitalize(), ZONE))
        clock = SimulatedClock(NOW)
        dispatcher = Dispatcher(store, clock, COMMANDS, SECRET)
        account = Account(CommunityId("c1"), "local", "ana", MemberId("m1"))
        yield Way(LocalMessenger(workspace, dispatcher, clock), account)


@pytest.fixture
def local_group(local: Way) -> Way:
    return replace(local, account=Together(CommunityId("c1"), "local", ("ana", "bo"), "Ana and Bo"))


@pytest.fixture
async def slack_group(tmp_path: Path) -> AsyncIterator[Way]:
    async with open_hall(tmp_path) as hall:
        community = await hall.core.store.community("slack", hall.team.id, "Community", NOW)
        users = (hall.ana.user.id, hall.bo.user.id)
        yield Way(hall.platform.messenger, Together(community, "slack", users, "Ana and Bo"))


@pytest.fixture
async def discord_group(tmp_path: Path) -> AsyncIterator[Way]:
    """Again without any nonce."""
    async with open_stage(tmp_path) as stage:
        stage.fake.chat.nonce_window = 0
        add_system_channel(stage.fake, stage.guild)
        users = (stage.ana.user.id, stage.bo.user.id)
        to = Together(CommunityId("c1"), "discord", users, "Ana and Bo", stage.guild.id)
        yield Way(stage.platform.messenger, to)


MEMBERS = ["memory", "http", "local", "slack", "discord"]
GROUPS = ["local_group", "slack_group", "discord_group"]


@pytest.fixture(params=[*MEMBERS, *GROUPS])
def way(request: pytest.FixtureRequest) -> Way:
    match request.param:
        case "memory":
            return Way(Post(), ACCOUNT)
        case "http":
            return Way(request.getfixturevalue("http"), ACCOUNT)
        case _:
            return request.getfixturevalue(request.param)


@pytest.fixture(params=GROUPS)
def group(request: pytest.FixtureRequest) -> Way:
    return request.getfixturevalue(request.param)


async def test_what_was_sent_is_found_by_its_key_and_by_no_other(way: Way) -> None:
    sent = await way.messenger.send(way.parcel())
    assert isinstance(sent, Accepted)
    found = await way.messenger.look_up(way.parcel(), NOW - timedelta(minutes=1))
    assert isinstance(found, Seen)
    assert found.messages == (sent.message,)
    other = await way.messenger.look_up(way.parcel("k2"), NOW - timedelta(minutes=1))
    assert isinstance(other, Seen)
    assert other.messages == ()


async def test_copies_are_found_oldest_first_and_removed_one_by_one(way: Way) -> None:
    sent = [await way.messenger.send(way.parcel()) for _ in range(2)]
    first, second = (each.message for each in sent if isinstance(each, Accepted))
    found = await way.messenger.look_up(way.parcel(), NOW)
    assert isinstance(found, Seen)
    assert found.messages == (first, second)
    there = replace(way, account=replace(way.account, destination=found.destination)) if _is_group(way) else way
    for _ in range(2):
        assert isinstance(await way.messenger.remove(there.parcel(), second), Accepted)
    left = await way.messenger.look_up(way.parcel(), NOW)
    assert isinstance(left, Seen)
    assert left.messages == (first,)


async def test_a_group_is_found_again_where_it_is_known(group: Way) -> None:
    sent = await group.messenger.send(group.parcel())
    assert isinstance(sent, Accepted)
    known = replace(group, account=replace(group.account, destination=sent.destination))
    again = await known.messenger.send(known.parcel("k2"))
    assert isinstance(again, Accepted)
    assert again.destination == sent.destination
    found = await known.messenger.look_up(known.parcel("k2"), NOW - timedelta(minutes=1))
    assert found == Seen((again.message,), sent.destination)


async def test_a_group_in_which_somebody_is_unknown_is_refused_for_good(group: Way) -> None:
    assert isinstance(group.account, Together)
    users = (*group.account.users, "1")
    stranger = replace(group, account=replace(group.account, users=users))
    assert isinstance(await group.messenger.send(stranger.parcel()), Refused)


@pytest.mark.parametrize(
    ("odds", "outcome", "held"),
    [
        (Odds(1, 0, 0, 0), NotAccepted("rate limited", timedelta(seconds=1)), 0),
        (Odds(0, 1, 0, 0), Unknown("500"), 0),
        (Odds(0, 0, 1, 0), Unknown("500"), 1),
        (Odds(0, 0, 0, 1), Unknown("RemoteProtocolError"), 1),
    ],
)
async def test_every_fault_is_told_apart_and_posted_once(
    odds: Odds, outcome: NotAccepted | Unknown, held: int, platform: Platform, http: HttpMessenger
) -> None:
    platform.odds = odds
    assert await http.send(_parcel()) == outcome
    assert platform.posts == 1
    assert len(platform.channels["D1"]) == held
    assert isinstance(await http.look_up(_parcel(), NOW), Unreadable)


async def test_a_nonce_is_recognised_within_its_window(platform: Platform, http: HttpMessenger) -> None:
    platform.nonce_window = 60
    assert await http.send(_parcel()) == await http.send(_parcel())


async def test_limits_are_by_method_and_channel(platform: Platform, http: HttpMessenger) -> None:
    platform.limits["post"] = 1
    assert isinstance(await http.send(_parcel()), Accepted)
    assert isinstance(await http.send(_parcel()), NotAccepted)
    assert isinstance(await http.look_up(_parcel(), NOW), Seen)


async def test_where_nobody_listens_nothing_was_accepted() -> None:
    async with HttpMessenger.open("http://127.0.0.1:9") as messenger:
        outcome = await messenger.send(_parcel())
    assert isinstance(outcome, NotAccepted)


async def test_an_unknown_path_is_refused(platform: Platform) -> None:
    async with serving(platform) as address, HttpMessenger.open(f"{address}/nowhere") as messenger:
        assert isinstance(await messenger.send(_parcel()), Refused)
