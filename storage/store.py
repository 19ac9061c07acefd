"""Everything that is kept, behind one door."""

from __future__ import annotations

import hmac
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.ids import CommunityId, new_id
from bot.errors import DatabaseError, SecretError
from storage.checking import check
from storage.engine import Database, open_engine
from storage.feeds import feed_by
from storage.keyring import Keyring
from storage.migrate import migrate_database
from storage.outbox import Outbox
from storage.pruning import prune
from storage.rounds import due_draws, next_draw
from storage.secrets import KEY, Vault
from storage.spaces import spaces, span
from storage.tables.instance import KEY_CHECK
from storage.tables.members import ACCOUNT, COMMUNITY, WORKSPACE
from storage.unit import Unit
from storage.work import Work
from storage.zone_rules import follow_zone_rules

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Executable
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.feeds import Feed
    from bot.ports import Clock
    from storage.spaces import Space

_FIND_COMMUNITY = select(WORKSPACE.c.community).where(
    WORKSPACE.c.platform == bindparam("on_platform"), WORKSPACE.c.team == bindparam("of_team")
)
_HOMES = (
    select(ACCOUNT.c.community)
    .where(ACCOUNT.c.platform == bindparam("on_platform"), ACCOUNT.c.user == bindparam("of_user"))
    .order_by(ACCOUNT.c.entered_at.desc().nulls_last(), ACCOUNT.c.community)
)
_ENTER = (
    update(ACCOUNT)
    .where(
        ACCOUNT.c.community == bindparam("in_community"),
        ACCOUNT.c.platform == bindparam("on_platform"),
        ACCOUNT.c.user == bindparam("of_user"),
    )
    .values(entered_at=bindparam("at"))
)
_TEAMS = select(WORKSPACE.c.team).where(
    WORKSPACE.c.platform == bindparam("on_platform"), WORKSPACE.c.suspended_at.is_(None)
)
_SUSPEND = (
    update(WORKSPACE)
    .where(WORKSPACE.c.platform == bindparam("on_platform"), WORKSPACE.c.team == bindparam("of_team"))
    .values(suspended_at=bindparam("at"))
)
_NOW = select(func.clock_timestamp())
_ADD_COMMUNITY = insert(COMMUNITY)
# ON CONFLICT reads the same on SQLite, and SQLAlchemy writes it there too.
_ADD_WORKSPACE = insert_or(WORKSPACE).on_conflict_do_nothing()
_KEEP_PROOF = insert_or(KEY_CHECK).on_conflict_do_nothing()
_PROOF = select(KEY_CHECK.c.proof).where(KEY_CHECK.c.key == KEY)


