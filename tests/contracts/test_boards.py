"""What the core may expect of the boards in a store, on every database."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.boards import Board, Hand, Post, last_minute
from bot.domain.bulletins import MOST_IN_ISSUE, Bulletin
from bot.domain.delivery import DeliveryState
from bot.domain.ids import DeliveryId, MemberId, new_id
from bot.domain.members import Account
from bot.domain.noticeboard import Noticeboard
from bot.domain.times import Frequency, Moment, Precision, Rule
from bot.errors import NotFound, NotPossible
from storage.tables.boards import POST
from storage.tables.delivery import DELIVERY
from tests.storage.samples import change
from tests.stores import NOW, ZONE, Town, settle

APRIL = last_minute(date(2026, 4, 1), ZONE)
MONDAY = Moment(datetime.fromisoformat("2026-03-09T10:00"), ZONE, rule=Rule(Frequency.WEEKLY))
TOLD = Moment(datetime.fromisoformat("2026-03-05T09:00"), ZONE, Precision.DAY)


def ask(author: MemberId, text: str = "a review", *, minutes: int = 0, board: Board = Board.ASK) -> Post:
    at = NOW + timedelta(minutes=minutes)
    return Post(new_id(at), author, board, text, at, at, APRIL, APRIL.instant)


def hand(post: Post, member: MemberId) -> Hand:
    return Hand(new_id(NOW), post.id, member, post.author, "I can", NOW, TOLD)


async def keep(town: Town, *posts: Post, hands: tuple[Hand, ...] = ()) -> None:
    async with town.store.work(town.community) as work:
        for each in posts:
            await work.boards.add(each)
        for each in hands:
            await work.boards.raise_hand(each)
        await work.commit()


async def planned(town: Town) -> list[tuple[str, str, str]]:
    """What is to come: kind, recipient, wall time."""
    columns = (DELIVERY.c.kind, DELIVERY.c.recipient, DELIVERY.c.occurrence)
    question = select(*columns).where(DELIVERY.c.state == DeliveryState.PENDING).order_by(DELIVERY.c.due_at)
    async with town.store.database.reading() as connection:
        return [(row.kind.value, row.recipient, row.occurrence) for row in await connection.execute(question)]


async def test_what_stands_is_given_newest_first_by_board(town: Town) -> None:
    first, second = ask(town.ana), ask(town.bo, "Kafka", minutes=1, board=Board.OFFER)
    over = replace(ask(town.bo, minutes=2), over_at=NOW)
    closed = ask(town.bo, minutes=3).closed(now=NOW)
    await keep(town, first, second, over, closed)
    async with town.store.reading(town.community) as work:
        assert await work.boards.standing(NOW) == [second, first]
        assert await work.boards.standing(NOW, Board.ASK) == [first]
        assert await work.boards.standing(APRIL.instant) == []
        assert await work.boards.of(town.bo) == [closed, over, second]
        with pytest.raises(NotFound):
            await work.boards.get("none")
    async with town.store.database.reading() as connection:
        assert "Kafka" not in str((await connection.execute(POST.select())).all())


async def test_another_community_has_boards_of_its_own(town: Town) -> None:
    post = ask(town.ana)
    await keep(town, post, hands=(hand(post, town.bo),))
    other = await settle(town.store, "T2")
    async with town.store.reading(other.community) as work:
        assert await work.boards.find(post.id) is None
        assert await work.boards.standing(NOW) == []
        assert await work.boards.hands_to(town.ana) == []


async def test_its_author_is_asked_before_it_ends_and_told_of_answers_by_the_record_alone(town: Town) -> None:
    post = ask(town.ana)
    answer = hand(post, town.bo)
    await keep(town, post, hands=(answer,))
    still, told = ("still", town.ana, "2026-03-29T09:00"), ("answered", town.ana, TOLD.key)
    assert await planned(town) == [told, still]
    async with town.store.work(town.community) as work:
        again = replace(answer, id=new_id(NOW))
        with pytest.raises(NotPossible):
            await work.boards.raise_hand(again)
    async with town.store.work(town.community) as work:
        await work.boards.withdraw(answer)
        await work.boards.save(post.until(date(2026, 4, 11), ZONE, now=NOW))
        await work.commit()
    assert await planned(town) == [("still", town.ana, "2026-04-08T09:00")]
    async with town.store.work(town.community) as work:
        await work.boards.save((await work.boards.get(post.id)).closed(now=NOW, by=town.bo))
        await work.commit()
    assert [each[:2] for each in await planned(town)] == [("solved", town.bo)]


async def test_undoing_takes_it_back_unless_somebody_answered(town: Town) -> None:
    post, done = ask(town.ana), change(town.ana)
    async with town.store.work(town.community) as work:
        await work.boards.add(post)
        await work.keep_change(done)
        await work.commit()
    await keep(town, hands=(hand(post, town.bo),))
    async with town.store.work(town.community) as work:
        with pytest.raises(NotPossible):
            await work.book(town.ana).changes.undo(done, at=NOW)
        await work.boards.withdraw((await work.boards.hands_to(town.ana))[0])
        await work.book(town.ana).changes.undo(done, at=NOW)
        await work.commit()
    assert await planned(town) == []


async def test_whoever_is_forgotten_leaves_no_post_no_answer_and_no_name(town: Town) -> None:
    mine, theirs = ask(town.ana), ask(town.bo, minutes=1)
    solved = ask(town.bo, minutes=2).closed(now=NOW, by=town.ana).naming(now=NOW)
    await keep(town, mine, theirs, solved, hands=(hand(mine, town.bo), hand(theirs, town.ana)))
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_everything()
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.boards.standing(NOW) == [theirs]
        assert await work.boards.hands_to(town.bo) == []
        assert (await work.boards.get(solved.id)).solved_by is None
    assert [each[:2] for each in await planned(town)] == [("still", town.bo)]


async def test_two_accounts_that_are_one_answer_once_and_never_to_themselves(town: Town) -> None:
    cleo, bos, anas = MemberId(new_id(NOW)), ask(town.bo), ask(town.ana, minutes=1)
    async with town.store.work(town.community) as work:
        member = await work.members.get(town.ana)
        await work.members.join(replace(member, id=cleo, name="Cleo"), Account(town.community, "local", "cleo", cleo))
        await work.commit()
    cleos = replace(ask(cleo, minutes=2), solved_by=town.ana, closed_at=NOW)
    hands = (hand(anas, town.bo), hand(bos, town.ana), hand(anas, cleo), hand(bos, cleo))
    await keep(town, bos, anas, cleos, hands=hands)
    async with town.store.work(town.community) as work:
        await work.members.absorb(cleo, town.ana)
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert [each.id for each in await work.boards.of(town.ana)] == [cleos.id, anas.id]
        assert (await work.boards.get(cleos.id)).solved_by is None
        assert [each.id for each in await work.boards.hands_to(town.bo)] == [hands[1].id]
        assert [each.id for each in await work.boards.hands_to(town.ana)] == [hands[0].id]
    assert await town.store.check(NOW) == []


async def decide(town: Town, bulletin: Bulletin | None, board: Noticeboard | None = None) -> None:
    async with town.store.work(town.community) as work:
        if board is not None:
            await work.meetups.hang(board)
        if bulletin is not None:
            await work.boards.publish(bulletin)
        await work.commit()


async def test_the_digest_goes_where_organisers_say_from_then_on(town: Town) -> None:
    board = Noticeboard(town.community, NOW, {"slack": "C1", "local": "events"})
    bulletin = Bulletin(town.community, NOW, MONDAY)
    await decide(town, None, board)
    assert await planned(town) == []
    await decide(town, bulletin)
    assert {each[1:] for each in await planned(town)} == {("#slack:C1", MONDAY.key), ("#local:events", MONDAY.key)}
    later = NOW + timedelta(days=20)
    async with town.store.work(town.community) as work:
        kept = await work.boards.bulletin()
        assert kept is not None
        assert kept == bulletin
        await work.boards.publish(kept.using("local", "boards", at=later).using("slack", None, at=later))
        await work.commit()
    assert await planned(town) == [("bulletin", "#local:boards", "2026-03-30T10:00")]


async def test_a_digest_is_filled_once_with_what_is_in_none(town: Town) -> None:
    posts = [ask(town.ana, f"entry {number}", minutes=number) for number in range(MOST_IN_ISSUE + 3)]
    await keep(town, *posts)
    due, late = NOW + timedelta(hours=1), NOW + timedelta(days=8)
    first, second, elsewhere = (DeliveryId(f"d{number}") for number in range(3))
    async with town.store.work(town.community) as work:
        for _ in range(2):
            await work.boards.fill(first, "local", due, due)
        await work.boards.fill(second, "local", due, late)
        await work.boards.fill(elsewhere, "slack", NOW, NOW)
        assert await work.boards.in_issue(first) == posts[:MOST_IN_ISSUE]
        assert await work.boards.in_issue(second) == posts[MOST_IN_ISSUE:]
        assert await work.boards.in_issue(elsewhere) == posts[:1], "what was posted later is for the next one"
        assert await work.boards.issue(first) is None, "there is no such delivery"
        await work.boards.remove(posts[0])
        assert await work.boards.in_issue(elsewhere) == []
