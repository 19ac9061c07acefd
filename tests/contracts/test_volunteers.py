"""What the core may expect of volunteers, wishes, questions and mentorships, on every database."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.delivery import NoticeKind
from bot.domain.ids import MemberId, new_id
from bot.domain.mentoring import ASKED_AFTER, ENDS_AFTER, Mentorship, Session
from bot.domain.paths import REMINDED_AFTER, Path
from bot.domain.times import Moment, local_at
from bot.domain.volunteers import Help, Question, Said, Volunteer, Wish
from bot.errors import NotPossible
from storage.store import Store
from storage.tables import metadata
from tests.contracts.test_meetups import with_cleo
from tests.storage.gathering import coming
from tests.storage.samples import change
from tests.stores import NOW, ZONE, Town, settle

CANARY = "canary"
IN_A_DAY, IN_THREE = NOW + timedelta(days=1), NOW + timedelta(days=3)


def volunteer(member: MemberId, kind: Help = Help.MENTOR) -> Volunteer:
    return Volunteer(new_id(NOW), kind, member, NOW, (CANARY, "Rust, async"), 2)


def wish(member: MemberId, **fields: Any) -> Wish:
    return Wish(new_id(NOW), Help.MENTOR, member, NOW, (CANARY,), CANARY, **fields)


def question(of: Wish, to: MemberId, *, asked_at: datetime = NOW, answer_by: datetime = IN_THREE) -> Question:
    return Question(new_id(NOW), of.id, of.kind, of.member, to, asked_at, answer_by)


def mentorship(mentor: MemberId, mentee: MemberId) -> Mentorship:
    return Mentorship(new_id(NOW), mentor, mentee, NOW, NOW, (CANARY,))


async def keep(town: Town, *records: Any) -> None:
    async with town.store.work(town.community) as work:
        for record in records:
            match record:
                case Mentorship():
                    await work.mentoring.keep(record)
                case Session():
                    await work.book(record.owner).sessions.add(record)
                case _:
                    await work.volunteers.keep(record)
        await work.commit()


async def test_what_is_kept_is_given_back_in_order_and_nobody_reads_it_in_the_file(town: Town) -> None:
    offers, wanted = [volunteer(town.ana), volunteer(town.bo)], wish(town.bo, dry_at=IN_THREE)
    asked, planned = question(wanted, town.ana), question(wanted, town.bo, asked_at=IN_THREE, answer_by=IN_THREE)
    going = mentorship(town.ana, town.bo)
    await keep(town, *offers, wanted, planned, asked, going)
    async with town.store.reading(town.community) as work:
        assert list(await work.volunteers.willing(Help.MENTOR)) == offers
        assert list(await work.volunteers.willing(Help.LISTEN)) == []
        assert list(await work.volunteers.offers_of(town.bo)) == offers[1:]
        assert list(await work.volunteers.open_wishes(Help.MENTOR)) == [wanted]
        assert list(await work.volunteers.wishes_of(town.bo)) == [wanted]
        assert await work.volunteers.wishes([wanted.id, "never"]) == {wanted.id: wanted}
        assert list(await work.volunteers.questions(Help.MENTOR, NOW)) == [asked, planned]
        assert list(await work.volunteers.questions(Help.MENTOR, IN_A_DAY)) == [planned]
        assert list(await work.volunteers.questions_of(wanted.id)) == [asked, planned]
        assert list(await work.volunteers.questions_to(town.ana)) == [asked]
        assert await work.volunteers.questions_by_id([asked.id]) == {asked.id: asked}
        assert list(await work.mentoring.running([town.ana], NOW)) == [going]
        assert list(await work.mentoring.running([town.bo], NOW)) == []
        assert list(await work.mentoring.running([town.ana], NOW + ENDS_AFTER)) == []
        assert list(await work.mentoring.of(town.ana)) == list(await work.mentoring.of(town.bo)) == [going]
        assert await work.mentoring.by_id([going.id]) == {going.id: going}
    assert CANARY not in await everything(town.store)


async def everything(store: Store) -> str:
    async with store.database.reading() as connection:
        return str([list(await connection.execute(table.select())) for table in metadata.sorted_tables])


async def test_nobody_offers_the_same_or_is_asked_for_the_same_twice(town: Town) -> None:
    wanted = wish(town.bo)
    await keep(town, volunteer(town.ana), wanted, question(wanted, town.ana))
    for again in (volunteer(town.ana), question(wanted, town.ana)):
        with pytest.raises(NotPossible):
            await keep(town, again)
    await keep(town, volunteer(town.ana, Help.LISTEN))


async def test_whoever_is_asked_is_told_at_that_time_and_no_more_once_they_answered(town: Town) -> None:
    wanted = wish(town.bo)
    planned = question(wanted, town.ana, asked_at=IN_A_DAY)
    await keep(town, wanted, planned)
    assert await coming(town, town.ana) == [(NoticeKind.ASKED, IN_A_DAY)]
    await keep(town, replace(planned, asked_at=NOW))
    assert await coming(town, town.ana) == [(NoticeKind.ASKED, NOW)]
    await keep(town, replace(planned, asked_at=NOW, version=2).declined(at=NOW))
    assert await coming(town, town.ana) == []
    assert await coming(town, town.bo) == []


async def test_whoever_wishes_is_told_when_nobody_is_left_or_when_somebody_said_yes(town: Town) -> None:
    wanted = wish(town.bo, dry_at=IN_THREE)
    asked = question(wanted, town.ana)
    await keep(town, wanted, asked)
    assert await coming(town, town.bo) == [(NoticeKind.NOBODY, IN_THREE)]
    await keep(town, asked.accepted(at=IN_A_DAY), wanted.fulfilled(asked, at=IN_A_DAY))
    assert await coming(town, town.bo) == [(NoticeKind.FOUND, IN_A_DAY)]
    said_at_once = wish(town.ana, dry_at=NOW)
    await keep(town, said_at_once, wish(town.ana, dry_at=IN_THREE).taken_back(at=NOW))
    assert await coming(town, town.ana) == []


async def test_both_are_asked_whether_it_goes_on_and_told_the_end_but_for_whoever_ended_it(town: Town) -> None:
    going = mentorship(town.ana, town.bo)
    await keep(town, going)
    both = [(NoticeKind.MENTORING_ON, NOW + ASKED_AFTER), (NoticeKind.MENTORING_OVER, NOW + ENDS_AFTER)]
    assert await coming(town, town.ana) == await coming(town, town.bo) == both
    on = going.going_on(at=IN_A_DAY)
    await keep(town, on)
    assert await coming(town, town.bo) == [(kind, at + timedelta(days=1)) for kind, at in both]
    await keep(town, replace(on, version=2).ended(by=town.ana, at=IN_THREE))
    assert await coming(town, town.ana) == []
    assert await coming(town, town.bo) == [(NoticeKind.MENTORING_OVER, IN_THREE)]


async def test_what_is_noted_of_a_session_comes_back_the_day_before_the_next_and_to_the_other_once_shared(
    town: Town,
) -> None:
    next_one = Moment(local_at(NOW + timedelta(days=8), ZONE), ZONE)
    noted = Session(new_id(NOW), town.bo, "m", town.ana, NOW.date(), CANARY, NOW, next_one)
    await keep(town, noted)
    agenda = (NoticeKind.AGENDA, NOW + timedelta(days=7))
    assert await coming(town, town.bo) == [agenda]
    assert await coming(town, town.ana) == []
    async with town.store.work(town.community) as work:
        await work.book(town.bo).sessions.save(replace(noted, shared_at=IN_A_DAY))
        done = change(town.bo)
        await work.keep_change(done)
        assert (await work.mentoring.sessions([noted.id]))[noted.id].shared_at == IN_A_DAY
        await work.commit()
    assert await coming(town, town.ana) == [(NoticeKind.SESSION, IN_A_DAY), agenda]
    assert await coming(town, town.bo) == [agenda]
    assert CANARY not in await everything(town.store)


async def test_a_forgotten_member_is_nowhere_in_it_and_others_are_told_nothing_of_them(town: Town) -> None:
    mine, theirs = wish(town.ana, dry_at=IN_THREE), wish(town.bo)
    asked, going = question(mine, town.bo), mentorship(town.bo, town.ana)
    await keep(town, volunteer(town.ana), mine, theirs, asked, question(theirs, town.ana), going)
    assert await coming(town, town.bo) != []
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_everything()
        await work.commit()
    assert await coming(town, town.bo) == []
    found = await everything(town.store)
    assert not any(trace in found for trace in (town.ana, mine.id, asked.id, going.id))
    assert theirs.id in found
    assert await town.store.check(NOW) == []


async def test_the_other_of_a_mentoring_hears_of_its_end_when_whoever_ended_it_is_forgotten(town: Town) -> None:
    ended = mentorship(town.bo, town.ana).ended(by=town.ana, at=NOW)
    await keep(town, mentorship(town.bo, town.ana), ended)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_everything()
        await work.commit()
    assert await coming(town, town.bo) == [(NoticeKind.MENTORING_GONE, NOW)]
    found = await everything(town.store)
    assert not any(trace in found for trace in (town.ana, ended.id))
    assert await town.store.check(NOW) == []


async def test_two_accounts_of_one_member_offer_once_and_are_not_asked_for_their_own_wish(town: Town) -> None:
    cleo = await with_cleo(town)
    offers = [volunteer(town.ana), volunteer(cleo), volunteer(cleo, Help.LISTEN)]
    wanted, of_cleo, of_ana = wish(town.bo), wish(cleo), wish(town.ana)
    asked = [question(wanted, town.ana), question(wanted, cleo, asked_at=IN_THREE), question(of_cleo, town.ana)]
    between, other = mentorship(town.ana, cleo), mentorship(town.bo, cleo)
    await keep(town, *offers, wanted, of_cleo, of_ana, *asked, between, other)
    async with town.store.work(town.community) as work:
        await work.members.absorb(cleo, town.ana)
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert list(await work.volunteers.offers_of(town.ana)) == [offers[0], replace(offers[2], member=town.ana)]
        assert list(await work.volunteers.wishes_of(town.ana)) == [of_ana]
        assert list(await work.volunteers.questions_to(town.ana)) == asked[:1]
        assert list(await work.mentoring.of(town.ana)) == [replace(other, mentee=town.ana)]
    assert (NoticeKind.MENTORING_ON, NOW + ASKED_AFTER) in await coming(town, town.ana)
    assert await town.store.check(NOW) == []


async def test_another_community_sees_nothing(store: Store) -> None:
    here, there = await settle(store, "T1"), await settle(store, "T2")
    wanted, going = wish(here.bo), mentorship(here.ana, here.bo)
    asked = question(wanted, here.ana)
    await keep(here, volunteer(here.ana), wanted, asked, going)
    async with store.work(there.community) as work:
        assert list(await work.volunteers.willing(Help.MENTOR)) == []
        assert list(await work.volunteers.open_wishes(Help.MENTOR)) == []
        assert list(await work.volunteers.questions(Help.MENTOR, NOW)) == []
        assert await work.volunteers.questions_by_id([asked.id]) == {}
        assert list(await work.mentoring.of(here.ana)) == []
        with pytest.raises(NotPossible):
            await work.volunteers.remove(asked)


async def test_of_two_who_hold_it_one_waits_for_the_other(town: Town) -> None:
    """What the second reads after holding is what the first has done."""
    wanted = wish(town.bo)
    asked = question(wanted, town.ana)
    await keep(town, wanted, asked)

    async def answer(said: Said) -> Said | None:
        async with town.store.work(town.community) as work:
            await work.volunteers.hold()
            before = (await work.volunteers.questions_by_id([asked.id]))[asked.id]
            if before.said is None:
                await work.volunteers.keep(replace(before, said=said, said_at=NOW))
            await work.commit()
            return before.said

    seen = await asyncio.gather(answer(Said.YES), answer(Said.NO))
    assert sorted(map(str, seen)) in (["None", "no"], ["None", "yes"])


async def test_what_organisers_decided_is_kept_and_their_words_are_sealed(town: Town) -> None:
    async with town.store.work(town.community) as work:
        before = await work.volunteers.hospitality()
        assert (before.elsewhere, before.welcome_since) == (None, None)
        await work.volunteers.receive(replace(before, elsewhere=CANARY, welcome_since=NOW))
        await work.commit()
    async with town.store.work(town.community) as work:
        after = await work.volunteers.hospitality()
        assert (after.elsewhere, after.welcome_since) == (CANARY, NOW)
        await work.volunteers.receive(replace(after, welcome_since=None))
        assert (await work.volunteers.hospitality()).welcome_since is None
        await work.commit()
    assert CANARY not in await everything(town.store)


async def test_a_path_tells_its_owner_until_it_is_stopped_and_is_counted_without_a_name(town: Town) -> None:
    path = Path(new_id(NOW), town.bo, NOW)
    async with town.store.work(town.community) as work:
        await work.book(town.bo).paths.add(path)
        assert await work.counting.guided(NOW - timedelta(days=90)) == 0
        await work.book(town.bo).paths.save(path.begun(at=NOW))
        assert await work.counting.guided(NOW - timedelta(days=90)) == 1
        assert await work.counting.guided(IN_A_DAY) == 0
        await work.commit()
    told = [(NoticeKind.FIRST_DAYS, NOW + after) for after in REMINDED_AFTER]
    assert await coming(town, town.bo) == told
    async with town.store.work(town.community) as work:
        begun = await work.book(town.bo).paths.get(path.id)
        await work.book(town.bo).paths.save(begun.stopped(at=IN_A_DAY))
        await work.commit()
    assert await coming(town, town.bo) == []
