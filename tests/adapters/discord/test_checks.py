"""What `hallway doctor` says of Discord: every wrong token, setting, permission and clock has its line."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.checks import ASKED_FOR, check
from adapters.discord.platform import DiscordSettings
from adapters.findings import SKEW
from tests.fakes.discord import FakeDiscord, Permission, Setup, add_guild, serving


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with serving(Setup()) as fake:
        yield fake
        assert fake.violations == []


def settings_of(fake: FakeDiscord, token: str = "") -> DiscordSettings:
    return DiscordSettings(token or fake.setup.token, fake.api_url, fake.gateway_url)


async def found(settings: DiscordSettings, now: datetime | None = None) -> list[str]:
    lines = [str(each) for each in await check(settings, now or datetime.now(UTC))]
    assert not any(settings.token in line or "\n" in line for line in lines)
    return lines


async def wrong(settings: DiscordSettings, now: datetime | None = None) -> str:
    (line,) = [each for each in await found(settings, now) if each.startswith("WRONG")]
    return line


async def test_all_is_well(fake: FakeDiscord) -> None:
    add_guild(fake, "PyLisboa")
    lines = await found(settings_of(fake))
    assert all(line.startswith("ok ") for line in lines)
    assert "ok     Discord servers: PyLisboa" in lines
    assert "ok     Discord permissions" in lines


async def test_looking_changes_nothing(fake: FakeDiscord) -> None:
    await found(settings_of(fake))
    assert {each.route.partition(" ")[0] for each in fake.asked} == {"GET"}
    assert fake.gateway.identified == []


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("a1" * 32, "the public key"),
        ("1234567890123456789", "an application id"),
        ("x" * 32, "a client secret"),
        ("mfa.abc.def", "a user's token"),
        ("Bot MTE.fake.token", "a token with a word before it"),
        ("hello", "no token of Discord"),
    ],
)
async def test_another_kind_of_secret_is_told_without_asking(token: str, said: str, fake: FakeDiscord) -> None:
    line = await wrong(settings_of(fake, token))
    assert said in line
    assert "Bot, Token" in line
    assert fake.asked == []


async def test_a_token_that_was_reset_is_told(fake: FakeDiscord) -> None:
    assert "does not know it" in await wrong(settings_of(fake, "MTE.other.token"))


async def test_an_app_in_no_server_comes_with_its_invitation(fake: FakeDiscord) -> None:
    line = await wrong(settings_of(fake))
    assert f"client_id={fake.world.application}&scope=bot+applications.commands&permissions={ASKED_FOR}" in line


async def test_what_is_not_allowed_in_a_server_is_named(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa", bot_may=Permission(0))
    guild.roles[guild.id] = replace(guild.roles[guild.id], permissions=int(Permission.VIEW_CHANNEL))
    add_guild(fake, "PyBerlin")
    line = await wrong(settings_of(fake))
    assert "PyLisboa" in line
    assert "Send Messages, Embed Links, Attach Files, Read Message History, Send Messages In Threads" in line
    assert "View Channel" not in line


async def test_where_nobody_can_be_brought_together_is_said_and_nothing_is_wrong(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa", bot_may=~Permission.CREATE_PRIVATE_THREADS & ~Permission.ADMINISTRATOR)
    everyone = guild.roles[guild.id]
    guild.roles[guild.id] = replace(everyone, permissions=everyone.permissions & ~Permission.CREATE_PRIVATE_THREADS)
    lines = await found(settings_of(fake))
    assert all(line.startswith("ok ") for line in lines)
    assert any("without Create Private Threads in PyLisboa" in line for line in lines)


async def test_who_may_do_everything_lacks_nothing(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa", bot_may=Permission.ADMINISTRATOR)
    guild.roles[guild.id] = replace(guild.roles[guild.id], permissions=0)
    assert "ok     Discord permissions" in await found(settings_of(fake))


async def test_commands_that_go_elsewhere_are_told(fake: FakeDiscord) -> None:
    add_guild(fake, "PyLisboa")
    fake.world.interactions_endpoint = "https://elsewhere.example/interactions"
    assert "Interactions Endpoint URL" in await wrong(settings_of(fake))


async def test_an_app_that_nobody_can_add_is_told(fake: FakeDiscord) -> None:
    add_guild(fake, "PyLisboa")
    fake.world.takes_code_grant = True
    assert "Requires OAuth2 Code Grant" in await wrong(settings_of(fake))


async def test_too_many_starts_are_told_before_the_token_is_taken_away(fake: FakeDiscord) -> None:
    add_guild(fake, "PyLisboa")
    fake.gateway.identified += [{}] * 990
    assert "10 left for today" in await wrong(settings_of(fake))


@pytest.mark.parametrize(("way", "seconds"), [("ahead of", 1), ("behind", -1)])
async def test_a_clock_that_is_off_is_told(way: str, seconds: int, fake: FakeDiscord) -> None:
    add_guild(fake, "PyLisboa")
    line = await wrong(settings_of(fake), datetime.now(UTC) + seconds * timedelta(seconds=SKEW + 30))
    assert f"s {way} Discord" in line


async def test_where_discord_cannot_be_reached_the_network_is_to_be_looked_at(fake: FakeDiscord) -> None:
    line = await wrong(replace(settings_of(fake), api_url="http://127.0.0.1:9"))
    assert "unreachable" in line
    fake.failing["GET /users/@me"] = [503] * 3
    assert "discordstatus.com" in await wrong(settings_of(fake))
