"""Platforms beside each other: one that fails is started again, one whose token is no use is not."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from starlette.routing import BaseRoute

from bot.errors import BadToken
from bot.ports import Messenger
from config.platforms import run_all, run_beside, supervise


@dataclass
class Flaky:
    """A platform that ends as ``ends`` says, run by run, and then runs for good."""

    name: str
    ends: list[Exception] = field(default_factory=list[Exception])
    runs: int = 0
    is_up: asyncio.Event = field(default_factory=asyncio.Event)
    routes: Sequence[BaseRoute] = ()

    @property
    def messenger(self) -> Messenger:
        raise AssertionError("nothing is sent here")

    async def run(self) -> None:
        self.runs += 1
        if self.runs <= len(self.ends):
            raise self.ends[self.runs - 1]
        self.is_up.set()
        await asyncio.Event().wait()

    async def settled(self) -> None: ...


async def test_a_platform_that_fails_is_started_again_after_longer_and_longer_rests() -> None:
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    platform = Flaky("slack", [OSError("gone")] * 12)
    running = asyncio.create_task(supervise(platform, rest))
    async with asyncio.timeout(5):
        await platform.is_up.wait()
    running.cancel()
    assert platform.runs == 13
    assert rests[0] <= 2 < rests[3] <= 16
    assert 150 <= rests[-1] <= 300


async def test_a_token_that_is_no_use_is_one_line_and_stops_nobody_else(capsys: pytest.CaptureFixture[str]) -> None:
    refused, well = Flaky("slack", [BadToken("Slack does not take the bot token.")]), Flaky("discord")
    running = asyncio.create_task(run_all([refused, well]))
    async with asyncio.timeout(5):
        await well.is_up.wait()
    assert (refused.runs, running.done()) == (1, False)
    assert capsys.readouterr().err == "hallway: Slack does not take the bot token.\n"
    running.cancel()


async def test_when_no_token_is_of_use_there_is_nothing_left_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadToken, match="So does Discord"):
        await run_all([Flaky("slack", [BadToken("Slack says no.")]), Flaky("discord", [BadToken("So does Discord.")])])
    assert capsys.readouterr().err == "hallway: Slack says no.\n"


async def test_the_workspace_goes_on_without_any_platform(capsys: pytest.CaptureFixture[str]) -> None:
    platform = Flaky("slack", [BadToken("Slack says no.")])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await run_beside([platform])
    assert (platform.runs, capsys.readouterr().err) == (1, "hallway: Slack says no.\n")
