"""One workspace, by the bot token its operator copied from the app's page."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from typing import TYPE_CHECKING

from adapters.slack.errors import REMOVED, Failed, Verdict
from adapters.slack.workspaces import PLATFORM, Tenant, Workspace
from bot.errors import BadToken

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.slack.api import Answer, Api
    from bot.domain.ids import CommunityId
    from bot.ports import Clock, Keyring, Store


log = logging.getLogger(__name__)


class OneWorkspace:
    """See `Workspaces`. Who it is, is asked once."""

    def __init__(self, api: Api, store: Store, keyring: Keyring, clock: Clock, token: str) -> None:
        self._api = api
        self._store = store
        self._keyring = keyring
        self._clock = clock
        self._token = token
        self._known: Workspace | None = None
        self._asking = asyncio.Lock()

    async def connect(self) -> None:
        """Raise BadToken for a token that is worth nothing, Failed where Slack cannot be asked."""
        self._known = None
        try:
            await self._workspace()
        except Failed as error:
            if error.code in REMOVED:
                await self._removed()
            if error.verdict is Verdict.GONE or error.code == "not_allowed_token_type":
                raise BadToken(
                    f"Slack does not take HALLWAY_SLACK_BOT_TOKEN ({error.code}): copy the Bot User OAuth Token, which "
                    "begins with xoxb-, from OAuth & Permissions of your app"
                ) from error
            raise

    async def found(self, tenant: Tenant) -> Workspace | None:
        try:
            workspace = await self._workspace()
        except Failed as error:
            if error.verdict is Verdict.GONE:
                return None  # the app was removed, which Slack tells twice
            raise
        own = workspace.tenant
        is_own = tenant.key == own.key or (own.is_org and tenant.enterprise == own.enterprise)
        return workspace if is_own else None

    async def of(self, community: CommunityId) -> Workspace | None:
        workspace = await self._workspace()
        return workspace if workspace.community == community else None

    async def lost(self, workspace: Workspace, at: datetime) -> None:
        """Asked again when something is heard from it: it is not over then, and resumed."""
        await self._store.suspend(PLATFORM, workspace.tenant.key, at)
        self._known = None

    async def _removed(self) -> None:
        """While nobody was listening: the workspace that this token spoke for is suspended as if we had been told."""
        team = await self._keyring.get(self._name)
        if team is not None and team in await self._store.teams(PLATFORM):
            log.info("slack_workspace_left", extra={"tenant": team})
            await self._store.suspend(PLATFORM, team, self._clock.now())

    @property
    def _name(self) -> str:
        """Under which it is kept whom the token speaks for: when it is worth nothing, Slack does not say."""
        return f"slack/speaks-for/{hashlib.blake2b(self._token.encode(), digest_size=12).hexdigest()}"

    async def _workspace(self) -> Workspace:
        async with self._asking:
            if self._known is None:
                self._known = await self._ask()
        return self._known

    async def _ask(self) -> Workspace:
        answer = await self._api.call(self._token, "auth.test")
        tenant = tenant_of(answer)
        now, name = self._clock.now(), answer.text("team") or tenant.key
        community = await self._store.community(PLATFORM, tenant.key, name, now)
        await self._store.resume(PLATFORM, tenant.key)
        await self._keyring.put(self._name, tenant.key)
        return Workspace(
            tenant, name, community, self._token, answer.text("user_id"), answer.text("bot_id"), installed_at=now
        )


def tenant_of(answer: Answer) -> Tenant:
    """Whom a token speaks for, by Slack's own word."""
    is_org = answer.data.get("is_enterprise_install") is True
    return Tenant(answer.text("team_id"), answer.text("enterprise_id"), is_org)
