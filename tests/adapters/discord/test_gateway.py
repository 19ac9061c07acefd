"""The connection: begun seldom, taken up again, and given up with one line where trying again is no use."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.discord.errors import NotSent
from adapters.discord.identifies import OFTEN, TOO_OFTEN, Identifies, pause_after
from adapters.discord.options import tree_of
from bot.commands import COMMANDS
from bot.errors import BadToken
from tests.adapters.discord.conftest import NOW, Stage, heard

COMMANDS_PUT = "PUT /applications/{application_id}/commands"


async def test_a_wrong_token_is_one_line_for_the_operator(discord_stage: Stage) -> None:
    platform = discord_stage.another(replace(discord_stage.settings, token="wrong"))
    with pytest.raises(BadToken, match="HALLWAY_DISCORD_TOKEN"):
        await platform.run()


async def test_the_commands_are_told_once_and_again_when_they_change(discord_stage: Stage) -> None:
    stage = discord_stage
    for _ in range(2):
        async with stage.connected(stage.another()):
            pass
    assert len(stage.fake.asks(COMMANDS_PUT)) == 1
    async with stage.connected(stage.another(replace(stage.settings, command_prefix="hw-"))):
        pass
    assert len(stage.fake.asks(COMMANDS_PUT)) == 2
    told = {each["name"] for each in stage.fake.world.commands[""]}
    assert told == {each["name"] for each in tree_of(COMMANDS, prefix="hw-").commands}


async def test_commands_that_are_refused_keep_nobody_from_talking(discord_stage: Stage) -> None:
    stage = discord_stage
    stage.fake.failing[COMMANDS_PUT] = [500]
    async with stage.connected():
        await stage.ana.say("met Cleo")
        assert "Cleo" in await heard(stage.ana)


async def test_a_dropped_connection_is_taken_up_again_with_what_was_missed(stage: Stage) -> None:
    stage.fake.gateway.drop()
    await stage.ana.say("met Cleo")
    assert "Cleo" in await heard(stage.ana)
    assert len(stage.fake.asks(COMMANDS_PUT)) == 1


async def test_discord_asking_to_reconnect_is_followed(stage: Stage) -> None:
    stage.fake.gateway.ask_to_reconnect()
    await stage.ana.say("met Cleo")
    assert "Cleo" in await heard(stage.ana)


def test_sessions_are_begun_more_and_more_slowly() -> None:
    begun = [NOW - timedelta(minutes=1)] * (OFTEN - 1)
    assert pause_after(begun, NOW) == timedelta(0)
    assert pause_after([*begun, NOW], NOW) == timedelta(seconds=30)
    assert pause_after([*begun, NOW, NOW], NOW) == timedelta(minutes=1)
    assert pause_after([NOW - timedelta(hours=2)] * 100, NOW) == timedelta(0)
    assert pause_after([NOW - timedelta(hours=2)] * TOO_OFTEN, NOW) == timedelta(hours=22)


async def test_sessions_are_counted_over_restarts_and_refused_in_the_end(discord_stage: Stage) -> None:
    stage = discord_stage
    slept = list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        stage.clock.advance_to(stage.clock.now() + timedelta(seconds=seconds))

    for _ in range(OFTEN):
        await Identifies(stage.store.keyring(stage.clock), stage.clock).count()
    await Identifies(stage.store.keyring(stage.clock), stage.clock, sleep).wait()
    assert slept == [30]


async def test_a_session_too_many_is_not_begun(discord_stage: Stage) -> None:
    stage = discord_stage
    keyring = stage.store.keyring(stage.clock)
    at = int(stage.clock.now().timestamp())
    await keyring.put("discord/identifies", f"[{', '.join([str(at)] * TOO_OFTEN)}]")
    with pytest.raises(NotSent, match="too many sessions"):
        await Identifies(keyring, stage.clock).count()
