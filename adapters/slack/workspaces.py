"""The workspaces Hallway is installed in, and whose token speaks for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from adapters.slack.errors import Failed, Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.slack.api import Api
    from bot.domain.ids import CommunityId

PLATFORM = "slack"


@dataclass(frozen=True, slots=True)
class Tenant:
    """Who a payload is from: a workspace, or an organisation that installed Hallway as a whole.

    Slack's ids of both are unique everywhere, so that one of them alone is the community's key.
    """

    team: str
    enterprise: str = ""
    is_org: bool = False

    @property
    def key(self) -> str:
        return self.enterprise if self.is_org and self.enterprise else self.team


@dataclass(frozen=True, slots=True)
class Workspace:
    """One installation. ``bot_user`` is the account Hallway speaks as."""

    tenant: Tenant
    name: str
    community: CommunityId
    token: str = field(repr=False)
    bot_user: str
    bot: str
    installed_at: datetime

    def owns(self, team: str, enterprise: str = "") -> bool:
        """Whether somebody of this workspace, or of its organisation, is no stranger here."""
        own = {self.tenant.team, self.tenant.enterprise} - {""}
        return bool({team, enterprise} & own)


class Workspaces(Protocol):
    """All installations there are. Nothing here raises but cancellation and `Failed`."""

    async def found(self, tenant: Tenant) -> Workspace | None:
        """None for a tenant that is not known, or not any more."""
        ...

    async def of(self, community: CommunityId) -> Workspace | None: ...

    async def lost(self, workspace: Workspace, at: datetime) -> None:
        """Its token is worth nothing since ``at``: deliveries wait until it is installed again."""
        ...


async def is_over(api: Api, workspace: Workspace) -> bool:
    """Whether its token really is worth nothing any more, asked once more. Raise Failed where Slack does not say."""
    try:
        await api.call(workspace.token, "auth.test")
    except Failed as error:
        if error.verdict is not Verdict.GONE:
            raise
        return True
    return False
