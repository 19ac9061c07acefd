"""Where deliveries are put on in tests: a town, a clock of our own, a post office, and as many replicas as wanted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from bot.domain.claims import Terms, Tried
from bot.domain.delivery import Composed, DeliveryState, Due, NoticeKind, Say
from bot.domain.ids import CommunityId, MemberId, new_id
from bot.domain.members import Account
from bot.domain.times import Moment, Rule, local_at
from bot.reply import Reply
from bot.words import say
from scheduler.delivery import Delivery
from storage.ledger import Ledger
from storage.tables.delivery import ATTEMPT, DELIVERY
from tests.fakes.post import Post
from tests.stores import NOW, SECRET, ZONE, Town


@dataclass(slots=True)
class StageClock:
    """Stands still until it is moved."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass(slots=True)
class Script:
    """A composer that says the subject, and when it was due where that is past; or what ``lines`` has for it."""

    lines: dict[str, Composed] = field(default_factory=dict[str, Composed])
    poison: set[str] = field(default_factory=set[str])

    async def __call__(self, community: CommunityId, dues: Sequence[Due], now: datetime) -> Sequence[Composed]:
        if any(due.subject in self.poison for due in dues):
            raise RuntimeError("poison")
        return [self.lines.get(due.subject) or _say(community, due, now) for due in dues]


def _say(community: CommunityId, due: Due, now: datetime) -> Composed:
    late = f" (due {due.moment.key})" if now - due.due_at > timedelta(minutes=5) else ""
    reply = Reply.of(say("{subject}{late}", subject=due.subject, late=late))
    return Say(reply, Account(community, "local", due.recipient, due.recipient, due.recipient), "en", ZONE, due.unasked)


@dataclass(slots=True)
class Stage:
    """One town's deliveries. ``wall`` and ``monotonic`` move together."""

    town: Town
    clock: StageClock = field(default_factory=StageClock)
    post: Post = field(default_factory=Post)
    script: Script = field(default_factory=Script)
    terms: Terms = field(default_factory=Terms)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.town.store.database, self.terms)

    def replica(self, name: str = "one", **settings: object) -> Delivery:
        chosen: Mapping[str, object] = {
            "ledger": self.ledger,
            "composer": self.script,
            "messengers": {"local": self.post},
            "clock": self.clock,
            "secret": SECRET,
            "holder": name,
            "terms": self.terms,
            "monotonic": lambda: self.clock.now().timestamp(),
            "luck": lambda: 1.0,
        }
        return Delivery(**{**chosen, **settings})  # pyright: ignore[reportArgumentType] - the settings are a test's own

    def moment(self, **later: float) -> Moment:
        return Moment(local_at(NOW + timedelta(**later), ZONE), ZONE)

    async def plan(self, subject: str, moment: Moment | None = None, *, to: MemberId | None = None) -> None:
        """A reminder of this name, a minute from the start unless a moment is given; moved when it exists."""
        async with self.town.store.work(self.town.community) as work:
            await work.outbox.align(
                kind=NoticeKind.REMINDER,
                subject=subject,
                recipient=to or self.town.ana,
                moment=moment or self.moment(minutes=1),
                unasked=False,
            )
            await work.commit()

    async def cancel(self, subject: str) -> bool:
        """Whether it was too late, as a command would find out."""
        async with self.town.store.work(self.town.community) as work:
            is_being_sent = await work.outbox.is_being_sent(NoticeKind.REMINDER, subject)
            await work.outbox.align(
                kind=NoticeKind.REMINDER, subject=subject, recipient=self.town.ana, moment=None, unasked=False
            )
            await work.commit()
        return is_being_sent

    async def plan_many(self, count: int, *, rule: Rule | None = None, recipients: int = 50) -> None:
        """``count`` reminders, all due a minute from the start."""
        moment = replace(self.moment(minutes=1), rule=rule)
        rows = [
            {
                "community": self.town.community,
                "id": new_id(NOW),
                "kind": NoticeKind.REMINDER,
                "subject": f"r{number:05}",
                "recipient": f"member{number % recipients}",
                "occurrence": moment.key,
                "moment": moment,
                "due_at": moment.instant,
                "state": DeliveryState.PENDING,
                "next_at": moment.instant,
            }
            for number in range(count)
        ]
        async with self.town.store.database.writing() as connection:
            await connection.execute(insert(DELIVERY), rows)
            await connection.commit()

    async def pass_time(self, replica: Delivery, *, until: datetime | None = None, **later: float) -> Counter[Tried]:
        """Move the clock from one due moment to the next, as far as it goes, and deliver at each."""
        until, total = until or self.clock.at + timedelta(**later), Counter[Tried]()
        while (due := await replica.next_due()) is not None and due <= until:
            self.clock.at = max(self.clock.at, due)
            total += await replica.run_due()
        self.clock.at = until
        return total

    async def is_sound(self) -> bool:
        """Whether all promises about deliveries hold."""
        return await self.ledger.violations() == []

    async def states(self) -> dict[str, str]:
        """The state of the newest delivery of each subject."""
        async with self.town.store.database.reading() as connection:
            rows = await connection.execute(select(DELIVERY.c.subject, DELIVERY.c.state).order_by(DELIVERY.c.due_at))
            return {row.subject: str(row.state) for row in rows}

    async def attempts(self) -> list[str]:
        async with self.town.store.database.reading() as connection:
            return list((await connection.execute(select(ATTEMPT.c.outcome).order_by(ATTEMPT.c.n))).scalars())


@pytest.fixture
def stage(town: Town) -> Stage:
    return Stage(town)
