"""What Slack tells unasked: messages, the Home tab, people who come and change, and the end of an installation."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from adapters.slack import inbound
from adapters.slack.errors import Failed
from adapters.slack.payloads import EventCallback, HomeOpened, PersonChanged, Revoked, Told, Uninstalled
from adapters.slack.replies import Target
from adapters.slack.workspaces import PLATFORM, is_over
from bot.files import LARGEST, SharedFile, handed, not_fetched, refusal, taker
from bot.words import Code, Phrase, say

if TYPE_CHECKING:
    from adapters.slack.acts import Acts
    from adapters.slack.parts import Parts
    from adapters.slack.people import People
    from adapters.slack.replies import Replies
    from adapters.slack.workspaces import Workspace
    from bot.invocation import Handed


log = logging.getLogger(__name__)

_MAY_NOT = say(
    "I may not open files in this workspace, so I have not read it. Paste its text, or ask whoever runs Hallway here "
    "to allow the scope {scope}.",
    scope=Code("files:read"),
)


class Events:
    """Each event is done once ``told`` returns true; otherwise it has to be told again."""

    def __init__(self, parts: Parts, people: People, *, acts: Acts, replies: Replies) -> None:
        self._api = parts.api
        self._workspaces = parts.workspaces
        self._dispatcher = parts.dispatcher
        self._people = people
        self._acts = acts
        self._replies = replies

    async def told(self, workspace: Workspace, payload: EventCallback) -> bool:
        event = payload.event
        match event:
            case Told():
                return await self._message(workspace, event)
            case HomeOpened():
                return await self._home(workspace, event, payload.event_id)
            case PersonChanged():
                return await self._person(workspace, event)
            case Uninstalled():
                return await self._end(workspace, payload.event_time)
            case Revoked():
                is_ours = bool(event.tokens.get("bot"))
                return await self._end(workspace, payload.event_time) if is_ours else True
            case _:
                assert_never(event)

    async def _message(self, workspace: Workspace, event: Told) -> bool:
        act = inbound.said_of(event, workspace.bot_user)
        if act is None:
            return True
        is_direct = event.type == "message"
        read = await self._read(workspace, event) if is_direct and event.files else None
        target = Target(
            event.user,
            inbound.key_of_told(event),
            channel=None if is_direct else event.channel,
            direct=event.channel if is_direct else "",
            thread=event.thread_ts or None,
        )
        if isinstance(read, Phrase):
            await self._acts.shown(workspace, target, self._acts.saying(read))
            return True
        response = await self._acts.act(workspace, target, read or act)
        return not response.is_failure

    async def _read(self, workspace: Workspace, event: Told) -> Handed | Phrase | None:
        """What sharing files in the direct conversation asks for. None: it is what was said beside them that counts."""
        first = event.files[0]
        why_not = refusal(self._dispatcher.commands, [SharedFile(each.name, each.size) for each in event.files])
        if why_not is not None:
            is_taken = taker(self._dispatcher.commands, first.name) is not None
            return why_not if is_taken or not event.text.strip() else None
        try:
            content = await self._api.download(workspace.token, first.address, LARGEST)
        except Failed as error:
            log.info("slack_file_not_read", extra={"code": error.code})
            return _MAY_NOT if error.code == "missing_scope" else not_fetched(first.name)
        return handed(self._dispatcher.commands, first.name, content)

    async def _home(self, workspace: Workspace, event: HomeOpened, key: str) -> bool:
        if event.channel.startswith("D"):
            self._replies.direct_is(workspace, event.user, event.channel)
        if event.tab == "home":
            await self._acts.publish(workspace, event.user, key)
        return True

    async def _person(self, workspace: Workspace, event: PersonChanged) -> bool:
        profile = await self._people.learned(workspace, event.user)
        if profile is not None and event.type == "team_join":
            await self._dispatcher.join(workspace.community, PLATFORM, profile)
        elif profile is not None:
            await self._dispatcher.learned(workspace.community, PLATFORM, profile)
        return True

    async def _end(self, workspace: Workspace, at: int) -> bool:
        """Believed only where it is newer than the installation, and the token really is worth nothing any more."""
        when = datetime.fromtimestamp(at, UTC)
        if workspace.installed_at.replace(microsecond=0) > when:
            return True
        try:
            if await is_over(self._api, workspace):
                await self._workspaces.lost(workspace, when)
        except Failed:
            return False
        return True
