"""Who may do what: the app's own secrets, its tokens in each workspace, and the codes that tokens are got with."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fakes.slack.wire import SlackError

SCOPES = (
    "commands chat:write im:history im:write users:read mpim:write mpim:history channels:read groups:read "
    "channels:join files:read files:write reactions:read app_mentions:read"
).split()
TOKEN_LIFE = timedelta(hours=12)
CODE_LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class AppKeys:
    """The app as its settings page shows it."""

    app_id: str = "A0HALLWAY"
    client_id: str = "111.222"
    client_secret: str = "client-secret-of-the-fake"
    signing_secret: str = "signing-secret-of-the-fake"
    verification_token: str = "verification"
    app_token: str = "xapp-1-A0HALLWAY-1-secret"


@dataclass(slots=True)
class Grant:
    """A bot token; ``expires_at`` is set where tokens rotate."""

    token: str
    team: str
    scopes: list[str]
    installer: str
    expires_at: datetime | None = None
    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """What the browser brings back from the consent page."""

    team: str
    installer: str
    scopes: list[str]
    redirect_uri: str
    expires_at: datetime


@dataclass(slots=True)
class Grants:
    keys: AppKeys = field(default_factory=AppKeys)
    rotates: bool = False
    tokens: dict[str, Grant] = field(default_factory=dict[str, Grant])
    codes: dict[str, Code] = field(default_factory=dict[str, Code])
    refreshers: dict[str, Grant] = field(default_factory=dict[str, Grant])
    refreshes: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def issue(self, team: str, installer: str, scopes: list[str], *, now: datetime | None = None) -> Grant:
        """A new token for this workspace; with ``now`` it lives for twelve hours."""
        token = f"xoxb-{team}-{next(self._numbers)}-secret"
        if now is not None:
            token = f"xoxe.{token}"
        grant = Grant(token, team, scopes, installer, None if now is None else now + TOKEN_LIFE)
        self.tokens[token] = grant
        return grant

    def refresher(self, grant: Grant) -> str:
        """A refresh token for it, good for one use."""
        token = f"xoxe-1-{next(self._numbers)}-refresh"
        self.refreshers[token] = grant
        return token

    def code(self, code: Code) -> str:
        text = f"code-{next(self._numbers)}"
        self.codes[text] = code
        return text

    def of(self, token: str, now: datetime) -> Grant:
        """Whose token this is. Raises SlackError as Slack does for one that is not good."""
        grant = self.tokens.get(token)
        if grant is None:
            raise SlackError("invalid_auth" if token else "not_authed")
        if grant.is_revoked:
            raise SlackError("token_revoked")
        if grant.expires_at is not None and grant.expires_at <= now:
            raise SlackError("token_expired")
        return grant

    def live(self, team: str) -> list[Grant]:
        return [grant for grant in self.tokens.values() if grant.team == team and not grant.is_revoked]

    def revoke(self, team: str) -> None:
        for grant in self.live(team):
            grant.is_revoked = True
        self.refreshers = {token: grant for token, grant in self.refreshers.items() if grant.team != team}
