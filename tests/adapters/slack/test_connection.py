"""Staying connected: a socket that is silent, cut or told to go is replaced, and a token that is no use ends it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.errors import Failed
from adapters.slack.platform import SlackPlatform, SlackSettings
from bot.errors import BadSettings, BadToken
from tests.adapters.slack.hall import Hall, behind, open_hall, settings_of
from tests.fakes.slack.trouble import Order

TOKENS = {"bot_token": "xoxb-1", "app_token": "xapp-1"}


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path) as opened:
        yield opened
        await opened.platform.settled()


async def is_heard(hall: Hall) -> bool:
    await hall.ana.says("met Cy Young at PyLisboa")
    return "PyLisboa" in (await hall.last(hall.ana)).text


async def test_a_connection_that_stands_and_is_silent_is_given_up_for_a_new_one(tmp_path: Path) -> None:
    async with open_hall(tmp_path, silence=0.4) as hall:
        hall.slack.sockets.silence()
        await hall.slack.sockets.until_opened(2)
        hall.slack.outgoing.retry_delays = (0.0,) * 20
        await hall.ana.says("met Cy Young at PyLisboa")
        await hall.slack.outgoing.quiet()
        assert "PyLisboa" in (await hall.last(hall.ana)).text


async def test_a_connection_slack_wants_opened_anew_is(hall: Hall) -> None:
    await hall.slack.sockets.refresh()
    await hall.slack.sockets.until_opened(2)
    assert await is_heard(hall)


async def test_a_warning_that_it_will_be_closed_costs_nothing(hall: Hall) -> None:
    await hall.slack.sockets.refresh("warning", closes=False)
    assert await is_heard(hall)


@pytest.mark.parametrize(
    "settings",
    [{"bot_token": "xoxb-wrong"}, {"app_token": "xapp-wrong"}, {"app_token": "xoxb-wrong"}, {"bot_token": "xapp-1"}],
    ids=repr,
)
async def test_a_token_that_is_no_use_is_one_line_that_says_what_to_do(settings: dict[str, str], hall: Hall) -> None:
    token = next(iter(hall.slack.grants.tokens))
    platform = SlackPlatform(replace(settings_of(hall.slack, token), **settings), behind(hall.core))
    with pytest.raises(BadToken, match=r"HALLWAY_SLACK_(BOT|APP)_TOKEN") as refused:
        await platform.run()
    assert "\n" not in str(refused.value)
    assert next(iter(settings.values())) not in str(refused.value)


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_slack_that_is_down_is_worth_another_try(method: str, hall: Hall) -> None:
    token = next(iter(hall.slack.grants.tokens))
    hall.slack.trouble.orders.append(Order(method, "service_unavailable", status=503))
    with pytest.raises(Failed):
        await SlackPlatform(settings_of(hall.slack, token), behind(hall.core)).run()


@pytest.mark.parametrize(
    "settings",
    [
        {"bot_token": "xoxb-1"},
        {"app_token": "xapp-1"},
        {**TOKENS, "client_id": "1"},
        {**TOKENS, "client_id": "1", "client_secret": "s"},
        {"app_token": "xapp-1", "client_secret": "s"},
    ],
    ids=repr,
)
def test_settings_that_cannot_work_together_are_refused_by_name(settings: dict[str, str]) -> None:
    with pytest.raises(BadSettings, match="HALLWAY_SLACK_"):
        SlackSettings(**settings)  # pyright: ignore[reportArgumentType] - none of these is a number


@pytest.mark.parametrize(("error", "is_left"), [("account_inactive", True), ("invalid_auth", False)])
async def test_a_workspace_that_removed_us_while_we_were_down_is_written_to_no_more(
    error: str, is_left: bool, hall: Hall
) -> None:
    """A token that was copied wrongly is no sign of that."""
    token = next(iter(hall.slack.grants.tokens))
    hall.slack.trouble.orders.append(Order("auth.test", error))
    again = SlackPlatform(settings_of(hall.slack, token), behind(hall.core))
    with pytest.raises(BadToken):
        await again.run()
    assert await hall.core.store.teams("slack") == ([] if is_left else [hall.team.id])
