"""What the keyring owes the adapters, on every database."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from config.clocks import SimulatedClock
from storage.keyring import LEASE_LENGTH, Keyring
from storage.store import Store
from tests.stores import NOW


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOW)


@pytest.fixture
def keyring(store: Store, clock: SimulatedClock) -> Keyring:
    return store.keyring(clock)


async def test_what_was_put_last_is_there_until_it_is_removed(keyring: Keyring) -> None:
    await keyring.put("slack/T1", "xoxb-one")
    await keyring.put("slack/T1", "xoxb-two")
    assert await keyring.get("slack/T1") == "xoxb-two"
    await keyring.remove("slack/T1")
    assert await keyring.get("slack/T1") is None


async def test_of_several_who_take_one_gets_it(keyring: Keyring) -> None:
    await keyring.put("state", "secret")
    taken = await asyncio.gather(*(keyring.take("state") for _ in range(20)))
    assert sorted(filter(None, taken)) == ["secret"]


async def test_names_are_found_by_how_they_begin(keyring: Keyring) -> None:
    for name in ("slack/T2", "slack_T3", "slack/T1", "discord/tree"):
        await keyring.put(name, "x")
    assert await keyring.names("slack/") == ["slack/T1", "slack/T2"]


async def test_a_secret_is_nowhere_in_the_clear_and_opens_under_its_own_name_only(
    keyring: Keyring, store: Store
) -> None:
    await keyring.put("one", "xoxb-one")
    async with store.database.writing() as connection:
        (sealed,) = (await connection.execute(text("SELECT value FROM keyring"))).scalars()
        await connection.execute(text("UPDATE keyring SET name = 'other'"))
        await connection.commit()
    assert b"xoxb" not in sealed
    with pytest.raises(Exception, match="does not open"):
        await keyring.get("other")


async def test_a_lock_is_held_by_one_at_a_time(keyring: Keyring, store: Store, clock: SimulatedClock) -> None:
    inside, most = 0, 0

    async def hold(ring: Keyring) -> None:
        nonlocal inside, most
        async with ring.locked("refresh"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(hold(ring) for ring in (keyring, store.keyring(clock)) for _ in range(3)))
    assert most == 1


async def test_the_lock_of_somebody_who_died_is_free_after_a_while(keyring: Keyring, clock: SimulatedClock) -> None:
    abandoned = keyring.locked("refresh")
    await abandoned.__aenter__()
    clock.advance_to(NOW + LEASE_LENGTH + timedelta(seconds=1))
    async with asyncio.timeout(5), keyring.locked("refresh"):
        pass
