"""Secrets of the instance by name, and locks that hold over all replicas."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as insert_or

from storage.tables.instance import KEYRING, LEASE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from bot.ports import Clock
    from storage.engine import Database
    from storage.secrets import Vault

LEASE_LENGTH = timedelta(seconds=30)
"""Longer than anything done under a lock, and how long others wait for one whose holder died."""

_POLL = 0.05

_NAMED = KEYRING.c.name == bindparam("named")
_GET = select(KEYRING.c.value).where(_NAMED)
_REMOVE = delete(KEYRING).where(_NAMED)
_TAKE = _REMOVE.returning(KEYRING.c.value)
# ON CONFLICT reads the same on SQLite, and SQLAlchemy writes it there too.
_ADD = insert_or(KEYRING)
_PUT = _ADD.on_conflict_do_update(index_elements=[KEYRING.c.name], set_={"value": _ADD.excluded.value})
_ASK = insert_or(LEASE)
_LEASE = _ASK.on_conflict_do_update(
    index_elements=[LEASE.c.name],
    set_={"holder": _ASK.excluded.holder, "until": _ASK.excluded.until},
    where=LEASE.c.until < bindparam("now", type_=LEASE.c.until.type),
)
_RELEASE = delete(LEASE).where(LEASE.c.name == bindparam("named"), LEASE.c.holder == bindparam("held_by"))


class Keyring:
    """See bot.ports.Keyring."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self._database = database
        self._box = vault.instance_box
        self._clock = clock

    async def get(self, name: str) -> str | None:
        async with self._database.reading() as connection:
            sealed = (await connection.execute(_GET, {"named": name})).scalar()
        return None if sealed is None else self._box.open(sealed, KEYRING.name, name)

    async def put(self, name: str, value: str) -> None:
        row = {"name": name, "value": self._box.seal(value, KEYRING.name, name)}
        async with self._database.writing() as connection:
            await connection.execute(_PUT, row)
            await connection.commit()

    async def take(self, name: str) -> str | None:
        async with self._database.writing() as connection:
            sealed = (await connection.execute(_TAKE, {"named": name})).scalar()
            await connection.commit()
        return None if sealed is None else self._box.open(sealed, KEYRING.name, name)

    async def remove(self, name: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(_REMOVE, {"named": name})
            await connection.commit()

    async def names(self, prefix: str) -> Sequence[str]:
        async with self._database.reading() as connection:
            found = (await connection.execute(select(KEYRING.c.name))).scalars().all()
        return sorted(name for name in found if name.startswith(prefix))

    @asynccontextmanager
    async def locked(self, name: str) -> AsyncGenerator[None]:
        holder = secrets.token_hex(8)
        while not await self._acquired(name, holder):  # noqa: ASYNC110 - the holder may be another process
            await asyncio.sleep(_POLL)
        try:
            yield
        finally:
            async with self._database.writing() as connection:
                await connection.execute(_RELEASE, {"named": name, "held_by": holder})
                await connection.commit()

    async def _acquired(self, name: str, holder: str) -> bool:
        now = self._clock.now()
        row = {"name": name, "holder": holder, "until": now + LEASE_LENGTH, "now": now}
        async with self._database.writing() as connection:
            took = (await connection.execute(_LEASE, row)).rowcount == 1
            await connection.commit()
        return took
