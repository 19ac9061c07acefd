"""Communities on several platforms: joined into one, left by one of them, given up."""

from datetime import timedelta

import pytest

from bot.errors import BadSettings
from storage.pruning import GRACE
from storage.store import Store
from tests.stores import NOW, Town, settle


async def test_a_place_nobody_has_used_yet_joins_a_community(town: Town) -> None:
    store = town.store
    await store.community("discord", "900", "Py on Discord", NOW)
    await store.span(("discord", "900"), ("local", "T1"))
    assert await store.find_community("discord", "900") == town.community
    assert {str(space): space.members for space in await store.spaces()} == {"local:T1": 2, "discord:900": 2}
    await store.span(("local", "T1"), ("discord", "900"))
    async with store.reading(town.community) as work:
        assert (await work.members.get(town.ana)).name == "Ana Silva"


async def test_what_cannot_become_one_says_why_and_stays_as_it_was(town: Town) -> None:
    store = town.store
    other = await settle(store, "T2")
    empty = await store.community("local", "T3", "Empty", NOW)
    with pytest.raises(BadSettings, match="both have members"):
        await store.span(("local", "T1"), ("local", "T2"))
    with pytest.raises(BadSettings, match="one workspace or server of each platform"):
        await store.span(("local", "T1"), ("local", "T3"))
    with pytest.raises(BadSettings, match="no slack:T9 is here yet"):
        await store.span(("local", "T1"), ("slack", "T9"))
    found = [await store.find_community("local", team) for team in ("T1", "T2", "T3")]
    assert found == [town.community, other.community, empty]


async def test_a_community_goes_thirty_days_after_it_was_left_everywhere(store: Store) -> None:
    left, half, back = [await settle(store, team) for team in ("T1", "T2", "T3")]
    await store.community("discord", "900", "Half", NOW)
    await store.span(("discord", "900"), ("local", "T2"))
    for team in ("T1", "T2", "T3"):
        await store.suspend("local", team, NOW)
    await store.resume("local", "T3")
    await store.prune(NOW + GRACE - timedelta(hours=1))
    assert await store.find_community("local", "T1") == left.community
    await store.prune(NOW + GRACE + timedelta(hours=1))
    found = [await store.find_community("local", team) for team in ("T1", "T2", "T3")]
    assert found == [None, half.community, back.community]
    assert (await settle(store, "T1")).community != left.community


async def test_where_an_account_was_last_comes_first(store: Store) -> None:
    first, second = [await settle(store, team) for team in ("T1", "T2")]
    await store.entered(second.community, "local", "ana", NOW)
    assert await store.homes("local", "ana") == [second.community, first.community]
    await store.entered(first.community, "local", "ana", NOW + timedelta(hours=1))
    assert await store.homes("local", "ana") == [first.community, second.community]
    assert await store.homes("local", "nobody") == []
