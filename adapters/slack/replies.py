"""Showing replies where they belong: in the direct conversation, to one person in a channel, or as a modal."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from adapters.slack.errors import Failed, Verdict
from adapters.slack.forms import modal, opened_at
from adapters.slack.history import keyed_messages
from adapters.slack.remembered import Remembered
from adapters.slack.render import Message, render
from bot.reply import Form, Reply
from bot.words import Code, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.slack.api import Answer
    from adapters.slack.parts import Parts
    from adapters.slack.runs import Block
    from adapters.slack.workspaces import Workspace
    from bot.dispatch import Response
    from bot.reader import Reader
    from bot.reply import Attachment, Call
    from bot.words import Phrase

T = TypeVar("T")

log = logging.getLogger(__name__)

TRIGGER = 2.8
"""Seconds for which a modal can be opened after somebody acted."""

TRIES = 4
LONGEST_WAIT = timedelta(seconds=30)

RESPONSES = 4
"""Messages sent to one ``response_url``, which takes five."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where somebody acted, and so where they look for the answer. ``channel`` is none in the direct conversation.

    ``key`` is the event's: a reply under it can be found again. ``at`` is when we heard of it, on the monotonic clock.
    """

    user: str
    key: str
    channel: str | None = None
    direct: str = ""
    thread: str | None = None
    response_url: str = ""
    trigger: str = ""
    at: float = field(default_factory=time.monotonic)

    @property
    def can_open(self) -> bool:
        return bool(self.trigger) and time.monotonic() - self.at < TRIGGER


class Replies:
    """A reply is retried where Slack did not take it: a person always gets an answer."""

    def __init__(self, parts: Parts) -> None:
        self._api = parts.api
        self._dispatcher = parts.dispatcher
        self._clock = parts.clock
        self._seal = parts.seal
        self._directs: Remembered[tuple[str, str], str] = Remembered(5000, 24 * 3600)

    async def show(self, workspace: Workspace, target: Target, response: Response) -> bool:
        """Always true; what Slack will not show is said in the log."""
        reply = response.reply
        form = reply.form
        if form is not None and await self.open(workspace, target, form, response.reader):
            reply = replace(reply, parts=tuple(part for part in reply.parts if part is not form))
        try:
            if reply.parts:
                await self._say(workspace, target, replace(response, reply=reply))
        except Failed as error:
            log.warning("slack_reply_lost", extra={"code": error.code, "tenant": workspace.tenant.key})
        return True

    async def open(self, workspace: Workspace, target: Target, form: Form, reader: Reader) -> bool:
        """Open the form as a modal; false where it is too late for that, and a button has to do it."""
        spec = self._dispatcher.commands.find(form.command)
        if spec is None or not target.can_open:
            return False
        carried = opened_at(form, spec, target.channel, target.thread).sealed(self._seal)
        return await self.put(workspace, target, modal(form, spec, reader, carried))

    async def put(self, workspace: Workspace, target: Target, view: Block) -> bool:
        """Put this on the person's screen; false where Slack does not do it."""
        try:
            await self._api.call(workspace.token, "views.open", trigger_id=target.trigger, view=view)
        except Failed as error:
            log.info("slack_modal_not_opened", extra={"code": error.code})
            return False
        return True

    async def direct(self, workspace: Workspace, user: str) -> str:
        """The id of somebody's direct conversation with Hallway. Raise Failed."""
        key = (workspace.tenant.key, user)
        known = self._directs.fresh(key)
        if known is not None:
            return known
        answer = await self._insist(workspace, "conversations.open", users=user)
        return self._directs.put(key, answer.text("channel", "id"))

    def direct_is(self, workspace: Workspace, user: str, channel: str) -> None:
        """Remember it, since Slack said so."""
        self._directs.put((workspace.tenant.key, user), channel)

    async def _say(self, workspace: Workspace, target: Target, response: Response) -> None:
        rendered = render(response.reply, response.reader, lambda call: self._handle(workspace, response, call))
        last = len(rendered.messages) - 1
        messages = [each.keyed(f"{target.key[-200:]}:{n}") for n, each in enumerate(rendered.messages)]
        for number, message in enumerate(messages):
            is_over = number >= RESPONSES and last >= RESPONSES
            where = replace(target, response_url="") if is_over else target
            await self._post(workspace, where, message, response)
        for file in rendered.files:
            await self._hand_over(workspace, target, file, response)

    async def _hand_over(self, workspace: Workspace, target: Target, file: Attachment, response: Response) -> None:
        """A file that cannot be sent is said to be missing: the message before it has already named it."""
        try:
            await self._upload(workspace, target, file)
        except Failed as error:
            log.warning("slack_file_not_sent", extra={"code": error.code})
            sorry = replace(target, key=f"{target.key[-150:]}:{file.name[:40]}")
            await self._say(workspace, sorry, replace(response, reply=Reply.of(_missing(file, error))))

    def _handle(self, workspace: Workspace, response: Response, call: Call) -> str:
        if response.member is None:
            raise ValueError("somebody unknown can press nothing")
        return self._dispatcher.handle_of(call, workspace.community, response.member)

    async def _post(self, workspace: Workspace, target: Target, message: Message, response: Response) -> None:
        """In the channel, else in the direct conversation; nobody unknown is written to there first."""
        if target.channel is not None:
            try:
                await self._post_in_channel(workspace, target, message, is_public=response.reply.public)
            except Failed as error:
                if response.member is None:
                    raise
                log.info("slack_reply_goes_direct", extra={"code": error.code})
            else:
                return
        channel = target.direct or await self.direct(workspace, target.user)
        thread = target.thread if target.channel is None else None
        await self._post_direct(workspace, channel, thread, message)

    async def _post_in_channel(
        self, workspace: Workspace, target: Target, message: Message, *, is_public: bool
    ) -> None:
        body: dict[str, object] = {"text": message.text, "blocks": message.blocks}
        if target.response_url:
            kind = "in_channel" if is_public else "ephemeral"
            answer = {**body, "response_type": kind, "replace_original": False}
            return await _insisted(lambda: self._api.post(target.response_url, body=answer))
        body |= {"channel": target.channel, "thread_ts": target.thread}
        if is_public:
            await self._insist(workspace, "chat.postMessage", unfurl_links=False, unfurl_media=False, **body)
        else:
            await self._insist(workspace, "chat.postEphemeral", user=target.user, **body)
        return None

    async def _post_direct(self, workspace: Workspace, channel: str, thread: str | None, message: Message) -> None:
        """Once: where Slack's answer was lost, its history says whether the message is there."""
        since, key = self._clock.now(), str(message.blocks[0]["block_id"])
        for _ in range(TRIES):
            try:
                await self._insist(
                    workspace,
                    "chat.postMessage",
                    channel=channel,
                    thread_ts=thread,
                    text=message.text,
                    blocks=message.blocks,
                    unfurl_links=False,
                    unfurl_media=False,
                )
            except Failed as error:
                if error.verdict is not Verdict.UNSURE:
                    raise
                if await keyed_messages(self._api, workspace.token, channel, key, since):
                    return
            else:
                return

    async def _upload(self, workspace: Workspace, target: Target, file: Attachment) -> None:
        """To the direct conversation, whatever the place: files are for the member alone."""
        channel = target.direct or await self.direct(workspace, target.user)
        address = await self._insist(
            workspace, "files.getUploadURLExternal", filename=file.name, length=len(file.content)
        )
        await self._api.post(address.text("upload_url"), content=file.content)
        files = [{"id": address.text("file_id"), "title": file.name}]
        await self._insist(workspace, "files.completeUploadExternal", files=files, channel_id=channel)

    async def _insist(self, workspace: Workspace, method: str, **body: object) -> Answer:
        return await _insisted(lambda: self._api.call(workspace.token, method, **body))


async def _insisted(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask again while Slack certainly did nothing, and says it may yet."""
    for _ in range(TRIES - 1):
        try:
            return await ask()
        except Failed as error:
            await _wait_or_raise(error)
    return await ask()


def _missing(file: Attachment, error: Failed) -> Phrase:
    if error.code == "missing_scope":
        return say(
            "I may not send files in this workspace, so {name} is missing. Whoever runs Hallway can allow it with the "
            "scope {scope}.",
            name=file.name,
            scope=Code("files:write"),
        )
    return say("I could not send you {name}. Try again in a minute, please.", name=file.name)


async def _wait_or_raise(error: Failed) -> None:
    if error.verdict is not Verdict.LATER or error.code == "missing_scope":
        raise error
    await asyncio.sleep(min(error.after or timedelta(seconds=1), LONGEST_WAIT).total_seconds())
