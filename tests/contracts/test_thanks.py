"""What the core may expect of thanks in a store, on every database."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.blocks import Block
from bot.domain.ids import MemberId, new_id
from bot.domain.members import Account
from bot.domain.profiles import Consent
from bot.domain.thanks import Thanks
from storage.tables.thanks import THANKS
from tests.contracts.test_boards import TOLD, planned
from tests.contracts.test_profiles import keep, profile
from tests.storage.samples import change
from tests.stores import NOW, Town, settle


def thanks(giver: MemberId, taker: MemberId, text: str = "the slides", *, minutes: int = 0) -> Thanks:
    at = NOW + timedelta(minutes=minutes)
    return Thanks(new_id(at), giver, taker, text, at, TOLD)


async def give(town: Town, *given: Thanks) -> None:
    async with town.store.work(town.community) as work:
        for each in given:
            await work.thanks.add(each)
        await work.commit()


async def test_they_are_told_by_the_record_and_stand_on_the_card_that_is_shown(town: Town) -> None:
    first, second = thanks(town.bo, town.ana), thanks(town.bo, town.ana, "the ride", minutes=1)
    await give(town, first, second)
    assert await planned(town) == [("thanked", town.ana, TOLD.key)] * 2
    async with town.store.reading(town.community) as work:
        assert await work.thanks.to(town.ana) == await work.thanks.by(town.bo) == [second, first]
        assert await work.thanks.to(town.bo) == []
        assert await work.profiles.shown(Consent.CARD) == {}
    await keep(town, profile(town.ana, Consent.CARD, Consent.SEARCH))
    async with town.store.reading(town.community) as work:
        shown = (await work.profiles.shown(Consent.CARD))[town.ana].thanks
        assert [(each.name, each.text) for each in shown] == [("Bo Chen", "the ride"), ("Bo Chen", "the slides")]
        assert (await work.profiles.shown(Consent.SEARCH))[town.ana].thanks == ()
    async with town.store.database.reading() as connection:
        assert "slides" not in str((await connection.execute(THANKS.select())).all())


async def test_another_community_has_thanks_of_its_own(town: Town) -> None:
    await give(town, thanks(town.bo, town.ana))
    other = await settle(town.store, "T2")
    async with town.store.reading(other.community) as work:
        assert await work.thanks.to(town.ana) == []


async def test_between_two_who_are_kept_apart_there_is_nothing_to_read(town: Town) -> None:
    await give(town, thanks(town.bo, town.ana))
    await keep(town, profile(town.ana, Consent.CARD))
    async with town.store.work(town.community) as work:
        await work.book(town.ana).blocks.add(Block(new_id(NOW), town.ana, town.bo, NOW))
        assert await work.thanks.to(town.ana) == []
        assert len(await work.thanks.by(town.bo)) == 1
        assert (await work.profiles.shown(Consent.CARD))[town.ana].thanks == ()


async def test_undoing_takes_them_back_and_forgetting_either_side_erases_them(town: Town) -> None:
    given, done = thanks(town.bo, town.ana), change(town.bo)
    async with town.store.work(town.community) as work:
        await work.thanks.add(given)
        await work.keep_change(done)
        await work.book(town.bo).changes.undo(done, at=NOW)
        assert await work.thanks.to(town.ana) == []
        await work.commit()
    assert await planned(town) == []
    for leaves in (town.bo, town.ana):
        await give(town, replace(given, id=new_id(NOW)))
        async with town.store.work(town.community) as work:
            await work.book(leaves).forget_everything()
            assert await work.thanks.to(town.ana) == []
        # left uncommitted: the other one leaves the next time
    assert await town.store.check(NOW) == []


async def test_two_accounts_that_are_one_do_not_thank_themselves(town: Town) -> None:
    cleo = MemberId(new_id(NOW))
    async with town.store.work(town.community) as work:
        member = await work.members.get(town.ana)
        await work.members.join(replace(member, id=cleo, name="Cleo"), Account(town.community, "local", "cleo", cleo))
        await work.commit()
    kept = thanks(town.bo, cleo, "the cake")
    await give(town, thanks(cleo, town.ana), kept)
    async with town.store.work(town.community) as work:
        await work.members.absorb(cleo, town.ana)
        assert [each.text for each in await work.thanks.to(town.ana)] == ["the cake"]
        await work.commit()
    assert await planned(town) == [("thanked", town.ana, TOLD.key)]
