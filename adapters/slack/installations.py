"""Many workspaces: each installed Hallway by OAuth, and its tokens are sealed in the instance's keyring."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from adapters.slack.errors import Failed, Verdict
from adapters.slack.remembered import Remembered
from adapters.slack.workspaces import PLATFORM, Tenant, Workspace, is_over
from bot.domain.ids import CommunityId

if TYPE_CHECKING:
    from adapters.slack.api import Answer, Api
    from bot.ports import Clock, Keyring, Store

log = logging.getLogger(__name__)

INSTALLED, BELONGS = "slack/install/", "slack/community/"
"""Where installations are kept, by tenant; which tenant a community is, by community."""

MARGIN = timedelta(hours=2)
"""How long before its end a token is exchanged; it lives for twelve hours."""

FRESH = 30.0
"""Seconds for which another replica's change may go unseen."""


class Installation(BaseModel):
    """What is kept of one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    team: str
    enterprise: str = ""
    is_org: bool = False
    name: str
    community: str
    token: str = Field(repr=False)
    refresh_token: str = Field(default="", repr=False)
    expires_at: datetime | None = None
    bot_user: str
    bot: str
    installed_at: datetime

    @property
    def tenant(self) -> Tenant:
        return Tenant(self.team, self.enterprise, self.is_org)

    def is_ending(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at - now < MARGIN

    def as_workspace(self) -> Workspace:
        community = CommunityId(self.community)
        return Workspace(self.tenant, self.name, community, self.token, self.bot_user, self.bot, self.installed_at)


class Installations:
    """See `Workspaces`. Tokens that end are exchanged here, for whoever needs them, by one at a time."""

    def __init__(self, api: Api, store: Store, keyring: Keyring, clock: Clock, client: tuple[str, str]) -> None:
        self._api = api
        self._store = store
        self._keyring = keyring
        self._clock = clock
        self._client_id, self._client_secret = client
        self._recent: Remembered[str, Installation] = Remembered(1000, FRESH)

    async def found(self, tenant: Tenant) -> Workspace | None:
        for key in dict.fromkeys((tenant.key, tenant.team, tenant.enterprise)):
            installation = await self._installation(key)
            if installation is not None and (installation.tenant.key == key or installation.is_org):
                return (await self._current(installation)).as_workspace()
        return None

    async def of(self, community: CommunityId) -> Workspace | None:
        key = await self._keyring.get(f"{BELONGS}{community}")
        installation = None if key is None else await self._installation(key)
        return None if installation is None else (await self._current(installation)).as_workspace()

    async def lost(self, workspace: Workspace, at: datetime) -> None:
        """Unless it was installed again since: news of an end can come after the new beginning."""
        key = workspace.tenant.key
        self._recent.drop(key)
        installation = await self._installation(key)
        if installation is not None and installation.installed_at > at:
            return
        await self._store.suspend(PLATFORM, key, at)
        await self._keyring.remove(f"{INSTALLED}{key}")
        self._recent.drop(key)

    async def review(self) -> None:
        """Ask Slack about each that we are taken to be in: one that removed us while nobody was listening is lost."""
        for team in await self._store.teams(PLATFORM):
            try:
                workspace = await self._speaking_for(team)
                if workspace is not None and await is_over(self._api, workspace):
                    log.info("slack_workspace_left", extra={"tenant": team})
                    await self.lost(workspace, self._clock.now())
            except Failed as error:
                log.info("slack_end_not_certain", extra={"code": error.code})

    async def _speaking_for(self, team: str) -> Workspace | None:
        installation = await self._installation(team)
        return None if installation is None else (await self._current(installation)).as_workspace()

    async def install(self, code: str, redirect_uri: str) -> Installation:
        """Exchange what the browser brought for a token. Whose it is, only Slack's answer says. Raise Failed."""
        answer = await self._api.call(
            "",
            "oauth.v2.access",
            client_id=self._client_id,
            client_secret=self._client_secret,
            code=code,
            redirect_uri=redirect_uri,
        )
        now = self._clock.now()
        is_org = answer.data.get("is_enterprise_install") is True
        tenant = Tenant(answer.text("team", "id"), answer.text("enterprise", "id"), is_org)
        if not tenant.key or not answer.text("access_token"):
            raise Failed("no_tenant_in_answer", Verdict.NEVER)
        name = answer.text("enterprise" if is_org else "team", "name") or tenant.key
        installation = Installation(
            team=tenant.team,
            enterprise=tenant.enterprise,
            is_org=is_org,
            name=name,
            community=await self._store.community(PLATFORM, tenant.key, name, now),
            bot_user=answer.text("bot_user_id"),
            bot=await self._bot_of(answer.text("access_token")),
            installed_at=now,
            token="",
        ).model_copy(update=_tokens(answer, now))
        await self._keep(installation)
        await self._store.resume(PLATFORM, tenant.key)
        return installation

    async def _keep(self, installation: Installation) -> None:
        key = installation.tenant.key
        await self._keyring.put(f"{INSTALLED}{key}", installation.model_dump_json())
        await self._keyring.put(f"{BELONGS}{installation.community}", key)
        self._recent.put(key, installation)

    async def _bot_of(self, token: str) -> str:
        try:
            return (await self._api.call(token, "auth.test")).text("bot_id")
        except Failed:
            return ""  # it only helps to know our own messages by one more sign

    async def _installation(self, key: str) -> Installation | None:
        if not key:
            return None
        return self._recent.fresh(key) or await self._read(key)

    async def _read(self, key: str) -> Installation | None:
        kept = await self._keyring.get(f"{INSTALLED}{key}")
        return None if kept is None else self._recent.put(key, Installation.model_validate_json(kept))

    async def _current(self, installation: Installation) -> Installation:
        if not installation.is_ending(self._clock.now()):
            return installation
        key = installation.tenant.key
        async with self._keyring.locked(f"slack/refresh/{key}"):
            latest = await self._read(key) or installation
            return await self._exchanged(latest) if latest.is_ending(self._clock.now()) else latest

    async def _exchanged(self, installation: Installation) -> Installation:
        """The refresh token works once, so the new ones are kept before anybody uses them."""
        now = self._clock.now()
        try:
            answer = await self._api.call(
                "",
                "oauth.v2.access",
                client_id=self._client_id,
                client_secret=self._client_secret,
                grant_type="refresh_token",
                refresh_token=installation.refresh_token,
            )
        except Failed as error:
            if error.code in ("invalid_refresh_token", "token_revoked"):
                await self.lost(installation.as_workspace(), now)
            elif installation.expires_at is not None and installation.expires_at > now:
                return installation
            raise
        renewed = installation.model_copy(update=_tokens(answer, now))
        await self._keep(renewed)
        return renewed


def _tokens(answer: Answer, now: datetime) -> dict[str, object]:
    lives = answer.data.get("expires_in")
    return {
        "token": answer.text("access_token"),
        "refresh_token": answer.text("refresh_token"),
        "expires_at": now + timedelta(seconds=lives) if isinstance(lives, int) else None,
    }
