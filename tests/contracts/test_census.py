"""What the core may expect of the numbers about a community, on every database."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import PersonId, new_id
from bot.domain.people import Person
from bot.domain.profiles import Consent
from tests.contracts.test_profiles import keep, profile
from tests.stores import NOW, Town, settle


async def test_those_who_noted_nobody_are_a_number_unless_they_agreed_to_be_named(town: Town) -> None:
    async with town.store.reading(town.community) as work:
        before = await work.counting.members(NOW)
        assert (before.members, before.settled, before.alone, before.listed_alone) == (2, 2, 2, frozenset())
        too_new = await work.counting.members(NOW - timedelta(seconds=1))
        assert (too_new.members, too_new.settled, too_new.alone) == (2, 0, 0)
    await keep(town, profile(town.bo, Consent.ORGANISERS))
    async with town.store.work(town.community) as work:
        listed = await work.counting.members(NOW)
        assert (listed.settled, listed.alone, listed.listed_alone) == (1, 1, {town.bo})
        for owner in (town.ana, town.bo):
            await work.book(owner).people.add(Person(PersonId(new_id(NOW)), owner, "Priya", NOW))
        noted = await work.counting.members(NOW)
        assert (noted.settled, noted.alone, noted.listed_alone) == (1, 0, frozenset())


async def test_another_consent_names_nobody(town: Town) -> None:
    await keep(town, profile(town.bo, *(set(Consent) - {Consent.ORGANISERS})))
    async with town.store.reading(town.community) as work:
        assert (await work.counting.members(NOW)).listed_alone == frozenset()


async def test_another_community_counts_for_nothing(town: Town) -> None:
    other = await settle(town.store, "T2")
    async with town.store.work(other.community) as work:
        member = await work.members.get(other.ana)
        await work.members.save(replace(member, name="Another"))
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert (await work.counting.members(NOW)).members == 2
        assert await work.counting.undelivered(NOW) == []
