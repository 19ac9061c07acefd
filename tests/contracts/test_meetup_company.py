"""What the core may expect of who was at a meetup, who has met, and what is told of it, on every database."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.blocks import Block
from bot.domain.delivery import NoticeKind
from bot.domain.ids import MemberId, PersonId, new_id
from bot.domain.introductions import Introduction
from bot.domain.people import Person
from bot.domain.profiles import Consent
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.times import Moment
from tests.contracts.test_meetups import LATER, with_cleo
from tests.storage.gathering import (
    AFTERWARDS,
    BEGINS,
    KEY,
    TALLIED,
    answer,
    answers,
    coming,
    keep,
    meetup,
    save,
    stored,
)
from tests.stores import NOW, ZONE, Town


async def test_two_have_met_where_one_noted_it_or_both_were_in_one_group(town: Town) -> None:
    cleo, night = await with_cleo(town), meetup(town.ana)
    known = Person(PersonId(new_id(NOW)), town.ana, "Bo", NOW, member=town.bo)
    everybody = [town.ana, town.bo, cleo]
    await keep(town, night)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).people.add(known)
        assert await work.company.acquainted(everybody, NOW) == set()
        met = Introduction(new_id(NOW), town.ana, known.id, NOW.date(), NOW)
        await work.book(town.ana).introductions.add(met)
        for member in (town.bo, cleo):
            going = Rsvp(new_id(NOW), night.id, KEY, member, Answer.GOING, NOW, NOW, circle="c", circle_at=BEGINS)
            await work.meetups.answer(going)
        await work.commit()
    async with town.store.reading(town.community) as work:
        noted = {frozenset((town.ana, town.bo))}
        assert await work.company.acquainted(everybody, NOW) == noted
        assert await work.company.acquainted(everybody, BEGINS) == noted | {frozenset((town.bo, cleo))}
        assert await work.company.acquainted([town.ana, cleo], BEGINS) == set()


async def test_two_are_kept_apart_where_one_of_them_said_so_until_they_take_it_back(town: Town) -> None:
    cleo = await with_cleo(town)
    everybody, block = [town.ana, town.bo, cleo], Block(new_id(NOW), town.ana, town.bo, NOW)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).blocks.add(block)
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.company.kept_apart(everybody) == {frozenset((town.ana, town.bo))}
        assert await work.company.kept_apart([town.bo, cleo]) == set()
        assert await work.company.kept_apart(everybody, by=NOW) == {frozenset((town.ana, town.bo))}
        assert await work.company.kept_apart(everybody, by=NOW - timedelta(seconds=1)) == set()
        assert await work.book(town.bo).blocks.every() == []
    async with town.store.work(town.community) as work:
        await work.book(town.ana).blocks.remove(block.id)
        assert await work.company.kept_apart(everybody) == set()


async def test_more_members_than_a_statement_takes_parameters_are_asked_about_all_the_same(town: Town) -> None:
    """PostgreSQL takes 32,767, and a round may have more members than that."""
    crowd = [*(MemberId(f"m{number:06}") for number in range(40_000)), town.bo, town.ana]
    async with town.store.work(town.community) as work:
        await work.book(town.ana).blocks.add(Block(new_id(NOW), town.ana, town.bo, NOW))
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.company.kept_apart(crowd) == {frozenset((town.ana, town.bo))}
        assert set(await work.subjects.members(crowd)) == {town.ana, town.bo}
        assert await work.profiles.shown(Consent.ROUNDS, crowd) == {}


async def test_who_comes_into_a_group_is_told_then_and_when_somebody_joins_it(town: Town) -> None:
    night, later = meetup(town.ana), BEGINS + timedelta(minutes=10)
    await keep(town, night)
    asked = Rsvp(new_id(NOW), night.id, KEY, town.bo, Answer.NOT, NOW, NOW, mingles_at=BEGINS, circle="c")
    await keep(town, asked)
    assert await coming(town, town.bo) == []
    planned = replace((await answers(town, night))[town.bo], circle_at=later, circle_news_at=later)
    await keep(town, planned)
    assert await coming(town, town.bo) == [(NoticeKind.CIRCLE, later)]
    sooner = replace((await answers(town, night))[town.bo], circle_at=BEGINS, circle_news_at=BEGINS)
    await keep(town, sooner)
    assert await coming(town, town.bo) == []


async def test_whoever_was_there_without_a_seat_is_asked_the_morning_after_too(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    await answer(town, night, town.bo, Answer.MAYBE)
    assert await coming(town, town.bo) == []
    maybe = (await answers(town, night))[town.bo]
    await keep(town, maybe.arrived(at=BEGINS))
    assert await coming(town, town.bo) == [AFTERWARDS]
    talked = (await answers(town, night))[town.bo].talked(at=BEGINS + timedelta(days=1))
    await keep(town, talked)
    assert (await answers(town, night))[town.bo].talked_at == BEGINS + timedelta(days=1)
    assert await coming(town, town.bo) == [AFTERWARDS]


async def test_the_host_is_told_the_numbers_once_of_each_time_that_anybody_answered_to(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    assert await coming(town, town.ana) == []
    await answer(town, night, town.bo)
    await answer(town, night, await with_cleo(town))
    assert await coming(town, town.ana) == [TALLIED]
    await save(town, night.changed(told_at=NOW, starts=Moment(LATER, ZONE)), by=town.ana)
    await save(town, (await stored(town, night)).changed(host=town.bo), by=town.ana)
    assert await coming(town, town.ana) == []
    await save(town, (await stored(town, night)).cancelled(at=NOW), by=town.bo)
    assert NoticeKind.TALLY not in [kind for kind, _ in await coming(town, town.bo)]
