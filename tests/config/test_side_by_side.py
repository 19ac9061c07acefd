"""Slack and Discord in one process, and one person who is on both."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.clocks import SimulatedClock
from config.core import Core, open_core
from config.platforms import Platform, platforms_of, run_all
from config.settings import Settings
from scheduler.delivery import Delivery
from tests.fakes import discord
from tests.fakes.discord.fake import FakeDiscord
from tests.fakes.slack.person import Person as SlackPerson
from tests.fakes.slack.server import serving as serving_slack
from tests.fakes.slack.slack import Slack

_MORNING = datetime(2026, 3, 4, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Both:
    """Hallway on a Slack and a Discord that are one community, and Ana with an account on each."""

    slack: Slack
    fake: FakeDiscord
    core: Core
    platforms: list[Platform]
    delivery: Delivery
    clock: SimulatedClock
    on_slack: SlackPerson
    on_discord: discord.Person

    async def answered(self) -> None:
        for _ in range(2):
            await self.slack.outgoing.quiet()
            await self.fake.gateway.caught_up()
            for platform in self.platforms:
                await platform.settled()

    async def say_on_slack(self, text: str) -> str:
        """What stands there as the last answer."""
        await self.on_slack.says(text)
        await self.answered()
        return self.on_slack.sees()[-1]

    async def say_on_discord(self, text: str) -> str:
        await self.on_discord.say(text)
        heard = await self.on_discord.hears()
        await self.answered()
        return heard.text

    async def wait(self, length: timedelta) -> None:
        self.clock.advance_to(self.clock.now() + length)
        await self.delivery.run_due()
        await self.answered()

    @property
    def counts(self) -> tuple[int, int]:
        """How many messages of ours Ana has on Slack, and on Discord."""
        return len(self.on_slack.sees()), len(self.on_discord.sees())


@pytest.fixture
async def both(tmp_path: Path) -> AsyncGenerator[Both]:
    clock = SimulatedClock(_MORNING)
    slack = Slack(now=clock.now)
    async with serving_slack(slack), discord.serving(discord.Setup(clock=clock.now)) as fake:
        guild = discord.add_guild(fake, "PyLisboa")
        on_slack = SlackPerson.new(slack, slack.team(), "ana", real_name="Ana Silva", tz="Europe/Lisbon")
        on_discord = discord.Person.arrives(fake, "ana", "Ana Silva", guild)
        settings, team = _settings(tmp_path, slack, fake), slack.team()
        async with open_core(settings, clock) as core:
            await core.store.community("discord", guild.id, guild.name, clock.now())
            await core.store.community("slack", team.id, team.name, clock.now())
            await core.store.span(("slack", team.id), ("discord", guild.id))
        async with _running(settings, clock) as (core, platforms):
            await slack.sockets.connected()
            await fake.pulse.until(lambda: fake.gateway.live, "a connection")
            await fake.gateway.caught_up()
            delivery = core.delivery([platform.messenger for platform in platforms])
            yield Both(slack, fake, core, platforms, delivery, clock, on_slack, on_discord)
    assert [*slack.violations, *slack.failures, *fake.violations] == []


def _settings(folder: Path, slack: Slack, fake: FakeDiscord) -> Settings:
    return Settings.model_validate({"data_dir": folder, **slack.settings(slack.team()), **fake.settings})


@asynccontextmanager
async def _running(settings: Settings, clock: SimulatedClock) -> AsyncGenerator[tuple[Core, list[Platform]]]:
    async with open_core(settings, clock) as core:
        platforms = platforms_of(settings, core)
        running = asyncio.create_task(run_all(platforms))
        try:
            yield core, platforms
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def test_one_person_one_notebook_and_each_message_once_on_the_preferred_side(both: Both) -> None:
    assert "Bo" in await both.say_on_slack("met Bo at PyCon about Rust")
    assert "Carla" in await both.say_on_discord("met Carla at FOSDEM")
    offered = await both.say_on_slack("link")
    code = next(line for line in offered.splitlines() if line.startswith("link "))
    assert "Linked" in await both.say_on_discord(code)
    assert "Bo" in await both.say_on_discord("who do I know?")
    assert "Carla" in await both.say_on_slack("who do I know?")
    await both.say_on_slack("remind me in 2 hours to call Bo")
    slack_before, discord_before = both.counts
    await both.wait(timedelta(hours=3))
    assert both.counts == (slack_before + 1, discord_before)
    await both.say_on_slack("write to me on discord")
    await both.say_on_slack("remind me in 2 hours to call Carla")
    slack_before, discord_before = both.counts
    await both.wait(timedelta(hours=3))
    assert both.counts == (slack_before, discord_before + 1)


async def test_one_side_goes_on_when_the_app_is_removed_from_the_other(both: Both) -> None:
    offered = await both.say_on_slack("link")
    code = next(line for line in offered.splitlines() if line.startswith("link "))
    assert "Linked" in await both.say_on_discord(code)
    await both.say_on_discord("remind me in 2 hours to call Bo")
    await both.slack.uninstalled(both.slack.team())
    await both.answered()
    slack_before, discord_before = both.counts
    await both.wait(timedelta(hours=3))
    assert both.counts == (slack_before, discord_before + 1)
    assert "call Bo" in both.on_discord.sights[-1].text
