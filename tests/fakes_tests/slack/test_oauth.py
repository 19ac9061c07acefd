"""Installing over the browser, and tokens that rotate, with slack_bolt's own flow and slack_sdk's own rotator."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.consent import Browser
from tests.fakes.slack.grants import CODE_LIFE, Code
from tests.fakes_tests.slack.conftest import Rig, body
from tests.fakes_tests.slack.test_refusals import refused

# slack_sdk still authenticates by what the newest aiohttp deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

_REDIRECT = "http://127.0.0.1/back"


def _flow(rig: Rig, folder: Path) -> AsyncOAuthFlow:
    settings = AsyncOAuthSettings(
        client_id=rig.slack.keys.client_id,
        client_secret=rig.slack.keys.client_secret,
        scopes=["chat:write", "im:write"],
        authorization_url=f"{rig.address}/oauth/v2/authorize",
        installation_store=FileInstallationStore(base_dir=str(folder / "installations")),
        state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(folder / "states")),
    )
    return AsyncOAuthFlow(client=AsyncWebClient(base_url=rig.api, retry_handlers=[]), settings=settings)


@asynccontextmanager
async def _served(flow: AsyncOAuthFlow) -> AsyncGenerator[str]:
    async def install(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await flow.handle_installation(await to_bolt_request(request)))

    async def back(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await flow.handle_callback(await to_bolt_request(request)))

    site = web.Application()
    site.add_routes([web.get("/slack/install", install), web.get("/slack/oauth_redirect", back)])
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = cast("Sequence[tuple[str, int]]", runner.addresses)[0]
        flow.settings.authorize_url_generator.redirect_uri = f"http://{host}:{port}/slack/oauth_redirect"
        flow.settings.redirect_uri = flow.settings.authorize_url_generator.redirect_uri
        yield f"http://{host}:{port}/slack/install"
    finally:
        await runner.cleanup()


async def test_somebody_installs_the_app_in_their_browser(rig: Rig, tmp_path: Path) -> None:
    other = rig.slack.team("T0OTHER", name="Other")
    flow = _flow(rig, tmp_path)
    async with _served(flow) as address, aiohttp.ClientSession() as session:
        status, page = await Browser(session, "U0INSTALLER", other, {}).install(address)
    assert (status, "Thank you" in page) == (200, True)
    store = cast("FileInstallationStore", flow.settings.installation_store)
    found = await store.async_find_bot(enterprise_id=None, team_id=other.id)
    assert found is not None
    assert body(await rig.client(found.bot_token).auth_test())["team_id"] == other.id


async def test_somebody_says_no(rig: Rig, tmp_path: Path) -> None:
    other = rig.slack.team("T0OTHER", name="Other")
    async with _served(_flow(rig, tmp_path)) as address, aiohttp.ClientSession() as session:
        _, page = await Browser(session, "U0INSTALLER", other, {}, denies=True).install(address)
    assert "access_denied" in page
    assert rig.slack.grants.live(other.id) == []


def _code(rig: Rig) -> str:
    until = datetime.now(UTC) + CODE_LIFE
    return rig.slack.grants.code(Code(rig.team.id, "U0INSTALLER", ["chat:write"], _REDIRECT, until))


async def test_a_code_is_good_once(rig: Rig) -> None:
    keys, code, client = rig.slack.keys, _code(rig), AsyncWebClient(base_url=rig.api, retry_handlers=[])
    wrong = client.oauth_v2_access(client_id=keys.client_id, client_secret="guess", code=code)
    assert (await refused(wrong))["error"] == "bad_client_secret"
    got = await client.oauth_v2_access(
        client_id=keys.client_id, client_secret=keys.client_secret, code=code, redirect_uri=_REDIRECT
    )
    assert body(got)["team"]["id"] == rig.team.id
    again = client.oauth_v2_access(client_id=keys.client_id, client_secret=keys.client_secret, code=code)
    assert (await refused(again))["error"] == "invalid_code"


async def test_a_rotating_token_lives_for_twelve_hours_and_is_refreshed_once(rig: Rig) -> None:
    rig.slack.grants.rotates = True
    keys, client = rig.slack.keys, AsyncWebClient(base_url=rig.api, retry_handlers=[])
    got = body(
        await client.oauth_v2_access(client_id=keys.client_id, client_secret=keys.client_secret, code=_code(rig))
    )
    assert got["expires_in"] == 43_200
    bot = Bot(
        bot_token=got["access_token"],
        bot_refresh_token=got["refresh_token"],
        bot_token_expires_in=got["expires_in"],
        bot_id="",
        bot_user_id=got["bot_user_id"],
        installed_at=datetime.now(UTC),
    )
    rotator = AsyncTokenRotator(client_id=keys.client_id, client_secret=keys.client_secret, client=client)
    fresh = await rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=13 * 60)
    assert fresh is not None
    assert body(await rig.client(fresh.bot_token).auth_test())["ok"]
    again = client.oauth_v2_access(
        client_id=keys.client_id,
        client_secret=keys.client_secret,
        grant_type="refresh_token",
        refresh_token=got["refresh_token"],
    )
    assert (await refused(again))["error"] == "invalid_refresh_token"
    assert rig.slack.grants.refreshes == 1


async def test_revoking_and_uninstalling_end_the_tokens(rig: Rig) -> None:
    keys, heard = rig.slack.keys, list[str]()
    app = rig.app()

    @app.event("app_uninstalled")
    async def uninstalled() -> None:
        heard.append("app_uninstalled")

    @app.event("tokens_revoked")
    async def revoked() -> None:
        heard.append("tokens_revoked")

    client = rig.client()
    async with rig.connected(app):
        await client.apps_uninstall(client_id=keys.client_id, client_secret=keys.client_secret)
        await rig.slack.outgoing.quiet()
    assert (await refused(client.auth_test()))["error"] == "token_revoked"
    assert heard == ["app_uninstalled", "tokens_revoked"]
