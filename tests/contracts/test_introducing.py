"""What the core may expect of introductions in a store, on every database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.confirmations import Confirmation, ConfirmationState
from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import MemberId, PersonId, new_id
from bot.domain.introductions import Introduction
from bot.domain.members import Willing
from bot.domain.people import Person
from bot.domain.quests import Help, Inquiry, Quest
from bot.domain.together import group_address
from bot.domain.warm import WarmIntroduction
from bot.errors import NotFound, NotPossible
from storage.tables.delivery import DELIVERY
from tests.contracts.test_meetups import with_cleo
from tests.stores import NOW, Town

SOON = NOW + timedelta(hours=1)


def proposed(town: Town, cleo: MemberId, *, at: datetime = NOW) -> WarmIntroduction:
    return WarmIntroduction(new_id(at), town.ana, town.bo, cleo, "Bo Chen", "Cleo", "both paint", at)


async def keep(town: Town, *records: WarmIntroduction | Confirmation | Inquiry) -> None:
    async with town.store.work(town.community) as work:
        for each in records:
            match each:
                case WarmIntroduction():
                    await work.introducing.keep(each)
                case Confirmation():
                    await work.confirming.keep(each)
                case Inquiry():
                    await work.questing.keep(each)
        await work.commit()


async def stored(town: Town, warm: WarmIntroduction) -> WarmIntroduction:
    async with town.store.reading(town.community) as work:
        return await work.introducing.get(warm.id)


async def coming(town: Town) -> Sequence[tuple[NoticeKind, str, bool]]:
    """What anybody has coming: why, who, and whether it was somebody else's idea."""
    columns = DELIVERY.c
    question = (
        select(columns.kind, columns.recipient, columns.unasked)
        .where(columns.state == DeliveryState.PENDING)
        .order_by(columns.due_at, columns.kind, columns.recipient)
    )
    async with town.store.database.reading() as connection:
        return [tuple(row) for row in await connection.execute(question)]


async def test_one_after_the_other_is_asked_then_all_are_told(town: Town) -> None:
    cleo = await with_cleo(town)
    warm = proposed(town, cleo)
    await keep(town, warm)
    assert await coming(town) == [(NoticeKind.WOULD_MEET, town.bo, True)]
    await keep(town, (await stored(town, warm)).accepted(town.bo, at=SOON))
    assert await coming(town) == [(NoticeKind.WOULD_MEET, cleo, True)]
    await keep(town, (await stored(town, warm)).accepted(cleo, at=SOON))
    told = {
        (NoticeKind.CAME_ABOUT, town.ana, False),
        (NoticeKind.INTRODUCED, group_address(warm.id), False),
    }
    for kind in (NoticeKind.INTRODUCED, NoticeKind.DID_MEET):
        told |= {(kind, town.bo, False), (kind, cleo, False)}
    assert {*await coming(town)} == told


async def test_a_no_takes_the_question_away_and_wants_nothing_else(town: Town) -> None:
    warm = proposed(town, await with_cleo(town))
    await keep(town, warm)
    await keep(town, (await stored(town, warm)).declined(town.bo, at=SOON))
    assert await coming(town) == []


async def test_they_are_found_by_each_of_the_three_and_nobody_else(town: Town) -> None:
    cleo = await with_cleo(town)
    old, new = proposed(town, cleo), proposed(town, cleo, at=SOON)
    await keep(town, old, new)
    async with town.store.reading(town.community) as work:
        for member in (town.ana, town.bo, cleo):
            assert [each.id for each in await work.introducing.concerning([member], NOW)] == [new.id, old.id]
            assert [each.id for each in await work.introducing.concerning([member], SOON)] == [new.id]
        assert await work.introducing.concerning([MemberId("nobody")], NOW) == []
        assert await work.introducing.concerning([], NOW) == ()
        assert {*await work.introducing.by_id([old.id, "never"])} == {old.id}
        with pytest.raises(NotFound):
            await work.introducing.get("never")


