"""A fake Slack with one workspace, and an app of slack_bolt's own in front of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from tests.fakes.slack.person import Person
from tests.fakes.slack.server import serving
from tests.fakes.slack.slack import Slack
from tests.fakes.slack.wire import Json
from tests.fakes.slack.world import Team


def body(answer: AsyncSlackResponse) -> Json:
    """What Slack said."""
    assert isinstance(answer.data, dict)
    return answer.data


class Rig:
    """One of everything, and a client as slack_sdk makes it."""

    def __init__(self, slack: Slack, address: str) -> None:
        self.slack = slack
        self.address = address
        self.team: Team = slack.team()
        self.grant = slack.install(self.team)
        self.ana: Person = Person.new(slack, self.team, "ana", real_name="Ana Silva", tz="Europe/Lisbon")
        self.bo: Person = Person.new(slack, self.team, "bo", real_name="Bo Chen", tz="America/New_York")
        slack.channel(self.team, "meetups", self.ana.user.id, self.bo.user.id)

    @property
    def api(self) -> str:
        return f"{self.address}/api/"

    def client(self, token: str | None = None) -> AsyncWebClient:
        return AsyncWebClient(token or self.grant.token, base_url=self.api, timeout=5, retry_handlers=[])

    def app(self) -> AsyncApp:
        return AsyncApp(
            client=self.client(), signing_secret=self.slack.keys.signing_secret, process_before_response=True
        )

    @asynccontextmanager
    async def connected(self, app: AsyncApp) -> AsyncGenerator[AsyncSocketModeHandler]:
        """The app over Socket Mode, as bolt does it."""
        handler = AsyncSocketModeHandler(app, self.slack.keys.app_token)
        await handler.connect_async()
        await self.slack.sockets.connected()
        try:
            yield handler
        finally:
            await handler.close_async()


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    slack = Slack()
    async with serving(slack) as address:
        yield Rig(slack, address)
    assert slack.violations == []
