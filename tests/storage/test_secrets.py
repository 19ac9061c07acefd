"""Texts open only with the instance's secret, and only in the place they were sealed for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.domain.ids import CommunityId
from bot.errors import SecretError
from storage.secrets import Vault
from storage.store import Store
from storage.tables.notebook import REMINDER
from tests.storage.samples import reminder
from tests.stores import NOW, SECRET, Town

PLACE = ("note", "text", "ana", "n1")
BOX = Vault(SECRET).box(CommunityId("c1"))


@given(st.text(st.characters()))
def test_any_text_opens_as_it_was_sealed(text: str) -> None:
    assert BOX.open(BOX.seal(text, *PLACE), *PLACE) == text


@given(st.integers(min_value=0, max_value=40), st.integers(min_value=1, max_value=255))
def test_a_single_changed_byte_is_refused(at: int, flip: int) -> None:
    sealed = bytearray(BOX.seal("likes tea", *PLACE))
    sealed[at % len(sealed)] ^= flip
    with pytest.raises(SecretError):
        BOX.open(bytes(sealed), *PLACE)


@pytest.mark.parametrize("at", range(len(PLACE)))
def test_a_text_opens_in_its_own_place_only(at: int) -> None:
    elsewhere = [*PLACE]
    elsewhere[at] = "other"
    with pytest.raises(SecretError):
        BOX.open(BOX.seal("likes tea", *PLACE), *elsewhere)


def test_communities_and_secrets_do_not_open_each_others_texts() -> None:
    sealed = BOX.seal("likes tea", *PLACE)
    for box in (Vault(SECRET).box(CommunityId("c2")), Vault(SECRET[::-1]).box(CommunityId("c1"))):
        with pytest.raises(SecretError):
            box.open(sealed, *PLACE)


def test_the_same_text_is_never_sealed_alike() -> None:
    assert BOX.seal("likes tea", *PLACE) != BOX.seal("likes tea", *PLACE)


async def test_swapped_texts_do_not_open(town: Town) -> None:
    first, second = reminder(town.ana), reminder(town.ana, "call Cleo")
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.add(first)
        await work.book(town.ana).reminders.add(second)
        await work.commit()
    async with town.store.database.writing() as connection:
        sealed = (await connection.execute(select(REMINDER.c.text).where(REMINDER.c.id == first.id))).scalar()
        await connection.execute(update(REMINDER).where(REMINDER.c.id == second.id).values(text=sealed))
        await connection.commit()
    async with town.store.reading(town.community) as work:
        with pytest.raises(SecretError):
            await work.book(town.ana).reminders.get(second.id)


async def test_a_note_moved_to_another_notebook_does_not_open_there(town: Town) -> None:
    record = reminder(town.ana)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.add(record)
        await work.commit()
    async with town.store.database.writing() as connection:
        await connection.execute(update(REMINDER).values(owner=town.bo))
        await connection.commit()
    async with town.store.reading(town.community) as work:
        with pytest.raises(SecretError):
            await work.book(town.bo).reminders.every()


async def test_a_database_opens_with_its_own_secret_only(database_url: str) -> None:
    for _ in range(2):
        async with Store.open(database_url, SECRET) as store:
            await store.community("local", "T1", "PyLisboa", NOW)
    with pytest.raises(SecretError, match="first started with"):
        async with Store.open(database_url, SECRET[::-1]):
            pass