async def test_two_answers_at_a_time_are_not_both_taken(town: Town) -> None:
    warm = proposed(town, await with_cleo(town))
    await keep(town, warm)
    read = await stored(town, warm)
    await keep(town, read.accepted(town.bo, at=SOON))
    with pytest.raises(NotPossible):
        await keep(town, read.declined(town.bo, at=SOON))


async def test_who_leaves_is_nobody_in_it_and_whoever_asked_still_knows_the_names(town: Town) -> None:
    cleo = await with_cleo(town)
    warm = proposed(town, cleo)
    await keep(town, warm, proposed(town, cleo).accepted(town.bo, at=NOW).accepted(cleo, at=SOON))
    async with town.store.work(town.community) as work:
        await work.book(cleo).forget_everything()
        await work.commit()
    left = await stored(town, warm)
    assert (left.first, left.second, left.second_name) == (town.bo, None, "Cleo")
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_everything()
        await work.commit()
    async with town.store.reading(town.community) as work:
        (kept,) = await work.introducing.concerning([town.bo], NOW)
    assert (kept.came_about, kept.asker, kept.first_name, kept.reason) == (True, None, None, None)
    async with town.store.work(town.community) as work:
        await work.book(town.bo).forget_everything()
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.introducing.by_id([warm.id, kept.id]) == {}


async def test_two_accounts_that_become_one_are_one_in_it_too(town: Town) -> None:
    cleo = await with_cleo(town)
    mine, theirs = proposed(town, cleo), replace(proposed(town, cleo), asker=cleo, first=town.ana, second=town.bo)
    await keep(town, mine, theirs)
    async with town.store.work(town.community) as work:
        await work.members.absorb(cleo, town.bo)
        await work.commit()
    with pytest.raises(NotPossible):
        (await stored(town, mine)).accepted(town.bo, at=SOON)
    moved = await stored(town, theirs)
    assert (moved.asker, moved.first, moved.second) == (town.bo, town.ana, town.bo)


async def test_a_no_to_questions_on_one_account_holds_for_both(town: Town) -> None:
    async with town.store.work(town.community) as work:
        ana, bo = [await work.members.get(each) for each in (town.ana, town.bo)]
        await work.members.save(replace(ana, introduced=Willing.YES, knowing=True))
        await work.members.save(replace(bo, introduced=Willing.NO))
        await work.commit()
    async with town.store.work(town.community) as work:
        await work.members.absorb(town.bo, town.ana)
        await work.commit()
    async with town.store.reading(town.community) as work:
        one = await work.members.get(town.ana)
    assert (one.introduced, one.confirming, one.knowing) == (Willing.NO, Willing.UNSAID, False)


async def _noted(town: Town, owner: MemberId, member: MemberId | None) -> tuple[Person, Introduction]:
    person = Person(PersonId(new_id(NOW)), owner, "Somebody", NOW, member=member)
    met = Introduction(new_id(NOW), owner, person.id, NOW.date(), NOW, where="PyCon", note="secret")
    async with town.store.work(town.community) as work:
        await work.book(owner).people.add(person)
        await work.book(owner).introductions.add(met)
        await work.commit()
    return person, met


async def test_a_meeting_to_confirm_is_asked_once_and_goes_with_its_record(town: Town) -> None:
    person, met = await _noted(town, town.ana, town.bo)
    asked = Confirmation(new_id(NOW), town.ana, town.bo, met.id, met.on, NOW, met.where)
    await keep(town, asked)
    assert await coming(town) == [(NoticeKind.CONFIRM, town.bo, True)]
    with pytest.raises(NotPossible):
        await keep(town, replace(asked, id=new_id(NOW)))
    async with town.store.reading(town.community) as work:
        for member in (town.ana, town.bo):
            assert list(await work.confirming.concerning([member])) == [asked]
        assert await work.confirming.concerning([]) == ()
        read = await work.confirming.get(asked.id)
    await keep(town, read.confirmed("theirs", at=SOON))
    assert await coming(town) == []
    async with town.store.reading(town.community) as work:
        assert (await work.confirming.by_id([asked.id]))[asked.id].state is ConfirmationState.CONFIRMED
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_person(person.id)
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.confirming.by_id([asked.id]) == {}
        with pytest.raises(NotFound):
            await work.confirming.get(asked.id)


