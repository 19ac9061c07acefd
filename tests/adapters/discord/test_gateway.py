"""The connection: begun seldom, taken up again, and given up with one line where trying again is no use."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.discord.errors import NotSent
from adapters.discord.identifies import OFTEN, TOO_OFTEN, Identifies, pause_after
from adapters.discord.options import tree_of
from bot.commands import COMMANDS
from bot.errors import BadToken
from config.core import Core
from config.platforms import supervise
from tests.adapters.discord.conftest import NOW, SECRET, Stage, heard
from tests.fakes.discord import add_guild
from tests.fakes.discord.opcodes import PRIVILEGED, Close
from tests.fakes.discord.places import add_back, cut_off, remove_bot

COMMANDS_PUT = "PUT /applications/{application_id}/commands"


async def test_a_wrong_token_is_one_line_for_the_operator(discord_stage: Stage) -> None:
    platform = discord_stage.another(replace(discord_stage.settings, token="wrong"))
    with pytest.raises(BadToken, match="HALLWAY_DISCORD_TOKEN"):
        await platform.run()


async def test_a_wrong_token_is_tried_once(discord_stage: Stage) -> None:
    platform = discord_stage.another(replace(discord_stage.settings, token="wrong"))
    assert str(await supervise(platform)).count("\n") == 0
    assert [each.status for each in discord_stage.fake.asked] == [401]


async def test_a_token_that_is_reset_meanwhile_ends_the_connection_for_good(discord_stage: Stage) -> None:
    stage = discord_stage
    running = asyncio.create_task(stage.platform.run())
    await stage.until(lambda: stage.fake.gateway.live)
    for connection in stage.fake.gateway.connections:
        await connection.socket.close(code=Close.AUTHENTICATION_FAILED)
    with pytest.raises(BadToken):
        await running


async def test_where_nobody_listens_it_is_tried_again(discord_stage: Stage) -> None:
    nowhere = discord_stage.another(replace(discord_stage.settings, api_url="http://127.0.0.1:9"))
    rests = list[float]()

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await supervise(nowhere, rest)


def in_private(stage: Stage) -> list[str]:
    return [each.content for each in stage.ana.sees() if each.channel.guild is None]


async def test_a_server_that_is_left_is_written_to_no_more_until_we_are_back(stage: Stage) -> None:
    delivery = Core(stage.store, stage.dispatcher, stage.clock, SECRET).delivery([stage.platform.messenger])
    await stage.ana.slash("remind", {"what": "call Cleo", "when": "tomorrow 9:00"}, stage.channel)
    remove_bot(stage.fake, stage.guild)
    await stage.settled()
    stage.clock.advance_to(stage.clock.now() + timedelta(days=2))
    await delivery.run_due()
    assert in_private(stage) == []
    add_back(stage.fake, stage.guild)
    await stage.settled()
    stage.clock.advance_to(stage.clock.now() + timedelta(days=1))
    await delivery.run_due()
    (reminder,) = in_private(stage)
    assert "call Cleo" in reminder


async def test_an_outage_of_a_server_is_no_leaving(stage: Stage) -> None:
    cut_off(stage.fake, stage.guild)
    await stage.settled()
    await stage.ana.say("met Cleo")
    assert "Cleo" in await heard(stage.ana)


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
    stage.fake.failing[COMMANDS_PUT] = [500, 500]
    async with stage.connected():
        await stage.ana.say("met Cleo")
        assert "Cleo" in await heard(stage.ana)


async def test_no_intent_is_asked_for_that_must_be_allowed(stage: Stage) -> None:
    (told,) = stage.fake.gateway.identified
    assert not told["intents"] & PRIVILEGED
    assert told["shard"] == [0, 1]


async def test_a_good_start_warns_of_nothing(discord_stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    async with discord_stage.connected():
        await discord_stage.settled()
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []


async def test_an_address_may_end_in_a_slash(discord_stage: Stage) -> None:
    stage = discord_stage
    async with stage.connected(stage.another(replace(stage.settings, api_url=f"{stage.settings.api_url}/"))):
        await stage.ana.say("met Cleo")
        assert "Cleo" in await heard(stage.ana)


async def test_nothing_is_lost_or_doubled_over_dropped_connections(stage: Stage) -> None:
    names = ["Cleo", "Dan", "Eva", "Finn"]
    for name in names:
        await stage.ana.say(f"met {name}")
        stage.fake.gateway.drop()
    await stage.fake.pulse.until(lambda: len(stage.ana.sees()) >= len(names), "answers", patience=30)
    await stage.fake.gateway.caught_up()
    await stage.platform.settled()
    answers = stage.read_by(stage.ana)
    assert [sum(name in answer for answer in answers) for name in names] == [1] * len(names)
    assert stage.fake.gateway.resumed > 0
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


async def is_suspended(stage: Stage) -> bool:
    async with stage.store.reading(await stage.community()) as work:
        return "discord" in await work.members.suspended()


async def test_a_server_that_removed_us_while_we_were_down_is_written_to_no_more(discord_stage: Stage) -> None:
    stage = discord_stage
    async with stage.connected():
        await stage.settled()
    add_guild(stage.fake, "PyBerlin", stage.ana.user)
    remove_bot(stage.fake, stage.guild)
    platform = stage.another()
    async with stage.connected(platform):
        await stage.until(lambda: stage.fake.asks("GET /guilds/{guild_id}"))
        await platform.settled()
        assert await is_suspended(stage)
        add_back(stage.fake, stage.guild)
        await stage.fake.gateway.caught_up()
        await platform.settled()
        assert not await is_suspended(stage)


async def test_a_server_of_which_nothing_is_known_for_certain_stays(discord_stage: Stage) -> None:
    stage = discord_stage
    async with stage.connected():
        await stage.settled()
    remove_bot(stage.fake, stage.guild)
    stage.fake.failing["GET /guilds/{guild_id}"].extend([503] * 3)
    platform = stage.another()
    async with stage.connected(platform):
        await stage.until(lambda: stage.fake.asks("GET /guilds/{guild_id}"))
        await platform.settled()
        assert not await is_suspended(stage)
