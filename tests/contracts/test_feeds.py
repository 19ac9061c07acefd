"""What the core may expect of calendar addresses in a store, on every database."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.feeds import Feed, fingerprint, new_token
from bot.domain.ids import MemberId
from storage.tables.feeds import FEED
from tests.stores import NOW, Town, settle


async def opened(town: Town, member: MemberId | None) -> str:
    token = new_token()
    async with town.store.work(town.community) as work:
        await work.feeds.open(member, fingerprint(token), NOW)
        assert not work.has_changes
        await work.commit()
    return token


async def shown(town: Town, token: str) -> Feed | None:
    return await town.store.feed(fingerprint(token))


async def test_an_address_leads_to_whose_it_is(town: Town) -> None:
    other = await settle(town.store, "T2")
    anas, everybodys, theirs = await opened(town, town.ana), await opened(town, None), await opened(other, None)
    assert await shown(town, anas) == Feed(town.community, "T1", fingerprint(anas), town.ana)
    assert await shown(town, everybodys) == Feed(town.community, "T1", fingerprint(everybodys))
    found = await shown(town, theirs)
    assert found is not None
    assert found.community == other.community
    assert await shown(town, new_token()) is None
    async with town.store.reading(town.community) as work:
        assert [await work.feeds.opened_at(each) for each in (town.ana, town.bo, None)] == [NOW, None, NOW]


async def test_the_database_holds_nothing_that_opens_one(town: Town) -> None:
    token = await opened(town, town.ana)
    async with town.store.database.reading() as connection:
        rows = (await connection.execute(FEED.select())).all()
    assert len(rows) == 1
    assert token not in str(rows)


async def test_a_new_address_ends_the_one_before_and_no_other(town: Town) -> None:
    first, bos, everybodys = await opened(town, town.ana), await opened(town, town.bo), await opened(town, None)
    second = await opened(town, town.ana)
    assert await shown(town, first) is None
    assert None not in [await shown(town, each) for each in (second, bos, everybodys)]
    async with town.store.work(town.community) as work:
        await work.feeds.close(None)
        await work.commit()
    assert await shown(town, everybodys) is None
    assert await shown(town, second) is not None


async def test_who_is_forgotten_has_no_address_any_more(town: Town) -> None:
    token, everybodys = await opened(town, town.ana), await opened(town, None)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_everything()
        await work.commit()
    assert await shown(town, token) is None
    assert await shown(town, everybodys) is not None


async def test_nothing_is_shown_while_the_app_is_removed(town: Town) -> None:
    tokens = [await opened(town, town.ana), await opened(town, None)]
    await town.store.suspend("local", "T1", NOW)
    assert [await shown(town, each) for each in tokens] == [None, None]
    await town.store.resume("local", "T1")
    assert None not in [await shown(town, each) for each in tokens]


async def test_two_who_are_one_keep_both_addresses_and_give_up_both(town: Town) -> None:
    tokens = [await opened(town, town.ana), await opened(town, town.bo)]
    async with town.store.work(town.community) as work:
        await work.members.absorb(town.bo, town.ana)
        await work.commit()
    found = [await shown(town, each) for each in tokens]
    assert [each and each.member for each in found] == [town.ana, town.ana]
    async with town.store.work(town.community) as work:
        await work.feeds.close(town.ana)
        await work.commit()
    assert [await shown(town, each) for each in tokens] == [None, None]


async def test_a_community_that_is_gone_leaves_no_address(town: Town) -> None:
    token = await opened(town, None)
    await town.store.suspend("local", "T1", NOW)
    await town.store.prune(NOW + timedelta(days=31))
    await town.store.resume("local", "T1")
    assert await shown(town, token) is None
    async with town.store.database.reading() as connection:
        assert (await connection.execute(FEED.select())).all() == []
