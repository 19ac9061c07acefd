"""Many deliveries, laid into a database as fast as it takes them, and a messenger that returns at once."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.domain.delivery import Accepted, Composed, DeliveryState, Due, Lookup, NoticeKind, Outcome, Parcel, Say, Seen
from bot.domain.ids import CommunityId, MemberId, new_id
from bot.domain.members import Account, Member
from bot.domain.reminders import Reminder
from bot.domain.times import Moment, ZoneName
from bot.reply import Reply
from bot.words import say
from scheduler.delivery import Delivery
from storage.ledger import Ledger
from storage.secrets import Vault
from storage.shapes import MEMBER, REMINDER
from storage.store import Store
from storage.tables.delivery import DELIVERY
from storage.tables.members import ACCOUNT
from storage.tables.members import MEMBER as MEMBER_TABLE
from storage.tables.notebook import REMINDER as REMINDER_TABLE

SECRET = b"thirty-two bytes that open it up"
START = datetime(2026, 3, 4, 10, tzinfo=UTC)
_UTC = ZoneName("UTC")
_CHUNK = 20_000
MEMBERS = 5000
"""With a million reminders that is 200 each, which is as many as a member may have."""


class Instantly:
    """A messenger whose platform takes no time."""

    platform = "local"

    def __init__(self) -> None:
        self.sent: list[tuple[str, float]] = []

    async def send(self, parcel: Parcel) -> Outcome:
        self.sent.append((parcel.delivery, time.time()))
        return Accepted(parcel.key, "channel")

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        return Seen((), "channel")

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        return Accepted(message, "channel")


@dataclass(slots=True)
class HandClock:
    at: datetime = START

    def now(self) -> datetime:
        return self.at


async def compose(community: CommunityId, dues: Sequence[Due], now: datetime) -> Sequence[Composed]:
    """The least there is to say."""
    return [
        Say(Reply.of(say("{subject}", subject=due.subject)), _account(community, due.recipient), "en", _UTC)
        for due in dues
    ]


def _account(community: CommunityId, member: MemberId) -> Account:
    return Account(community, "local", member, member, member)


@dataclass(slots=True)
class Crowd:
    """A community and what its members have coming."""

    store: Store
    community: CommunityId
    clock: HandClock = field(default_factory=HandClock)
    messenger: Instantly = field(default_factory=Instantly)

    async def join(self) -> None:
        box = Vault(SECRET).box(self.community)
        ids = [member_id(number) for number in range(MEMBERS)]
        members = [Member(member, f"Member {number}", _UTC, START) for number, member in enumerate(ids)]
        accounts = [asdict(_account(self.community, member)) for member in ids]
        async with self.store.database.writing() as connection:
            rows = [{"community": self.community, **MEMBER.to_row(member, box)} for member in members]
            await connection.execute(insert(MEMBER_TABLE), rows)
            await connection.execute(insert(ACCOUNT), accounts)
            await connection.commit()

    async def expect(self, dues: Iterable[datetime]) -> None:
        """A reminder for each of these, with its delivery, as the command would have left them."""
        box = Vault(SECRET).box(self.community)
        reminders: list[dict[str, object]] = []
        deliveries: list[dict[str, object]] = []
        for number, due_at in enumerate(dues):
            wall = due_at.replace(tzinfo=None, second=0, microsecond=0)
            moment, member = Moment(wall, _UTC), member_id(number)
            reminder = Reminder(new_id(START), member, "ask Bo about the grant", moment, START)
            reminders.append({"community": self.community, **REMINDER.to_row(reminder, box)})
            deliveries.append(_delivery(self.community, reminder, due_at))
            if len(deliveries) == _CHUNK:
                await self._lay(reminders, deliveries)
        await self._lay(reminders, deliveries)
        await self._settle()

    async def _lay(self, reminders: list[dict[str, object]], deliveries: list[dict[str, object]]) -> None:
        if deliveries:
            async with self.store.database.writing() as connection:
                await connection.execute(insert(REMINDER_TABLE), reminders)
                await connection.execute(insert(DELIVERY), deliveries)
                await connection.commit()
        reminders.clear()
        deliveries.clear()

    async def _settle(self) -> None:
        """Move what was written into the file: that is the price of the filling, not of what is measured."""
        async with self.store.database.engine.connect() as connection:
            raw: Any = (await connection.get_raw_connection()).driver_connection
            await raw.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    def delivery(self, **settings: object) -> Delivery:
        chosen: dict[str, object] = {
            "ledger": Ledger(self.store.database),
            "composer": compose,
            "messengers": {"local": self.messenger},
            "clock": self.clock,
            "secret": SECRET,
            "holder": "bench",
        }
        return Delivery(**{**chosen, **settings})  # pyright: ignore[reportArgumentType] - the settings are the benchmark's


def member_id(number: int) -> MemberId:
    return MemberId(f"member{number % MEMBERS:014}")


def _delivery(community: CommunityId, reminder: Reminder, due_at: datetime) -> dict[str, object]:
    return {
        "community": community,
        "id": new_id(due_at),
        "kind": NoticeKind.REMINDER,
        "subject": reminder.id,
        "recipient": reminder.owner,
        "occurrence": reminder.moment.key,
        "moment": reminder.moment,
        "due_at": due_at,
        "state": DeliveryState.PENDING,
        "next_at": due_at,
    }


@asynccontextmanager
async def crowd(path: Path) -> AsyncGenerator[Crowd]:
    """A fresh one in this file, or the one that is there."""
    async with Store.open(f"sqlite:///{path}", SECRET) as store:
        found = Crowd(store, await store.community("local", "bench", "Bench", START))
        async with store.reading(found.community) as work:
            is_new = await work.members.by_account("local", member_id(0)) is None
        if is_new:
            await found.join()
        yield found


def later(count: int) -> Iterable[datetime]:
    """So many moments in the ten years from tomorrow on."""
    step = timedelta(days=3650) / max(count, 1)
    return (START + timedelta(days=1) + step * number for number in range(count))


@asynccontextmanager
async def watching_the_loop() -> AsyncGenerator[list[float]]:
    """Gathers the milliseconds for which the event loop was held."""
    held: list[float] = []

    async def watch() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.001)
            held.append((time.perf_counter() - begun) * 1000 - 1)

    task = asyncio.create_task(watch())
    await asyncio.sleep(0)
    try:
        yield held
    finally:
        task.cancel()
