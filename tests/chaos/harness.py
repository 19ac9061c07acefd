"""One run: deliveries are wanted, replicas are killed, and in the end the platform is counted."""

import asyncio
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import CommunityId, MemberId, new_id
from bot.domain.members import Account, Member
from bot.domain.times import Moment, ZoneName
from storage.ledger import Ledger
from storage.store import Store
from storage.tables.delivery import DELIVERY
from tests.chaos.replicas import Replicas
from tests.chaos.worker import PLATFORM, SECRET, TERMS, Setup
from tests.fakes.platform import Platform, serving

_UTC = ZoneName("UTC")
_MEMBERS = 60
_PAUSE = (0.2, 0.5)
_QUIET_FOR = 1.5
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Plan:
    url: str
    kills: int
    deliveries: int
    seed: int = 1
    replicas: int = 3
    nonce_window: float = 0.0

    @property
    def seconds(self) -> float:
        """How long the strikes take, about."""
        return self.kills * sum(_PAUSE) / 2


@dataclass(frozen=True, slots=True)
class Report:
    """``cancelled`` were taken back before they were due; ``violations`` is what the database says of itself."""

    plan: Plan
    lost: int
    duplicated: int
    uncalled_for: int
    cancelled: int
    violations: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.duplicated or self.uncalled_for or self.violations)

    def __str__(self) -> str:
        return (
            f"chaos: {self.plan.kills} kills, {self.plan.deliveries} deliveries, "
            f"{self.lost} lost, {self.duplicated} duplicated (seed {self.plan.seed})"
        )


async def run(plan: Plan) -> Report:
    """Raises TimeoutError when deliveries do not come to an end once all is quiet."""
    platform = Platform(plan.seed, nonce_window=plan.nonce_window)
    async with Store.open(plan.url, SECRET) as store, serving(platform) as address:
        dice = random.Random(plan.seed)
        wanted, taken_back = await _want(store, plan, dice)
        replicas = Replicas(Setup(plan.url, address, "", plan.seed), plan.replicas, dice)
        try:
            for _ in range(plan.kills):
                replicas.tend()
                await asyncio.sleep(dice.uniform(*_PAUSE))
                replicas.strike()
            replicas.calm()
            ledger = Ledger(store.database, TERMS)
            await _settle_down(ledger, replicas)
        finally:
            await asyncio.to_thread(replicas.stop)
        return _count(plan, platform.copies(), wanted, taken_back, tuple(await ledger.violations()))


async def _want(store: Store, plan: Plan, dice: random.Random) -> tuple[set[str], set[str]]:
    """Deliveries due all through the strikes; one in twenty is taken back at once."""
    now = datetime.now(UTC)
    community = await store.community(PLATFORM, "chaos", "Chaos", now)
    members = await _join(store, community, now)
    rows = [
        _row(community, dice.choice(members), number, now, dice.random() * plan.seconds)
        for number in range(plan.deliveries)
    ]
    async with store.database.writing() as connection:
        await connection.execute(insert(DELIVERY), rows)
        await connection.commit()
    subjects = {str(row["subject"]): str(row["recipient"]) for row in rows}
    taken_back = set(dice.sample(sorted(subjects), plan.deliveries // 20))
    async with store.work(community) as work:
        for subject in sorted(taken_back):
            recipient = MemberId(subjects[subject])
            await work.outbox.align(
                kind=NoticeKind.REMINDER, subject=subject, recipient=recipient, moment=None, unasked=False
            )
        await work.commit()
    return set(subjects) - taken_back, taken_back


async def _join(store: Store, community: CommunityId, now: datetime) -> list[MemberId]:
    members = [MemberId(f"member{number}") for number in range(_MEMBERS)]
    async with store.work(community) as work:
        for member in members:
            account = Account(community, PLATFORM, member, member, member)
            await work.members.join(Member(member, member, _UTC, now), account)
        await work.commit()
    return members


def _row(community: CommunityId, recipient: MemberId, number: int, now: datetime, after: float) -> dict[str, object]:
    due_at = now + timedelta(seconds=after)
    moment = Moment(due_at.replace(tzinfo=None, second=0, microsecond=0), _UTC)
    return {
        "community": community,
        "id": new_id(due_at),
        "kind": NoticeKind.REMINDER,
        "subject": f"r{number:06}",
        "recipient": recipient,
        "occurrence": moment.key,
        "moment": moment,
        "due_at": due_at,
        "state": DeliveryState.PENDING,
        "next_at": due_at,
    }


async def _settle_down(ledger: Ledger, replicas: Replicas) -> None:
    """Until nothing is open and no audit waits, and it stays so."""
    quiet_since = None
    async with asyncio.timeout(_PATIENCE):
        while quiet_since is None or time.monotonic() - quiet_since < _QUIET_FOR:
            replicas.tend(armed=False)
            await asyncio.sleep(0.2)
            if await ledger.next_due() is not None:
                quiet_since = None
            elif quiet_since is None:
                quiet_since = time.monotonic()


def _count(
    plan: Plan, copies: dict[str, int], wanted: set[str], taken_back: set[str], violations: tuple[str, ...]
) -> Report:
    return Report(
        plan,
        lost=len(wanted - copies.keys()),
        duplicated=sum(count > 1 for count in copies.values()),
        uncalled_for=len(copies.keys() - wanted),
        cancelled=len(taken_back),
        violations=violations,
    )
