"""Slack as a platform: put together from its settings, run, and asked whether it is done."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.slack.acts import Acts
from adapters.slack.api import BASE, Api
from adapters.slack.door import Door
from adapters.slack.events import Events
from adapters.slack.http_mode import HttpMode
from adapters.slack.installations import Installations
from adapters.slack.messenger import SlackMessenger
from adapters.slack.oauth import Installing
from adapters.slack.parts import Parts
from adapters.slack.people import People
from adapters.slack.reception import PATIENCE, Reception
from adapters.slack.replies import Replies
from adapters.slack.sealing import Seal
from adapters.slack.single import OneWorkspace
from adapters.slack.socket_mode import SILENCE, SocketMode
from adapters.slack.submissions import Submissions
from adapters.slack.works import Works
from adapters.slack.workspaces import PLATFORM
from bot.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute

    from bot.dispatch import Dispatcher
    from bot.ports import Clock, Keyring, Store


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """An app token means Socket Mode, a signing secret HTTP; a client's id and secret many workspaces.

    ``silence`` is for how many seconds a connection may say nothing, ``patience`` for how many Slack's requests wait
    for an answer: it gives up after three. Raises BadSettings for what cannot work.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api_url: str = BASE
    prefix: str = ""
    silence: float = SILENCE
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        if not self.app_token and not self.signing_secret:
            raise BadSettings(
                "Slack needs HALLWAY_SLACK_APP_TOKEN (Socket Mode) or HALLWAY_SLACK_SIGNING_SECRET (HTTP) as well"
            )
        if bool(self.client_id) != bool(self.client_secret):
            raise BadSettings("set HALLWAY_SLACK_CLIENT_ID and HALLWAY_SLACK_CLIENT_SECRET together, or neither")
        if bool(self.client_id) == bool(self.bot_token):
            raise BadSettings(
                "set either HALLWAY_SLACK_BOT_TOKEN, for one workspace, or HALLWAY_SLACK_CLIENT_ID and "
                "HALLWAY_SLACK_CLIENT_SECRET, for many"
            )


@dataclass(frozen=True, slots=True)
class Behind:
    """The core behind this platform."""

    store: Store
    keyring: Keyring
    dispatcher: Dispatcher
    clock: Clock
    secret: bytes = field(repr=False)


class SlackPlatform:
    """See config.platforms.Platform."""

    name = PLATFORM

    def __init__(self, settings: SlackSettings, behind: Behind) -> None:
        self._settings = settings
        self._api = Api(settings.api_url)
        self._works = Works()
        self._workspaces = self._workspaces_of(settings, behind)
        parts = Parts(
            self._api,
            self._workspaces,
            behind.dispatcher,
            behind.clock,
            Seal(behind.secret),
            self._works,
            settings.prefix,
            settings.patience,
        )
        self._door = _door(parts)
        self._socket: SocketMode | None = None
        if settings.app_token:
            self._socket = SocketMode(self._door, self._api, settings.app_token, silence=settings.silence)
        self.messenger = SlackMessenger(self._api, self._workspaces, behind.dispatcher, behind.clock)
        self.routes: Sequence[BaseRoute] = tuple(self._routes_of(settings, behind))

    async def run(self) -> None:
        """Raise BadToken where trying again is no use."""
        async with self._api.open():
            try:
                if isinstance(self._workspaces, OneWorkspace):
                    await self._workspaces.connect()
                else:
                    self._works.start(self._workspaces.review())
                await (self._socket.run() if self._socket is not None else asyncio.Event().wait())
            finally:
                await self._works.stop()

    async def settled(self) -> None:
        """Return when everything received so far has been answered in full."""
        while not (self._works.is_idle and (self._socket is None or self._socket.is_idle)):
            await self._works.settled()
            await asyncio.sleep(0)

    def _workspaces_of(self, settings: SlackSettings, behind: Behind) -> OneWorkspace | Installations:
        if settings.bot_token:
            return OneWorkspace(self._api, behind.store, behind.keyring, behind.clock, settings.bot_token)
        client = (settings.client_id, settings.client_secret)
        return Installations(self._api, behind.store, behind.keyring, behind.clock, client)

    def _routes_of(self, settings: SlackSettings, behind: Behind) -> list[BaseRoute]:
        routes: list[BaseRoute] = []
        if not settings.app_token:
            routes.append(HttpMode(self._door, settings.signing_secret).route)
        if isinstance(self._workspaces, Installations):
            installing = Installing(
                self._workspaces,
                behind.keyring,
                behind.clock,
                api_base=self._api.base,
                client_id=settings.client_id,
            )
            routes += installing.routes
        return routes


def _door(parts: Parts) -> Door:
    people, replies = People(parts), Replies(parts)
    acts = Acts(parts, people, replies)
    events = Events(parts, people, acts=acts, replies=replies)
    submissions = Submissions(parts, acts)
    return Door(parts, Reception(acts, events, submissions, parts))
