"""What the core may expect of profiles in a store, on every database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.deeds import Deed
from bot.domain.ids import MemberId, new_id
from bot.domain.pitches import Pitch
from bot.domain.profiles import Consent, Profile
from tests.storage.samples import TODAY, change
from tests.stores import NOW, Town, settle

INTERESTS = ("Rust, compilers", "tea")


def profile(owner: MemberId, *consents: Consent) -> Profile:
    made = Profile(owner, owner, NOW, "Ana M", "engineer", "I make tea", INTERESTS, links=("https://x.example",))
    for consent in consents:
        made = made.agreeing(consent, at=NOW)
    return made


async def keep(town: Town, made: Profile) -> None:
    async with town.store.work(town.community) as work:
        book = work.book(made.owner)
        await book.profiles.add(made)
        for at, who in ((NOW, "earlier"), (NOW + timedelta(days=1), "later")):
            await book.pitches.add(Pitch(new_id(at), made.owner, at, who))
        await book.deeds.add(Deed(new_id(NOW), made.owner, "gave a talk", TODAY, NOW, "https://y.example"))
        await work.commit()


async def test_it_is_shown_where_its_owner_agreed_and_nowhere_else(town: Town) -> None:
    await keep(town, profile(town.ana, Consent.CARD, Consent.SEARCH))
    await keep(town, profile(town.bo, Consent.ORGANISERS))
    async with town.store.reading(town.community) as work:
        on_card = (await work.profiles.shown(Consent.CARD, [town.ana, town.bo]))[town.ana]
        assert (on_card.name, on_card.interests, on_card.links) == ("Ana M", INTERESTS, ("https://x.example",))
        assert on_card.pitch == "Later."
        assert [each.text for each in on_card.deeds] == ["gave a talk"]
        assert {*await work.profiles.shown(Consent.CARD)} == {*await work.profiles.shown(Consent.SEARCH)} == {town.ana}
        found = (await work.profiles.shown(Consent.SEARCH))[town.ana]
        assert (found.pitch, found.links, found.deeds, found.zone) == (None, (), (), None)
        assert {*await work.profiles.shown(Consent.ORGANISERS)} == {town.bo}
        assert await work.profiles.shown(Consent.MEETUPS) == {}
        assert await work.profiles.shown(Consent.CARD, [town.bo]) == {}
        assert await work.profiles.shown(Consent.CARD, []) == {}


async def test_another_community_is_shown_nothing(town: Town) -> None:
    await keep(town, profile(town.ana, *Consent))
    other = await settle(town.store, "T2")
    async with town.store.reading(other.community) as work:
        assert await work.profiles.shown(Consent.CARD, [town.ana]) == {}
        assert await work.profiles.shown(Consent.SEARCH) == {}


async def test_undoing_a_consent_ends_it(town: Town) -> None:
    await keep(town, profile(town.ana))
    done = change(town.ana)
    async with town.store.work(town.community) as work:
        book = work.book(town.ana)
        before = await book.profiles.get(town.ana)
        await book.profiles.save(before.agreeing(Consent.CARD, at=NOW))
        await work.keep_change(done)
        assert town.ana in await work.profiles.shown(Consent.CARD)
        await book.changes.undo(done, at=NOW)
        assert await work.profiles.shown(Consent.CARD) == {}
        assert (await book.profiles.get(town.ana)).interests == before.interests
        await work.commit()


@pytest.mark.parametrize("consents", [(Consent.CARD,), (Consent.CARD, Consent.SEARCH)])
async def test_two_accounts_that_are_one_have_one_profile_with_what_both_agreed_to(
    town: Town, consents: tuple[Consent, ...]
) -> None:
    await keep(town, profile(town.ana, Consent.CARD, Consent.MEETUPS))
    await keep(town, replace(profile(town.bo, *consents), asks=("a job",)))
    async with town.store.work(town.community) as work:
        await work.members.absorb(town.bo, town.ana)
        await work.commit()
    async with town.store.work(town.community) as work:
        book = work.book(town.ana)
        (one,) = await book.profiles.every()
        assert (one.asks, {*one.consents}) == (("a job",), {Consent.CARD})
        assert (await book.pitches.count(), await book.deeds.count()) == (4, 2)
        assert {*await work.profiles.shown(Consent.CARD)} == {town.ana}
        await book.profiles.save(replace(one, occupation="baker"))


async def test_who_had_no_profile_gets_the_one_of_their_other_account(town: Town) -> None:
    await keep(town, profile(town.bo, Consent.CARD))
    async with town.store.work(town.community) as work:
        await work.members.absorb(town.bo, town.ana)
        assert (await work.book(town.ana).profiles.get(town.ana)).occupation == "engineer"
        assert {*await work.profiles.shown(Consent.CARD)} == {town.ana}
