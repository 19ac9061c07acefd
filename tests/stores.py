"""Stores for tests: every database Hallway runs on, and a community with two members who must not see each other."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.ids import CommunityId, MemberId, new_id
from bot.domain.members import Account, Member
from bot.domain.times import ZoneName
from storage.store import Store
from tests.blank import put_blank

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
SECRET = b"thirty-two bytes that open it up"
ZONE = ZoneName("Europe/Lisbon")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with every table and nothing in them; the test runs once on each kind."""
    return request.getfixturevalue("postgres_url") if request.param == "postgres" else put_blank(tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same for one in which there is nothing at all."""
    if request.param == "postgres":
        return request.getfixturevalue("bare_postgres_url")
    return f"sqlite:///{tmp_path}/hallway.db"


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open store on a fresh database."""
    async with Store.open(database_url, SECRET) as opened:
        yield opened


@dataclass(frozen=True)
class Town:
    """A community in which Ana and Bo are members."""

    store: Store
    community: CommunityId
    ana: MemberId = field(default_factory=lambda: MemberId(new_id(NOW)))
    bo: MemberId = field(default_factory=lambda: MemberId(new_id(NOW)))


async def settle(store: Store, team: str = "T1") -> Town:
    """A fresh community with its two members."""
    town = Town(store, await store.community("local", team, team, NOW))
    async with store.work(town.community) as work:
        for member, name in ((town.ana, "Ana Silva"), (town.bo, "Bo Chen")):
            account = Account(town.community, "local", name.split()[0].lower(), member)
            await work.members.join(Member(member, name, ZONE, NOW), account)
        await work.commit()
    return town


@pytest.fixture
async def town(store: Store) -> Town:
    return await settle(store)
