"""What the core may expect of the meetups in a store, and of what members are told of them, on every database."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery import NoticeKind
from bot.domain.ids import MemberId, new_id
from bot.domain.meetups import Override
from bot.domain.members import Account, Member
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.times import Moment, Rule
from bot.errors import NotFound, NotPossible
from storage.tables.delivery import DELIVERY
from tests.storage.gathering import (
    AFTERWARDS,
    BEGINS,
    CHECKED,
    GATHERED,
    KEY,
    TALLIED,
    answer,
    answers,
    coming,
    keep,
    meetup,
    save,
    stored,
    undo,
)
from tests.storage.samples import change
from tests.stores import NOW, ZONE, Town, settle

LATER = datetime(2026, 3, 13, 20)


async def with_cleo(town: Town) -> MemberId:
    cleo = MemberId(new_id(NOW))
    async with town.store.work(town.community) as work:
        await work.members.join(Member(cleo, "Cleo", ZONE, NOW), Account(town.community, "local", "cleo", cleo))
        await work.commit()
    return cleo


async def test_what_is_kept_comes_back_as_it_was(town: Town) -> None:
    night = replace(meetup(town.ana, rule="FREQ=WEEKLY"), link="https://x.example", about="Ünïcode", capacity=3)
    moved = Override(new_id(NOW), night.id, KEY, Moment(LATER, ZONE), NOW, 1, NOW)
    going = Rsvp(new_id(NOW), night.id, KEY, town.bo, Answer.GOING, NOW, NOW, NOW, NOW, NOW, NOW, NOW, NOW, "traits")
    await keep(town, night, moved, going)
    async with town.store.reading(town.community) as work:
        assert await work.meetups.get(night.id) == night
        assert list(await work.meetups.overrides([night.id])) == [moved]
        assert list(await work.meetups.rsvps(night.id, KEY)) == [going]
        assert list(await work.meetups.rsvps_of(town.bo)) == [going]
        assert await work.meetups.rsvps_by_id([going.id, "other"]) == {going.id: going}
        found = await work.meetups.occurrences_of([going])
        assert found[going.id].starts == moved.starts
        assert await work.meetups.overrides([]) == ()
        with pytest.raises(NotFound):
            await work.meetups.get("other")


async def test_another_community_has_none_of_it(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    await answer(town, night, town.bo)
    other = await settle(town.store, "T2")
    async with town.store.reading(other.community) as work:
        assert await work.meetups.find(night.id) is None
        assert list(await work.meetups.coming(NOW)) == []
        assert list(await work.meetups.rsvps(night.id)) == []


async def test_what_is_over_is_not_coming(town: Town) -> None:
    night, series = meetup(town.ana), meetup(town.ana, rule="FREQ=WEEKLY")
    await keep(town, night, series)
    async with town.store.reading(town.community) as work:
        assert await work.meetups.coming(NOW) == [night, series]
        assert await work.meetups.coming(BEGINS + timedelta(hours=3)) == [series]


async def test_what_was_changed_since_it_was_read_is_not_overwritten(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    await save(town, night.changed(title="Go night"), by=town.ana)
    with pytest.raises(NotPossible):
        await save(town, night.changed(title="Zig night"), by=town.ana)


async def test_nobody_answers_twice(town: Town) -> None:
    night = meetup(town.ana)
    going = Rsvp(new_id(NOW), night.id, KEY, town.bo, Answer.GOING, NOW, NOW)
    await keep(town, night, going)
    with pytest.raises(NotPossible):
        await keep(town, replace(going, id=new_id(NOW)))


async def test_whoever_goes_is_asked_gathered_and_asked_again_the_morning_after(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    await answer(town, night, town.bo)
    assert await coming(town, town.bo) == [CHECKED, AFTERWARDS]
    going = (await answers(town, night))[town.bo]
    await keep(town, going.confirmed(at=BEGINS - timedelta(days=1)))
    assert await coming(town, town.bo) == [GATHERED, AFTERWARDS]
    await answer(town, night, town.bo, Answer.NOT)
    assert await coming(town, town.bo) == []


async def test_undoing_an_answer_takes_back_what_was_coming(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    went = await answer(town, night, town.bo)
    stayed = await answer(town, night, town.bo, Answer.NOT)
    await undo(town, town.bo, stayed)
    assert await coming(town, town.bo) == [CHECKED, AFTERWARDS]
    await undo(town, town.bo, went)
    assert await coming(town, town.bo) == []
    assert await answers(town, night) == {}


async def test_moving_tells_whoever_said_yes_and_moves_what_was_coming(town: Town) -> None:
    night, cleo = meetup(town.ana), await with_cleo(town)
    await keep(town, night)
    await answer(town, night, town.bo)
    await answer(town, night, cleo, Answer.MAYBE)
    told = NOW + timedelta(hours=1)
    await keep(town, Override(new_id(NOW), night.id, KEY, Moment(LATER, ZONE), NOW, 1, told))
    moved = timedelta(hours=25)
    assert await coming(town, town.bo) == [
        (NoticeKind.CHANGED, told),
        (NoticeKind.CHECK, CHECKED[1] + moved),
        (NoticeKind.AFTER, AFTERWARDS[1] + timedelta(days=1)),
    ]
    assert await coming(town, cleo) == []


async def test_cancelling_leaves_only_the_news_of_it(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    await answer(town, night, town.bo)
    told = NOW + timedelta(hours=1)
    await save(town, night.cancelled(at=told), by=town.ana)
    assert await coming(town, town.bo) == [(NoticeKind.CHANGED, told)]


async def test_undoing_a_change_tells_of_it_and_brings_back_what_was_coming(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    await answer(town, night, town.bo)
    done = await save(town, night.cancelled(at=NOW + timedelta(hours=1)), by=town.ana)
    await undo(town, town.ana, done, at=NOW + timedelta(hours=2))
    back = await stored(town, night)
    assert (back.state, back.sequence, back.told_sequence) == (night.state, 2, 2)
    assert await coming(town, town.bo) == [(NoticeKind.CHANGED, NOW + timedelta(hours=2)), CHECKED, AFTERWARDS]


async def test_undoing_a_move_of_one_occurrence_tells_of_it(town: Town) -> None:
    night = meetup(town.ana, rule="FREQ=WEEKLY")
    await keep(town, night)
    await answer(town, night, town.bo)
    moved = Override(new_id(NOW), night.id, KEY, Moment(LATER, ZONE), NOW, 1, NOW + timedelta(hours=1))
    async with town.store.work(town.community) as work:
        await work.meetups.override(moved)
        await work.meetups.save(replace(night, sequence=1))
        await work.keep_change(done := change(town.ana))
        await work.commit()
    await undo(town, town.ana, done.id, at=NOW + timedelta(hours=2))
    async with town.store.reading(town.community) as work:
        (back,) = await work.meetups.overrides([night.id])
    assert back.starts is not None
    assert (back.starts.key, back.told_at) == (KEY, NOW + timedelta(hours=2))
    assert back.sequence > moved.sequence
    assert (NoticeKind.CHANGED, NOW + timedelta(hours=2)) in await coming(town, town.bo)
    assert (NoticeKind.CHANGED, NOW + timedelta(hours=1)) not in await coming(town, town.bo)


async def test_a_seat_that_an_undo_leaves_is_offered_to_who_waits(town: Town) -> None:
    night, cleo = meetup(town.ana, capacity=1), await with_cleo(town)
    await keep(town, night)
    went = await answer(town, night, town.bo)
    await answer(town, night, cleo)
    later = NOW + timedelta(hours=1)
    await undo(town, town.bo, went, at=later)
    assert (await answers(town, night))[cleo].is_offered(later)
    assert (NoticeKind.SEAT, later) in await coming(town, cleo)


async def test_whoever_lets_a_seat_go_by_is_told_once_and_not_when_they_took_it_or_wait_again(town: Town) -> None:
    night, cleo = meetup(town.ana, capacity=1), await with_cleo(town)
    await keep(town, night)
    await answer(town, night, town.bo)
    await answer(town, night, cleo)
    await answer(town, night, town.bo, Answer.NOT)
    until = (await answers(town, night))[cleo].offer_until
    assert until is not None
    assert (NoticeKind.LAPSED, until) in await coming(town, cleo)
    taken = await answer(town, night, cleo)
    assert NoticeKind.LAPSED not in {kind for kind, _ in await coming(town, cleo)}
    await undo(town, cleo, taken, at=NOW)
    assert (NoticeKind.LAPSED, until) in await coming(town, cleo)
    await answer(town, night, town.bo, at=until)
    await answer(town, night, cleo, at=until + timedelta(minutes=1))
    assert (NoticeKind.LAPSED, until) not in await coming(town, cleo)
    assert await town.store.check(NOW) == []


async def test_a_seat_that_somebody_took_is_not_taken_back(town: Town) -> None:
    night, cleo = meetup(town.ana, capacity=1), await with_cleo(town)
    await keep(town, night)
    await answer(town, night, town.bo)
    left = await answer(town, night, town.bo, Answer.NOT)
    await answer(town, night, cleo)
    with pytest.raises(NotPossible):
        await undo(town, town.bo, left)
    assert {member for member, each in (await answers(town, night)).items() if each.is_seated} == {cleo}


async def test_less_room_again_is_not_undone_over_those_seated_since(town: Town) -> None:
    night, cleo = meetup(town.ana, capacity=1), await with_cleo(town)
    await keep(town, night)
    await answer(town, night, town.bo)
    done = await save(town, night.changed(capacity=2), by=town.ana)
    await answer(town, replace(night, capacity=2), cleo)
    with pytest.raises(NotPossible):
        await undo(town, town.ana, done)


async def test_whoever_is_forgotten_is_on_no_list_and_their_meetup_has_no_host(town: Town) -> None:
    night = meetup(town.ana)
    await keep(town, night)
    await answer(town, night, town.ana)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_everything()
        await work.commit()
    assert (await stored(town, night)).host is None
    assert await answers(town, night) == {}
    assert await coming(town, town.ana) == []


async def test_two_members_who_become_one_answered_once(town: Town) -> None:
    night, series = meetup(town.bo), meetup(town.bo, rule="FREQ=WEEKLY")
    await keep(town, night, series)
    await answer(town, night, town.bo)
    await answer(town, night, town.ana, Answer.MAYBE)
    await answer(town, series, town.bo)
    async with town.store.work(town.community) as work:
        await work.members.absorb(town.bo, town.ana)
        await work.commit()
    assert {member: each.answer for member, each in (await answers(town, night)).items()} == {town.ana: Answer.MAYBE}
    assert set(await answers(town, series)) == {town.ana}
    assert (await stored(town, night)).host == town.ana
    assert await coming(town, town.ana) == [CHECKED, AFTERWARDS, TALLIED, TALLIED]
    assert await town.store.check(NOW) == []


async def test_when_a_series_moves_the_answers_and_their_notices_go_with_it(town: Town) -> None:
    night = meetup(town.ana, rule="FREQ=WEEKLY")
    await keep(town, night)
    await answer(town, night, town.bo)
    starts = Moment(LATER, ZONE, rule=Rule.parse("FREQ=WEEKLY"))
    told = NOW + timedelta(hours=1)
    async with town.store.work(town.community) as work:
        await work.meetups.save(night.changed(told_at=told, starts=starts))
        (going,) = await work.meetups.rsvps(night.id)
        await work.meetups.answer(replace(going, key=starts.key))
        await work.commit()
    assert [kind for kind, _ in await coming(town, town.bo)] == [
        NoticeKind.CHANGED,
        NoticeKind.CHECK,
        NoticeKind.AFTER,
    ]
    assert await coming(town, town.bo) == [
        (NoticeKind.CHANGED, told),
        (NoticeKind.CHECK, CHECKED[1] + timedelta(hours=25)),
        (NoticeKind.AFTER, AFTERWARDS[1] + timedelta(days=1)),
    ]


async def test_what_a_member_wants_to_talk_about_is_sealed(town: Town) -> None:
    night = meetup(town.ana)
    going = Rsvp(new_id(NOW), night.id, KEY, town.bo, Answer.GOING, NOW, NOW, topic="borrow checkers")
    await keep(town, night, going)
    async with town.store.database.reading() as connection:
        rows = (await connection.exec_driver_sql("SELECT * FROM rsvp")).all()
        notices = (await connection.execute(DELIVERY.select())).all()
    assert "borrow" not in str(rows) + str(notices)
