"""Meetups to store, and members who answer to them, without any command."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import MemberId, new_id
from bot.domain.meetups import Meetup, Override, occurrence
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.seats import Hall
from bot.domain.times import Moment, Rule
from storage.tables.delivery import DELIVERY
from tests.storage.samples import change
from tests.stores import NOW, ZONE, Town

KEY = "2026-03-12T19:00"


def meetup(host: MemberId, *, rule: str | None = None, capacity: int | None = None) -> Meetup:
    starts = Moment(datetime.fromisoformat(KEY), ZONE, rule=Rule.parse(rule) if rule else None)
    return Meetup(new_id(NOW), host, "Rust night", starts, NOW, where="Café Luz", capacity=capacity).reaching()


async def keep(town: Town, *records: Any) -> None:
    async with town.store.work(town.community) as work:
        for record in records:
            match record:
                case Meetup():
                    await work.meetups.add(record)
                case Override():
                    await work.meetups.override(record)
                case _:
                    await work.meetups.answer(record)
        await work.commit()


async def answer(town: Town, of: Meetup, member: MemberId, said: Answer = Answer.GOING, *, at: datetime = NOW) -> str:
    """The member answers, as a command would; the id of the change, which can be undone."""
    async with town.store.work(town.community) as work:
        rsvps = await work.meetups.rsvps(of.id, KEY)
        new = Rsvp(new_id(at), of.id, KEY, member, Answer.NOT, at, at)
        mine = next((each for each in rsvps if each.member == member), new)
        found = occurrence(of, await work.meetups.overrides([of.id]), KEY)
        assert found is not None
        for each in Hall(of.capacity, found.begins).answered(rsvps, mine, said, at):
            await work.meetups.answer(each)
        done = replace(change(member), created_at=at)
        await work.keep_change(done)
        await work.commit()
    return done.id


async def undo(town: Town, member: MemberId, change_id: Any, *, at: datetime = NOW) -> None:
    async with town.store.work(town.community) as work:
        changes = work.book(member).changes
        await changes.undo(await changes.get(change_id), at=at)
        await work.commit()


async def save(town: Town, record: Meetup, *, by: MemberId) -> str:
    async with town.store.work(town.community) as work:
        await work.meetups.save(record)
        done = change(by)
        await work.keep_change(done)
        await work.commit()
    return done.id


async def stored(town: Town, of: Meetup) -> Meetup:
    async with town.store.reading(town.community) as work:
        return await work.meetups.get(of.id)


async def answers(town: Town, of: Meetup) -> dict[MemberId, Rsvp]:
    async with town.store.reading(town.community) as work:
        return {each.member: each for each in await work.meetups.rsvps(of.id)}


async def coming(town: Town, member: MemberId) -> Sequence[tuple[NoticeKind, datetime]]:
    """What this member has coming: why and when."""
    columns = DELIVERY.c
    question = (
        select(columns.kind, columns.due_at)
        .where(columns.recipient == member, columns.state == DeliveryState.PENDING)
        .order_by(columns.due_at, columns.kind)
    )
    async with town.store.database.reading() as connection:
        return [(row.kind, row.due_at) for row in await connection.execute(question)]


BEGINS = meetup(MemberId("x")).starts.instant
CHECKED = (NoticeKind.CHECK, BEGINS - timedelta(days=2))
GATHERED = (NoticeKind.GATHER, BEGINS - timedelta(hours=1))
AFTERWARDS = (NoticeKind.AFTER, BEGINS + timedelta(hours=14))
TALLIED = (NoticeKind.TALLY, BEGINS + timedelta(hours=17))
