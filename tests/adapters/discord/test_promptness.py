"""Three seconds are what Discord gives: whatever the database does, nobody is left without an answer."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.discord.conftest import Stage, heard
from tests.fakes.discord.interactions import Callback, Interaction


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """Another process is writing, for as long as it takes."""
    other = sqlite3.connect(folder / "hallway.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


@contextmanager
def broken(folder: Path) -> Generator[None]:
    """The database answers everything about workspaces with an error."""
    other = sqlite3.connect(folder / "hallway.db", isolation_level=None)
    other.execute("ALTER TABLE workspace RENAME TO elsewhere")
    try:
        yield
    finally:
        other.execute("ALTER TABLE elsewhere RENAME TO workspace")
        other.close()


@pytest.fixture
def stage(discord_stage: Stage) -> Stage:
    """With little patience, so that the tests need little too."""
    discord_stage.platform = discord_stage.another(replace(discord_stage.settings, patience=0.05))
    return discord_stage


async def deferred(stage: Stage, asked: Interaction) -> None:
    await stage.until(lambda: asked.response is Callback.DEFERRED_MESSAGE)


async def test_a_command_is_announced_while_the_database_is_locked_and_answered_after(
    stage: Stage, tmp_path: Path
) -> None:
    async with stage.connected():
        await stage.settled()
        with locked(tmp_path):
            asked = await stage.ana.slash("met", {"person": "Cleo"}, stage.channel, wait=False)
            await deferred(stage, asked)
            assert stage.read_by(stage.ana, stage.channel) == []
        await stage.until(lambda: asked.is_answered)
        assert "Cleo" in stage.read_by(stage.ana, stage.channel)[-1]
        assert stage.read_by(stage.bo, stage.channel) == []


async def test_a_button_and_a_form_are_announced_too(stage: Stage, tmp_path: Path) -> None:
    async with stage.connected():
        await stage.ana.slash("met", {"person": "Cleo"}, stage.channel)
        with locked(tmp_path):
            pressed = await stage.ana.press("Undo", wait=False)
            await deferred(stage, pressed)
        await stage.until(lambda: pressed.is_answered)
        await stage.ana.use_on_person("I met this person", stage.bo.user, stage.channel)
        with locked(tmp_path):
            submitted = await stage.ana.submit({"where": "the hallway"}, wait=False)
            await deferred(stage, submitted)
        await stage.until(lambda: submitted.is_answered)
        assert "the hallway" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_of_two_sessions_that_announce_one_answers(discord_stage: Stage) -> None:
    stage, names = discord_stage, ["Cleo", "Dan", "Eva", "Finn"]
    hasty = replace(stage.settings, patience=0.0)
    one, other = stage.another(hasty), stage.another(hasty)
    async with stage.connected(one), stage.connected(other):
        for name in names:
            await stage.ana.slash("met", {"person": name}, stage.channel)
        for platform in (one, other):
            await stage.fake.gateway.caught_up()
            await platform.settled()
    answers = stage.read_by(stage.ana, stage.channel)
    assert [sum(name in answer for answer in answers) for name in names] == [1] * len(names)


async def test_a_menu_opens_its_form_without_the_database(stage: Stage, tmp_path: Path) -> None:
    async with stage.connected():
        await stage.settled()
        with locked(tmp_path):
            await stage.ana.use_on_person("I met this person", stage.bo.user, stage.channel)
            assert stage.ana.modal is not None


async def test_a_database_that_fails_is_told_of_and_not_kept_quiet(
    stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage.connected():
        await stage.settled()
        with broken(tmp_path):
            await stage.ana.say("met Cleo")
            assert "went wrong" in await heard(stage.ana)
        await stage.ana.say("people")
        assert "Cleo" not in await heard(stage.ana)
    assert "discord_event_failed" in [each.getMessage() for each in caplog.records]