class Store:
    """See bot.ports.Store."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, secret: bytes) -> AsyncGenerator[Store]:
        """Bring the database up to date and open it. Raise SchemaError for one from a newer Hallway, SecretError for
        one that was sealed with another secret, DatabaseError for one that does not answer."""
        async with open_engine(url) as database:
            try:
                await migrate_database(database)
            except (OSError, SQLAlchemyError) as error:
                raise DatabaseError(f"the database does not answer: {_first_line(error)}") from error
            vault = Vault(secret)
            await _check_secret(database, vault)
            yield cls(database, vault)

    @property
    def database(self) -> Database:
        """For the parts of storage that look across communities: claiming deliveries, leases, checks."""
        return self._database

    def keyring(self, clock: Clock) -> Keyring:
        return Keyring(self._database, self._vault, clock)

    @asynccontextmanager
    async def work(self, community: CommunityId) -> AsyncGenerator[Work]:
        async with self._database.writing() as connection:
            yield self._work(connection, community)

    @asynccontextmanager
    async def reading(self, community: CommunityId) -> AsyncGenerator[Work]:
        async with self._database.reading() as connection:
            yield self._work(connection, community)

    async def prune(self, now: datetime) -> int:
        """Let go of changes and events past their time: for a tick every hour or so."""
        return await prune(self._database, now)

    async def now(self) -> datetime | None:
        """What time it is for the database; none where it has no clock of its own."""
        if self._database.is_sqlite:
            return None
        async with self._database.reading() as connection:
            return (await connection.execute(_NOW)).scalar_one()

    async def follow_zone_rules(self, release: str) -> int:
        """Move what is to come to where this release of tzdata has its wall times; how many deliveries moved."""
        return await follow_zone_rules(self._database, release)

    async def check(self, now: datetime) -> Sequence[str]:
        """What is wrong with the data, one line for the operator each; empty when all is well. Reads everything."""
        return await check(self._database, now)

    async def find_community(self, platform: str, team: str) -> CommunityId | None:
        """The community of a workspace or server that was here before."""
        async with self._database.reading() as connection:
            found = (await connection.execute(_FIND_COMMUNITY, {"on_platform": platform, "of_team": team})).scalar()
        return None if found is None else CommunityId(found)

    async def community(self, platform: str, team: str, name: str, at: datetime) -> CommunityId:
        found = await self.find_community(platform, team)
        return found or CommunityId(await self._found(platform, team, name, at))

    async def feed(self, fingerprint: str) -> Feed | None:
        async with self._database.reading() as connection:
            return await feed_by(connection, fingerprint)

    async def next_draw(self) -> datetime | None:
        async with self._database.reading() as connection:
            return await next_draw(connection)

    async def due_draws(self, now: datetime) -> Sequence[tuple[CommunityId, str]]:
        async with self._database.reading() as connection:
            return await due_draws(connection, now)

    async def homes(self, platform: str, user: str) -> Sequence[CommunityId]:
        async with self._database.reading() as connection:
            found = await connection.execute(_HOMES, {"on_platform": platform, "of_user": user})
            return [CommunityId(each) for each in found.scalars()]

    async def entered(self, community: CommunityId, platform: str, user: str, at: datetime) -> None:
        await self._run(_ENTER, {"in_community": community, "on_platform": platform, "of_user": user, "at": at})

    async def teams(self, platform: str) -> Sequence[str]:
        async with self._database.reading() as connection:
            return (await connection.execute(_TEAMS, {"on_platform": platform})).scalars().all()

    async def suspend(self, platform: str, team: str, at: datetime) -> None:
        await self._run(_SUSPEND, {"on_platform": platform, "of_team": team, "at": at})

    async def resume(self, platform: str, team: str) -> None:
        await self._run(_SUSPEND, {"on_platform": platform, "of_team": team, "at": None})

    async def spaces(self) -> Sequence[Space]:
        """Every workspace and server there is."""
        async with self._database.reading() as connection:
            return await spaces(connection)

    async def span(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        """Make one community of those of two (platform, team). Raise BadSettings where that cannot be."""
        await span(self._database, one, other)

    async def _run(self, statement: Executable, values: Mapping[str, object]) -> None:
        async with self._database.writing() as connection:
            await connection.execute(statement, values)
            await connection.commit()

    async def _found(self, platform: str, team: str, name: str, at: datetime) -> str:
        """Two may found the same community at once; the second takes its own back and gets the first's."""
        fresh = new_id(at)
        async with self._database.writing() as connection:
            await connection.execute(_ADD_COMMUNITY, {"id": fresh, "name": name, "created_at": at})
            row = {"platform": platform, "team": team, "community": fresh}
            if (await connection.execute(_ADD_WORKSPACE, row)).rowcount == 1:
                await connection.commit()
                return fresh
        return await self.community(platform, team, name, at)

    def _work(self, connection: AsyncConnection, community: CommunityId) -> Work:
        return Work(Unit(connection, community, self._vault.box(community), Outbox(connection, community)))


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]


async def _check_secret(database: Database, vault: Vault) -> None:
    async with database.reading() as connection:
        proof = (await connection.execute(_PROOF)).scalar()
    if proof is None:
        async with database.writing() as connection:
            await connection.execute(_KEEP_PROOF, {"key": KEY, "proof": vault.proof})
            await connection.commit()
            proof = (await connection.execute(_PROOF)).scalar()
    if not hmac.compare_digest(proof or b"", vault.proof):
        raise SecretError(
            "This database was sealed with another secret: give Hallway the secret it was first started with."
        )
