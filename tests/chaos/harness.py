"""One run: deliveries are wanted, replicas are killed, and in the end the platform is counted."""

import asyncio
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import CommunityId, MemberId, new_id
from bot.domain.members import Account, Member
from bot.domain.times import Moment, ZoneName
from bot.domain.together import group_address
from storage.ledger import Ledger
from storage.store import Store
from storage.tables.delivery import DELIVERY
from tests.chaos import worker
from tests.chaos.replicas import Replicas
from tests.chaos.worker import PLATFORM, SECRET, TERMS, Setup
from tests.fakes.platform import Platform, serving

_UTC = ZoneName("UTC")
_MEMBERS = 60
_PAUSE = (0.2, 0.5)
_QUIET_FOR = 1.5
PATIENCE = 120.0
EVERY_SIXTH = 6


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


@dataclass(frozen=True, slots=True)
class Home:
    """Where members are: their users there, with the destination of those whose destination is known. Where it
    ``has_groups``, every sixth delivery is to two of them together."""

    platform: str
    community: CommunityId
    users: Mapping[str, str | None]
    has_groups: bool = False


@dataclass(frozen=True, slots=True)
class Crowd:
    """What the members on one platform want delivered there."""

    platform: str
    wanted: set[str]
    taken_back: set[str]

    def report(self, plan: Plan, copies: Mapping[str, int], violations: Sequence[str] = ()) -> Report:
        """``copies`` is how often each text stands on the platform."""
        return Report(
            plan,
            lost=len(self.wanted - copies.keys()),
            duplicated=sum(count > 1 for count in copies.values()),
            uncalled_for=len(copies.keys() - self.wanted),
            cancelled=len(self.taken_back),
            violations=tuple(violations),
        )


async def run(plan: Plan) -> Report:
    """Raises TimeoutError when deliveries do not come to an end once all is quiet."""
    platform = Platform(plan.seed, nonce_window=plan.nonce_window)
    async with Store.open(plan.url, SECRET) as store, serving(platform) as address:
        dice = random.Random(plan.seed)
        community = await store.community(PLATFORM, "chaos", "Chaos", datetime.now(UTC))
        users = {user: user for user in (f"member{number}" for number in range(_MEMBERS))}
        crowd = await gather(store, Home(PLATFORM, community, users), plan, dice)
        replicas = Replicas(worker.main, Setup(plan.url, address, "", plan.seed), plan.replicas, dice)
        violations = await strike(plan, replicas, Ledger(store.database, TERMS), dice)
        return crowd.report(plan, platform.copies(), violations)


async def strike(
    plan: Plan, replicas: Replicas, ledger: Ledger, dice: random.Random, patience: float = PATIENCE
) -> Sequence[str]:
    """Kill as planned, then let everything come to its end; what the database says of itself. Raises TimeoutError when
    it does not within so many seconds."""
    try:
        for _ in range(plan.kills):
            replicas.tend()
            await asyncio.sleep(dice.uniform(*_PAUSE))
            replicas.strike()
        replicas.calm()
        await _settle_down(ledger, replicas, patience)
    finally:
        await asyncio.to_thread(replicas.stop)
    return await ledger.violations()


async def gather(store: Store, home: Home, plan: Plan, dice: random.Random) -> Crowd:
    """Make members of them, with deliveries all through the strikes; one in twenty is taken back at once."""
    now = datetime.now(UTC)
    members = await _join(store, home, now)
    rows = [
        _row(
            home.community,
            _recipient(home, members, number, dice),
            f"{home.platform}{number:06}",
            now,
            dice.random() * plan.seconds,
        )
        for number in range(plan.deliveries)
    ]
    async with store.database.writing() as connection:
        await connection.execute(insert(DELIVERY), rows)
        await connection.commit()
    recipients = {str(row["subject"]): MemberId(str(row["recipient"])) for row in rows}
    taken_back = set(dice.sample(sorted(recipients), plan.deliveries // 20))
    await _take_back(store, home.community, {subject: recipients[subject] for subject in sorted(taken_back)})
    return Crowd(home.platform, recipients.keys() - taken_back, taken_back)


async def _join(store: Store, home: Home, now: datetime) -> list[MemberId]:
    """Their ids are those of their users."""
    async with store.work(home.community) as work:
        for user, destination in home.users.items():
            account = Account(home.community, home.platform, user, MemberId(user), destination)
            await work.members.join(Member(MemberId(user), user, _UTC, now), account)
        await work.commit()
    return [MemberId(user) for user in home.users]


def _recipient(home: Home, members: Sequence[MemberId], number: int, dice: random.Random) -> MemberId:
    if home.has_groups and number % EVERY_SIXTH == 0:
        return group_address("+".join(sorted(dice.sample(members, 2))))
    return dice.choice(members)


async def _take_back(store: Store, community: CommunityId, recipients: Mapping[str, MemberId]) -> None:
    async with store.work(community) as work:
        for subject, recipient in recipients.items():
            await work.outbox.align(
                kind=NoticeKind.REMINDER, subject=subject, recipient=recipient, moment=None, unasked=False
            )
        await work.commit()


def _row(community: CommunityId, recipient: MemberId, subject: str, now: datetime, after: float) -> dict[str, object]:
    due_at = now + timedelta(seconds=after)
    moment = Moment(due_at.replace(tzinfo=None, second=0, microsecond=0), _UTC)
    return {
        "community": community,
        "id": new_id(due_at),
        "kind": NoticeKind.REMINDER,
        "subject": subject,
        "recipient": recipient,
        "occurrence": moment.key,
        "moment": moment,
        "due_at": due_at,
        "state": DeliveryState.PENDING,
        "next_at": due_at,
    }


async def _settle_down(ledger: Ledger, replicas: Replicas, patience: float) -> None:
    """Until nothing is open and no audit waits, and it stays so."""
    quiet_since = None
    async with asyncio.timeout(patience):
        while quiet_since is None or time.monotonic() - quiet_since < _QUIET_FOR:
            replicas.tend(armed=False)
            await asyncio.sleep(0.2)
            if await ledger.next_due() is not None:
                quiet_since = None
            elif quiet_since is None:
                quiet_since = time.monotonic()
