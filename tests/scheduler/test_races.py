"""Edits against deliveries, side by side: what a member was told is what happens."""

import asyncio

from sqlalchemy import select

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import MemberId
from storage.tables.delivery import DELIVERY
from tests.scheduler.stage import Stage

_RACES = 500


async def test_a_reminder_moved_in_time_is_sent_at_the_new_time_only(stage: Stage) -> None:
    stage.post.meanwhile = _give_way
    subjects = [f"r{number:05}" for number in range(_RACES)]
    await stage.plan_many(_RACES)
    stage.clock.at = stage.moment(minutes=1).instant
    first, second = stage.replica("first", batch=7), stage.replica("second", batch=11)
    editing = asyncio.gather(*(_move_all(stage, subjects[at::5][::-1]) for at in range(5)))
    await asyncio.gather(editing, first.run_due(), second.run_due())
    too_late = {subject for told in editing.result() for subject in told}
    assert sorted(stage.post.said) == sorted(too_late)
    assert 0 < len(too_late) < _RACES
    await stage.pass_time(first, hours=2)
    assert sorted(stage.post.said) == sorted([*too_late, *subjects])
    assert await stage.is_sound()


async def _give_way() -> None:
    await asyncio.sleep(0)


async def _move_all(stage: Stage, subjects: list[str]) -> list[str]:
    """Those for which it was too late: on their way, or sent."""
    return [subject for subject in subjects if await _move(stage, subject)]


async def _move(stage: Stage, subject: str) -> bool:
    later = stage.moment(hours=1)
    async with stage.town.store.work(stage.town.community) as work:
        is_being_sent = await work.outbox.is_being_sent(NoticeKind.REMINDER, subject)
        member = MemberId(f"member{int(subject[1:]) % 50}")
        await work.outbox.align(
            kind=NoticeKind.REMINDER, subject=subject, recipient=member, moment=later, unasked=False
        )
        await work.commit()
    return is_being_sent or await _was_sent(stage, subject)


async def _was_sent(stage: Stage, subject: str) -> bool:
    sent = select(DELIVERY.c.id).where(DELIVERY.c.subject == subject, DELIVERY.c.state == DeliveryState.SENT)
    async with stage.town.store.database.reading() as connection:
        return (await connection.execute(sent)).first() is not None
