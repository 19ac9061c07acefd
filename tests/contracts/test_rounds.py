"""What the core may expect of rounds, on every database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.beginning_rounds import LOOKED_BACK, beginnings_of
from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import new_id
from bot.domain.rounds.entrants import Case, Drawn
from bot.domain.rounds.records import Draw, Outcome, Participation, Place, Round, Seat, asked_at
from bot.domain.times import Moment, Rule, instant_of
from bot.drawing import draw_due
from bot.errors import NotFound, NotPossible
from bot.matchmaking import drawn_aside
from storage.tables.delivery import DELIVERY
from tests.stores import NOW, ZONE, Town

if TYPE_CHECKING:
    from bot.domain.ids import MemberId

STARTS = Moment(datetime(2026, 3, 9, 10), ZONE, rule=Rule.parse("FREQ=WEEKLY;BYDAY=MO"))


def a_round(by: MemberId | None, starts: Moment = STARTS) -> Round:
    return Round(new_id(NOW), by, "Coffee", starts, NOW, starts.instant)


def joined(of: Round, member: MemberId) -> Participation:
    return Participation(new_id(NOW), of.id, member, NOW, NOW)


async def begin(town: Town, *, starts: Moment = STARTS) -> Round:
    """A round in which Ana and Bo take part."""
    of = a_round(town.ana, starts)
    async with town.store.work(town.community) as work:
        await work.rounds.add(of)
        for member in (town.ana, town.bo):
            await work.rounds.join(joined(of, member))
        await work.commit()
    return of


async def seats(town: Town) -> list[Seat]:
    async with town.store.reading(town.community) as work:
        return [each for member in (town.ana, town.bo) for each in await work.rounds.seats_of(member)]


async def told(town: Town, kind: NoticeKind) -> list[tuple[str, datetime]]:
    async with town.store.database.reading() as connection:
        asked = select(DELIVERY.c.recipient, DELIVERY.c.due_at).where(
            DELIVERY.c.kind == kind, DELIVERY.c.state == DeliveryState.PENDING
        )
        return sorted((row.recipient, row.due_at) for row in await connection.execute(asked))


async def test_everybody_takes_part_once_and_until_they_leave(town: Town) -> None:
    of = await begin(town)
    async with town.store.work(town.community) as work:
        with pytest.raises(NotPossible):
            await work.rounds.join(joined(of, town.ana))
    async with town.store.work(town.community) as work:
        (mine,) = await work.rounds.participations_of(town.ana)
        await work.rounds.join(mine.pausing(NOW + timedelta(days=3)))
        (mine,) = await work.rounds.participations_of(town.ana)
        assert mine.is_paused(NOW)
        assert not mine.is_paused(NOW + timedelta(days=3))
        await work.rounds.leave(mine)
        assert [each.member for each in await work.rounds.participations(of.id)] == [town.bo]
        with pytest.raises(NotFound):
            await work.rounds.get("none")


async def test_a_draw_is_made_once_for_its_key(town: Town) -> None:
    of = await begin(town)
    draw = Draw(new_id(NOW), of.id, STARTS.key, NOW, NOW + timedelta(days=7), None, 1, 0, 0, 0, 0, 0)
    for again in (False, True):
        async with town.store.work(town.community) as work:
            if again:
                with pytest.raises(NotPossible):
                    await work.rounds.draw(replace(draw, id=new_id(NOW)), [])
            else:
                await work.rounds.draw(draw, [])
                await work.commit()


async def test_a_round_that_is_due_is_drawn_once_and_everybody_is_told(town: Town) -> None:
    of, due = await begin(town), STARTS.instant
    assert await town.store.next_draw() == due
    assert await town.store.due_draws(due - timedelta(minutes=1)) == []
    assert await town.store.due_draws(due) == [(town.community, of.id)]
    for _ in range(2):
        await draw_due(town.store, drawn_aside, town.community, of.id, due)
    found = await seats(town)
    assert [each.place for each in found] == [Place.GROUPED, Place.GROUPED]
    assert len({each.circle for each in found}) == 1
    assert await told(town, NoticeKind.ROUND_DRAWN) == sorted((each, due) for each in (town.ana, town.bo))
    assert len(await told(town, NoticeKind.ROUND_ASKED)) == 2
    assert await town.store.next_draw() == due + timedelta(days=7)


async def test_two_replicas_that_draw_at_once_make_one_draw(town: Town) -> None:
    """The other one comes first, while this one is still at it."""
    of, due = await begin(town), STARTS.instant

    async def slow(case: Case) -> Drawn:
        await draw_due(town.store, drawn_aside, town.community, of.id, due)
        return await drawn_aside(case)

    await draw_due(town.store, slow, town.community, of.id, due)
    async with town.store.reading(town.community) as work:
        assert len(await work.rounds.draws(of.id, limit=9)) == 1


async def test_after_a_standstill_the_latest_draw_alone_is_made(town: Town) -> None:
    of = await begin(town)
    late = STARTS.instant + timedelta(days=22)
    await draw_due(town.store, drawn_aside, town.community, of.id, late)
    async with town.store.reading(town.community) as work:
        (draw,) = await work.rounds.draws(of.id, limit=9)
        after = await work.rounds.get(of.id)
    assert draw.key == "2026-03-30T10:00"
    assert after.starts.key == "2026-04-06T10:00"
    assert after.due_at == instant_of(datetime(2026, 4, 6, 10), ZONE)


async def test_a_round_without_a_rule_is_over_after_its_draw(town: Town) -> None:
    of = await begin(town, starts=replace(STARTS, rule=None))
    await draw_due(town.store, drawn_aside, town.community, of.id, STARTS.instant)
    assert await town.store.next_draw() is None
    assert len(await seats(town)) == 2


async def test_somebody_who_goes_while_a_round_is_drawn_is_not_in_it(town: Town) -> None:
    of, due = await begin(town), STARTS.instant

    async def slow(case: Case) -> Drawn:
        async with town.store.work(town.community) as work:
            if any(each.member == town.bo for each in await work.rounds.participations(of.id)):
                await work.book(town.bo).forget_everything()
                await work.commit()
        return await drawn_aside(case)

    await draw_due(town.store, slow, town.community, of.id, due)
    assert [each.place for each in await seats(town)] == [Place.WAITS]


async def test_an_answer_moves_what_is_asked_and_is_erased_with_its_member(town: Town) -> None:
    of, due = await begin(town), STARTS.instant
    await draw_due(town.store, drawn_aside, town.community, of.id, due)
    for outcome, many in ((Outcome.WILL, 2), (Outcome.MET, 1)):
        async with town.store.work(town.community) as work:
            (mine,) = await work.rounds.seats_of(town.ana)
            await work.rounds.answer(mine.answered(outcome, at=due))
            await work.commit()
        assert len(await told(town, NoticeKind.ROUND_ASKED)) == many
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_everything()
        await work.commit()
    async with town.store.reading(town.community) as work:
        (bo,) = await work.rounds.seats_of(town.bo)
        assert bo.circle is not None
        assert await work.rounds.beside([bo.circle]) == [bo]
        assert (await work.rounds.get(of.id)).by is None
        assert await work.rounds.seats_of(town.ana) == []


async def test_two_accounts_of_one_member_are_in_a_round_once(town: Town) -> None:
    of, due = await begin(town), STARTS.instant
    await draw_due(town.store, drawn_aside, town.community, of.id, due)
    async with town.store.work(town.community) as work:
        await work.members.absorb(town.bo, town.ana)
        await work.commit()
    async with town.store.reading(town.community) as work:
        (mine,) = await work.rounds.participations(of.id)
        assert mine.member == town.ana
        assert [each.member for each in await seats(town)] == [town.ana]


def test_the_question_comes_in_the_morning_of_the_reader() -> None:
    drawn = STARTS.instant
    asked = asked_at(drawn, drawn + timedelta(days=14), 0.5, ZONE)
    assert asked.key == "2026-03-16T10:00"
    soon = asked_at(drawn, drawn + timedelta(days=1), 0.5, ZONE)
    assert soon.key == "2026-03-09T22:00"


async def test_only_the_latest_of_somebodys_groups_in_that_round_are_read(town: Town) -> None:
    """Here the two were together every week, more often than is looked back; and once in another round."""
    of, other = await begin(town), a_round(town.ana)
    async with town.store.work(town.community) as work:
        await work.rounds.add(other)
        await work.commit()
    weeks = [(of, week) for week in range(LOOKED_BACK + 2)]
    for which, week in [*weeks, (other, 0)]:
        at = NOW + timedelta(weeks=week)
        draw = Draw(new_id(at), which.id, f"{week}", at, at + timedelta(days=7), None, 1, 0, 0, 1, 0, 0)
        mine = [Seat(new_id(at), draw.id, which.id, each, at, Place.GROUPED) for each in (town.ana, town.bo)]
        async with town.store.work(town.community) as work:
            await work.rounds.draw(draw, [replace(each, circle=mine[0].id, among=2) for each in mine])
            await work.commit()
    async with town.store.reading(town.community) as work:
        last, *before = [each for each in await work.rounds.seats_of(town.ana) if each.round == of.id]
        assert await work.rounds.earlier(last, limit=3) == before[:3]
        assert await work.rounds.times_grouped(last) == LOOKED_BACK + 1
        asked = [(await beginnings_of(work, each, [town.bo])).question("Coffee") for each in (last, *before[:2])]
    assert asked[0] != asked[1] != asked[2]
