"""Hallway's way out on Slack: what it says first goes to a direct conversation, a channel or a group, under a key.

Slack knows no idempotency key, so the delivery's key is the id of a block: it can be read in the history.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.slack.errors import Failed, Verdict
from adapters.slack.history import keyed_messages
from adapters.slack.render import render
from adapters.slack.workspaces import PLATFORM, is_over
from bot.domain.delivery import Accepted, Lookup, NotAccepted, Outcome, Refused, Seen, Unreadable
from bot.domain.noticeboard import Channel
from bot.domain.times import local_at
from bot.domain.together import Together
from bot.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adapters.slack.api import Answer, Api
    from adapters.slack.render import Message
    from adapters.slack.workspaces import Workspace, Workspaces
    from bot.dispatch import Dispatcher
    from bot.domain.delivery import Parcel, Say
    from bot.domain.members import Account
    from bot.ports import Clock

log = logging.getLogger(__name__)

NOT_INSTALLED = NotAccepted("not_installed", timedelta(hours=1))


class SlackMessenger:
    """Posts once for every call, and never again by itself."""

    platform = PLATFORM

    def __init__(self, api: Api, workspaces: Workspaces, dispatcher: Dispatcher, clock: Clock) -> None:
        self._api = api
        self._workspaces = workspaces
        self._dispatcher = dispatcher
        self._clock = clock

    async def send(self, parcel: Parcel) -> Outcome:
        """A message too long for Slack's is several; the last carries the key, so that none of them can be lost."""
        try:
            workspace = await self._workspaces.of(parcel.community)
        except Failed as error:
            return NotAccepted(error.code, error.after)
        if workspace is None:
            return NOT_INSTALLED
        try:
            return await self._send(workspace, parcel)
        except Failed as error:
            return error.outcome

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        try:
            workspace = await self._workspaces.of(parcel.community)
            if workspace is None:
                return Unreadable(NOT_INSTALLED.code)
            channel = await self._destination(workspace, parcel)
            found = await keyed_messages(self._api, workspace.token, channel, parcel.key, since)
        except Failed as error:
            return Unreadable(error.code)
        return Seen(found, channel)

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        try:
            workspace = await self._workspaces.of(parcel.community)
            if workspace is None:
                return NOT_INSTALLED
            channel = await self._destination(workspace, parcel)
            await self._delete(workspace, channel, message)
        except Failed as error:
            return error.outcome
        return Accepted(message, channel)

    async def _send(self, workspace: Workspace, parcel: Parcel) -> Outcome:
        messages, to = self._messages(parcel), parcel.say.to
        if isinstance(to, Channel):
            return await self._post_in_channel(workspace, to, parcel.say, messages)
        channel = await self._destination(workspace, parcel)
        try:
            return await self._post_all(workspace, channel, messages)
        except Failed as error:
            is_old = error.code == "channel_not_found" and to.destination is not None
            if not is_old:
                raise
        return await self._post_all(workspace, await self._opened(workspace, to), messages)

    async def _post_in_channel(
        self, workspace: Workspace, channel: Channel, say: Say, messages: Sequence[Message]
    ) -> Outcome:
        """One message, so that it can be written anew as one."""
        if say.replaces is None:
            return await self._post_all(workspace, channel.id, messages[-1:])
        if messages:
            content = {"text": messages[-1].text, "blocks": messages[-1].blocks}
            await self._call(workspace, "chat.update", channel=channel.id, ts=say.replaces, **content)
        else:
            await self._delete(workspace, channel.id, say.replaces)
        return Accepted(say.replaces, channel.id)

    async def _delete(self, workspace: Workspace, channel: str, message: str) -> None:
        try:
            await self._call(workspace, "chat.delete", channel=channel, ts=message)
        except Failed as error:
            if error.code != "message_not_found":
                raise

    async def _post_all(self, workspace: Workspace, channel: str, messages: Sequence[Message]) -> Outcome:
        accepted: Outcome = Refused("nothing_to_say")
        for message in messages:
            answer = await self._call(
                workspace,
                "chat.postMessage",
                channel=channel,
                text=message.text,
                blocks=message.blocks,
                unfurl_links=False,
                unfurl_media=False,
            )
            accepted = Accepted(answer.text("ts"), answer.text("channel") or channel)
        return accepted

    def _messages(self, parcel: Parcel) -> Sequence[Message]:
        say, community = parcel.say, parcel.community
        today = local_at(self._clock.now(), say.zone).date()
        rendered = render(
            say.reply,
            Reader(say.locale, say.zone, today, say.users),
            lambda call: self._dispatcher.handle_of(call, community, say.to.member),
        )
        *before, last = rendered.messages or (None,)
        return [] if last is None else [*(each for each in before if each), last.keyed(parcel.key)]

    async def _destination(self, workspace: Workspace, parcel: Parcel) -> str:
        to = parcel.say.to
        if isinstance(to, Channel):
            return to.id
        if to.destination is not None and (isinstance(to, Together) or to.destination.startswith("D")):
            return to.destination
        return await self._opened(workspace, to)

    async def _opened(self, workspace: Workspace, to: Account | Together) -> str:
        """The direct conversation's own id: posting to a person's id can end in another app's conversation.

        Those of the same people are always the same one.
        """
        users = ",".join(to.users) if isinstance(to, Together) else to.user
        try:
            answer = await self._call(workspace, "conversations.open", users=users)
        except Failed as error:
            if error.verdict is Verdict.UNSURE:  # whatever became of it, nothing was sent
                raise Failed(error.code, Verdict.LATER) from error
            if isinstance(to, Together) and error.code == "missing_scope":  # its members are told one by one, now
                raise Failed(error.code, Verdict.NEVER) from error
            raise
        channel = answer.text("channel", "id")
        if not channel:
            raise Failed("no_channel_opened", Verdict.LATER)
        return channel

    async def _call(self, workspace: Workspace, method: str, **body: object) -> Answer:
        try:
            return await self._api.call(workspace.token, method, **body)
        except Failed as error:
            if error.verdict is Verdict.GONE:
                await self._doubt(workspace)
            log.info("slack_call_failed", extra={"method": method, "code": error.code})
            raise

    async def _doubt(self, workspace: Workspace) -> None:
        """Suspend it if its token really is worth nothing; a no can be a mistake of Slack's."""
        try:
            if await is_over(self._api, workspace):
                await self._workspaces.lost(workspace, self._clock.now())
        except Failed as error:
            log.info("slack_end_not_certain", extra={"code": error.code})
