"""What a group is to be told: once, in one conversation of all of them; where there can be none, each of them alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.delivery import Drop, Due, NoticeKind, Say
from bot.domain.ids import DeliveryId, MemberId
from bot.domain.members import Account, Member, QuietHours
from bot.domain.noticeboard import Noticeboard
from bot.domain.times import Moment, Precision, ZoneName, local_at
from bot.domain.together import Together, group_address, is_group, subject_of, told_together
from bot.notices import Notices
from bot.notices.writing import Members, Message, ToGroup, Written
from bot.ports import Work
from bot.reply import Reply
from bot.words import by_name, say
from scheduler.delivery import Delivery
from tests.fakes.post import LOST_REPLY, Post
from tests.scheduler.stage import Stage
from tests.stores import NOW, ZONE

GROUP = group_address("talk")


@dataclass
class Pairing:
    """Ana and Bo are to be told of each other, from ``due`` on."""

    stage: Stage
    slack: Post = field(default_factory=lambda: Post("slack"))
    members: tuple[MemberId, ...] = ()
    is_over: bool = False

    async def write(self, work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
        del work, now
        written: Written = {}
        for due in dues:
            assert subject_of(due).startswith("talk")
            if self.is_over:
                written[due.id] = Drop("over")
            elif is_group(due.recipient):
                written[due.id] = ToGroup(Reply.of(say("You two, talk")), self.both, "Ana and Bo")
            else:
                name = by_name(_Named(members[due.recipient]))
                written[due.id] = Message(Reply.of(say("{name}, talk to the other", name=name)), instead_of=GROUP)
        return written

    @property
    def both(self) -> tuple[MemberId, ...]:
        return self.members or (self.stage.town.ana, self.stage.town.bo)

    @property
    def replica(self) -> Delivery:
        notices = Notices(self.stage.town.store, {NoticeKind.REMINDER: self.write})
        ways_out = {"local": self.stage.post, "slack": self.slack}
        return self.stage.replica(composer=notices, messengers=ways_out)

    async def begins(self, moment: Moment | None = None) -> None:
        """As a record of both of them would have it."""
        moment = moment or self.stage.moment(minutes=1)
        for wanted in told_together(NoticeKind.REMINDER, "talk", self.both, moment):
            await self.stage.plan(wanted.subject, wanted.moment, to=wanted.recipient)

    async def passes(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        await self.stage.pass_time(self.replica, hours=hours, minutes=minutes, seconds=seconds)

    async def joins(self, member: MemberId, platform: str, user: str) -> None:
        """With another account of theirs."""
        async with self.stage.town.store.work(self.stage.town.community) as work:
            gone = MemberId(f"gone{user}{platform}")
            account = Account(self.stage.town.community, platform, user, gone)
            await work.members.join(Member(gone, user, ZONE, NOW), account)
            await work.commit()
        async with self.stage.town.store.work(self.stage.town.community) as work:
            await work.members.absorb(gone, member)
            await work.commit()

    async def changes(self, member: MemberId, **fields: object) -> None:
        async with self.stage.town.store.work(self.stage.town.community) as work:
            await work.members.save(replace(await work.members.get(member), **fields))  # pyright: ignore[reportArgumentType] - by name
            await work.commit()


@dataclass(frozen=True)
class _Named:
    who: Member

    @property
    def name(self) -> str:
        return self.who.name

    @property
    def member(self) -> MemberId | None:
        return None


@pytest.fixture
def pairing(stage: Stage) -> Pairing:
    return Pairing(stage)


ALONE = ["Ana Silva, talk to the other", "Bo Chen, talk to the other"]


async def test_all_of_them_are_told_at_once_and_nobody_alone(pairing: Pairing) -> None:
    await pairing.begins()
    await pairing.passes(hours=1)
    assert pairing.stage.post.said == ["You two, talk"]
    assert pairing.stage.post.requests == ["ana&bo"]
    assert sorted((await pairing.stage.states()).values()) == ["cancelled", "cancelled", "sent"]
    assert await pairing.stage.is_sound()


async def test_where_the_platform_opens_none_each_is_told_alone(pairing: Pairing) -> None:
    pairing.stage.post.refused.add("ana&bo")
    await pairing.begins()
    await pairing.passes(minutes=2)
    assert sorted(pairing.stage.post.said) == ALONE
    assert await pairing.stage.is_sound()


async def test_nobody_is_told_alone_while_the_group_may_yet_be(pairing: Pairing) -> None:
    pairing.stage.post.orders.append(LOST_REPLY)
    await pairing.begins()
    await pairing.passes(seconds=90)
    assert pairing.stage.post.said == ["You two, talk"]
    await pairing.passes(hours=1)
    assert pairing.stage.post.said == ["You two, talk"]
    assert sorted((await pairing.stage.states()).values()) == ["cancelled", "cancelled", "sent"]


async def test_a_refusal_of_the_group_waits_for_nobody_to_come_back(pairing: Pairing) -> None:
    pairing.stage.post.refused.add("ana&bo")
    await pairing.begins()
    await pairing.passes(minutes=2)
    async with pairing.stage.town.store.reading(pairing.stage.town.community) as work:
        assert [each for member in (GROUP, *pairing.both) for each in await work.outbox.unseen(member)] == []
        assert await work.counting.undelivered(NOW) == []


async def test_without_a_platform_in_common_each_is_told_alone(pairing: Pairing) -> None:
    town = pairing.stage.town
    async with town.store.work(town.community) as work:
        mia = Member(MemberId("mia"), "Mia Olsen", ZONE, NOW)
        await work.members.join(mia, Account(town.community, "slack", "mia", mia.id))
        await work.commit()
    pairing.members = (town.ana, mia.id)
    await pairing.begins()
    await pairing.passes(minutes=2)
    assert pairing.stage.post.said == ["Ana Silva, talk to the other"]
    assert pairing.slack.said == ["Mia Olsen, talk to the other"]


async def test_of_two_platforms_in_common_they_are_told_on_the_one_they_prefer(pairing: Pairing) -> None:
    town = pairing.stage.town
    for member, user in ((town.ana, "UANA"), (town.bo, "UBO")):
        await pairing.joins(member, "slack", user)
        await pairing.changes(member, prefers="slack")
    await pairing.begins()
    await pairing.passes(minutes=2)
    assert (pairing.slack.requests, pairing.stage.post.requests) == (["UANA&UBO"], [])


async def test_they_wait_for_a_platform_that_cannot_be_reached(pairing: Pairing) -> None:
    await pairing.stage.town.store.suspend("local", "T1", NOW)
    await pairing.begins()
    await pairing.passes(hours=2)
    assert pairing.stage.post.said == []
    await pairing.stage.town.store.resume("local", "T1")
    await pairing.passes(hours=8)
    assert [each.partition("\n")[0] for each in pairing.stage.post.said] == ["You two, talk"]


async def test_what_is_over_is_told_to_nobody(pairing: Pairing) -> None:
    await pairing.begins()
    pairing.is_over = True
    await pairing.passes(hours=1)
    assert pairing.stage.post.said == []
    assert set((await pairing.stage.states()).values()) == {"cancelled"}


async def test_where_somebody_is_gone_the_others_are_told_alone(pairing: Pairing) -> None:
    await pairing.begins()
    town = pairing.stage.town
    async with town.store.work(town.community) as work:
        await work.book(town.bo).forget_everything()
        await work.commit()
    await pairing.passes(hours=1)
    assert pairing.stage.post.said == ["Ana Silva, talk to the other"]


async def test_a_group_that_was_told_before_is_told_in_the_same_place(pairing: Pairing) -> None:
    await pairing.begins()
    await pairing.passes(minutes=2)
    await pairing.stage.plan("talk/again", pairing.stage.moment(minutes=10), to=GROUP)
    told: list[object] = []

    async def look() -> None:
        async with pairing.stage.town.store.reading(pairing.stage.town.community) as work:
            told.extend(await work.outbox.spoken_to([GROUP]))

    await pairing.passes(minutes=20)
    await look()
    assert len(pairing.stage.post.said) == 2
    assert {getattr(each, "destination", None) for each in told} == {"ana&bo"}


QUIET = QuietHours(time(21), time(8))


@pytest.mark.parametrize(
    ("zones", "at", "told"),
    [
        (("Europe/Lisbon", "Europe/Lisbon"), "2026-03-04T22:00", "2026-03-05T08:00"),
        (("Europe/Lisbon", "America/New_York"), "2026-03-04T09:00", "2026-03-04T13:00"),
        (("Europe/Lisbon", "America/New_York"), "2026-03-04T14:00", "2026-03-04T14:00"),
        (("Europe/Lisbon", "Australia/Sydney"), "2026-03-04T14:00", "2026-03-05T08:00"),
    ],
)
async def test_they_are_told_when_none_of_them_has_quiet_hours(
    zones: tuple[str, str], at: str, told: str, pairing: Pairing
) -> None:
    for member, zone in zip(pairing.both, zones, strict=True):
        await pairing.changes(member, zone=ZoneName(zone), quiet=QUIET)
    due, expected = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (at, told))
    await pairing.begins(Moment(local_at(due, ZONE), ZONE, Precision.DAY))
    await pairing.stage.pass_time(pairing.replica, until=expected - timedelta(seconds=1))
    assert pairing.stage.post.said == []
    await pairing.stage.pass_time(pairing.replica, until=expected + timedelta(seconds=2))
    assert pairing.stage.post.said == ["You two, talk"]


async def test_threads_begin_where_meetups_are_announced(pairing: Pairing) -> None:
    town, moment = pairing.stage.town, pairing.stage.moment(minutes=1)
    async with town.store.work(town.community) as work:
        await work.meetups.hang(Noticeboard(town.community, NOW, {"local": "events"}))
        await work.commit()
    due = Due(DeliveryId("d1"), NoticeKind.REMINDER, "talk", GROUP, moment, moment.instant)
    notices = Notices(town.store, {NoticeKind.REMINDER: pairing.write})
    (composed,) = await notices(town.community, [due], moment.instant)
    assert isinstance(composed, Say)
    assert composed.to == Together(town.community, "local", ("ana", "bo"), "Ana and Bo", "T1", "events")


def test_addresses_of_groups_are_those_of_nobody_else() -> None:
    assert is_group(GROUP)
    assert not is_group(MemberId("0123456789abcdefghij"))
    assert not is_group(MemberId("#local:meetups"))