async def test_who_forgets_everything_is_asked_nothing_and_asks_nothing_any_more(town: Town) -> None:
    person, met = await _noted(town, town.ana, town.bo)
    asked = Confirmation(new_id(NOW), town.ana, town.bo, met.id, met.on, NOW)
    quest = Quest(new_id(NOW), town.bo, NOW, where="Acme")
    inquiry = Inquiry(new_id(NOW), town.ana, person.id, quest.id, town.bo, NOW, NOW)
    async with town.store.work(town.community) as work:
        await work.book(town.bo).quests.add(quest)
        await work.commit()
    await keep(town, asked, inquiry)
    async with town.store.work(town.community) as work:
        await work.book(town.bo).forget_everything()
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.confirming.concerning([town.ana]) == []
        assert await work.questing.of_members([town.ana]) == []
        assert await work.questing.quests([quest.id]) == {}


async def test_whoever_is_asked_to_help_is_asked_in_turn_and_a_yes_is_told(town: Town) -> None:
    person, _ = await _noted(town, town.ana, None)
    quest = Quest(new_id(NOW), town.bo, NOW, where="Acme")
    async with town.store.work(town.community) as work:
        await work.book(town.bo).quests.add(quest)
        await work.commit()
    inquiry = Inquiry(new_id(NOW), town.ana, person.id, quest.id, town.bo, NOW, NOW)
    await keep(town, inquiry)
    assert await coming(town) == [(NoticeKind.KNOWS, town.ana, False)]
    async with town.store.reading(town.community) as work:
        assert list(await work.questing.of_quests([quest.id])) == [inquiry]
        assert list(await work.questing.of_members([town.ana])) == [inquiry]
        assert await work.questing.of_quests([]) == await work.questing.of_members([]) == ()
        assert (await work.questing.quests([quest.id]))[quest.id] == quest
        read = (await work.questing.by_id([inquiry.id]))[inquiry.id]
    await keep(town, read.answered(Help.YES, at=SOON))
    assert await coming(town) == [(NoticeKind.WOULD_HELP, town.bo, False)]
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_person(person.id)
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.questing.of_quests([quest.id]) == []


async def test_only_those_who_agreed_are_found_to_have_noted_somebody(town: Town) -> None:
    person, _ = await _noted(town, town.ana, None)
    own, _ = await _noted(town, town.bo, None)
    quest = Quest(new_id(NOW), town.bo, NOW, where="pycon", about="SECRET")
    async with town.store.reading(town.community) as work:
        assert await work.company.who_noted(quest) == []
    for member in (town.ana, town.bo):
        async with town.store.work(town.community) as work:
            await work.members.save(replace(await work.members.get(member), knowing=True))
            await work.commit()
    async with town.store.reading(town.community) as work:
        assert list(await work.company.who_noted(quest)) == [(town.ana, person.id)]
        assert list(await work.company.who_noted(replace(quest, owner=town.ana))) == [(town.bo, own.id)]
        assert await work.company.who_noted(replace(quest, about="nothing of it")) == []


async def test_of_several_who_fit_the_one_in_touch_last_counts_and_never_the_asker(town: Town) -> None:
    await _noted(town, town.ana, town.bo)
    old, new = [(await _noted(town, town.ana, None))[0] for _ in range(2)]
    async with town.store.work(town.community) as work:
        await work.members.save(replace(await work.members.get(town.ana), knowing=True))
        await work.book(town.ana).people.save(replace(old, seen_on=NOW.date() - timedelta(days=9)))
        await work.book(town.ana).people.save(replace(new, seen_on=NOW.date()))
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert list(await work.company.who_noted(Quest("q", town.bo, NOW, where="PyCon"))) == [(town.ana, new.id)]
