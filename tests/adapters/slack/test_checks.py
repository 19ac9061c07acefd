"""What `hallway doctor` says of Slack: every wrong token, scope and clock has its line, and it says what to do."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.findings import SKEW
from adapters.slack.api import BASE
from adapters.slack.checks import check
from adapters.slack.platform import SlackSettings
from tests.adapters.slack.hall import settings_of
from tests.fakes.slack.grants import SCOPES
from tests.fakes.slack.server import serving
from tests.fakes.slack.slack import Slack

# slack_sdk still authenticates by what the newest aiohttp deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    slack = Slack()
    async with serving(slack):
        yield slack
    assert slack.violations == []


def single(slack: Slack, **changed: str) -> SlackSettings:
    token = slack.install(slack.team()).token
    return replace(settings_of(slack, token), **changed)  # pyright: ignore[reportArgumentType] - none of these is a number


async def found(settings: SlackSettings, now: datetime | None = None) -> list[str]:
    lines = [str(each) for each in await check(settings, now or datetime.now(UTC))]
    secrets = (settings.bot_token, settings.app_token, settings.signing_secret, settings.client_secret)
    assert not any(secret and secret in line for secret in secrets for line in lines)
    return lines


async def wrong(settings: SlackSettings, now: datetime | None = None) -> str:
    (line,) = [each for each in await found(settings, now) if each.startswith("WRONG")]
    return line


async def test_all_is_well(slack: Slack) -> None:
    lines = await found(single(slack))
    assert [line.partition(" ")[0] for line in lines] == ["ok"] * 4
    assert "Community" in lines[0]


async def test_looking_changes_nothing(slack: Slack) -> None:
    await found(single(slack))
    assert {each.method for each in slack.requests} == {"auth.test", "apps.connections.open"}


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("xoxp-1-user", "a user's token"),
        ("xapp-1-app", "an app-level token"),
        ("xoxe-1-refresh", "a refresh token"),
        ("hello", "no token of Slack"),
        ("xoxb-unknown", "invalid_auth"),
    ],
)
async def test_a_bot_token_of_another_kind(token: str, said: str, slack: Slack) -> None:
    line = await wrong(single(slack, bot_token=token))
    assert said in line
    assert "OAuth & Permissions" in line


async def test_an_app_that_was_taken_away(slack: Slack) -> None:
    settings = single(slack)
    slack.grants.revoke(slack.team().id)
    assert "token_revoked" in await wrong(settings)


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("xoxb-1-bot", "a bot's token"),
        ("xapp-unknown", "invalid_auth"),
    ],
)
async def test_an_app_token_of_another_kind(token: str, said: str, slack: Slack) -> None:
    line = await wrong(single(slack, app_token=token))
    assert said in line
    assert "connections:write" in line


async def test_scopes_that_are_missing(slack: Slack) -> None:
    team = slack.team()
    few = slack.install(team, scopes=[scope for scope in SCOPES if scope not in ("im:write", "users:read")])
    line = await wrong(replace(single(slack), bot_token=few.token))
    assert "im:write, users:read" in line
    assert "reinstall" in line


async def test_a_scope_one_can_do_without(slack: Slack) -> None:
    few = slack.install(slack.team(), scopes=[scope for scope in SCOPES if scope != "files:write"])
    lines = await found(replace(single(slack), bot_token=few.token))
    assert any(line.startswith("ok") and "files:write" in line for line in lines)


@pytest.mark.parametrize(("seconds", "said"), [(SKEW + 60, "ahead of"), (-SKEW - 60, "behind")])
async def test_a_clock_that_is_wrong(seconds: int, said: str, slack: Slack) -> None:
    line = await wrong(single(slack), datetime.now(UTC) + timedelta(seconds=seconds))
    assert said in line


async def test_a_slack_that_cannot_be_asked(slack: Slack) -> None:
    slack.trouble.is_down = True
    lines = await found(single(slack))
    assert all("cannot be asked" in line for line in lines)
    assert len(lines) == 2


async def test_a_signing_secret_that_is_none(slack: Slack) -> None:
    settings = single(slack, app_token="", signing_secret="xoxb-not-a-secret")
    assert [line for line in await found(settings) if line.startswith("WRONG")] == []
    for secret, is_well in (("0123456789abcdef" * 2, True), ("xoxb-not-a-secret", False), ("0" * 31, False)):
        real = SlackSettings(client_id="", bot_token="xoxp-", signing_secret=secret, api_url=BASE)
        line = (await found(real))[-1]
        assert line.startswith("ok") is is_well


@pytest.mark.parametrize(("name", "value"), [("client_id", "999.999"), ("client_secret", "guess")])
async def test_a_client_slack_does_not_know(name: str, value: str, slack: Slack) -> None:
    keys = slack.keys
    many = SlackSettings(
        signing_secret=keys.signing_secret,
        client_id=keys.client_id,
        client_secret=keys.client_secret,
        api_url=f"{slack.address}/api/",
    )
    assert [line for line in await found(many) if line.startswith("WRONG")] == []
    other = replace(many, **{name: value})  # pyright: ignore[reportArgumentType] - none of these is a number
    assert "App Credentials" in await wrong(other)
