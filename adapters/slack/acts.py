"""What people do on Slack, handed to the core, and its replies shown to them."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, assert_never

from adapters.slack import inbound
from adapters.slack.errors import Failed
from adapters.slack.forms import notice
from adapters.slack.home import home_view
from adapters.slack.manifest import shortcuts
from adapters.slack.payloads import BlockActions, GlobalShortcut, MessageShortcut, SlashCommand
from adapters.slack.people import is_stranger
from adapters.slack.remembered import Remembered
from adapters.slack.replies import Target
from adapters.slack.workspaces import PLATFORM
from bot.command import Place
from bot.dispatch import Response
from bot.domain.times import local_at
from bot.domain.zones import UTC_ZONE
from bot.invocation import Filled, Handed, Invocation, Pressed, Said, Slash
from bot.reader import Reader
from bot.reply import Form, Reply
from bot.words import Phrase, say

if TYPE_CHECKING:
    from adapters.slack.parts import Parts
    from adapters.slack.people import People
    from adapters.slack.replies import Replies
    from adapters.slack.workspaces import Workspace
    from bot.invocation import Act

Did: TypeAlias = SlashCommand | BlockActions | GlobalShortcut | MessageShortcut

log = logging.getLogger(__name__)

STRANGER = say("I am here for members of this workspace only, so I cannot help you. Nothing you wrote was kept.")
SORRY = say("Something went wrong on my side, and nothing was changed. Try again in a minute, please.")


class Acts:
    """Each act returns once the core has done it; the person is shown what came of it right after."""

    def __init__(self, parts: Parts, people: People, replies: Replies) -> None:
        self._api = parts.api
        self._dispatcher = parts.dispatcher
        self._clock = parts.clock
        self._prefix = parts.prefix
        self._works = parts.works
        self._people = people
        self._replies = replies
        self._apologised: Remembered[str, bool] = Remembered(1000, 3600)

    async def did(self, workspace: Workspace, payload: Did) -> bool:
        match payload:
            case SlashCommand():
                act = inbound.slash_of(payload, self._dispatcher.commands, self._prefix)
                await self.act(workspace, await self._place(workspace, target_of(payload)), act, payload.user_name)
            case BlockActions():
                await self._press(workspace, payload)
            case GlobalShortcut() | MessageShortcut():
                await self._choose(workspace, payload)
            case _:
                assert_never(payload)
        return True

    async def sorry(self, workspace: Workspace, payload: Did) -> None:
        await self._replies.show(workspace, target_of(payload), self.saying(SORRY))

    async def act(self, workspace: Workspace, target: Target, act: Act, name: str = "") -> Response:
        """Hand it to the core and show what comes of it; a failure is said once, however often it is tried again."""
        response = await self.dispatched(workspace, target, act, name)
        if not (response.is_failure and self._apologised.fresh(target.key)):
            self._works.start(self.shown(workspace, target, response))
        if response.is_failure:
            self._apologised.put(target.key, value=True)
        return response

    async def shown(self, workspace: Workspace, target: Target, response: Response) -> None:
        """Whatever fails in showing it, the person is told something."""
        if not await self._works.attempt(self._replies.show(workspace, target, response)):
            await self._replies.show(workspace, target, self.saying(SORRY))

    async def dispatched(self, workspace: Workspace, target: Target, act: Act, name: str = "") -> Response:
        """What the core makes of it; strangers get no further than here."""
        profile = await self._people.profile(workspace, target.user, name)
        if profile is None:
            return self.saying(STRANGER)
        place = Place(PLATFORM, target.channel)
        known = await self._introduced(workspace, act)
        invocation = Invocation(workspace.community, place, profile, known, target.key)
        meanwhile = partial(self._meanwhile, workspace, target)
        return await self._dispatcher(replace(invocation, meanwhile=meanwhile))

    async def _meanwhile(self, workspace: Workspace, target: Target, response: Response) -> None:
        """Shown beside the work, which goes on."""
        self._works.start(self.shown(workspace, replace(target, key=f"{target.key[-190:]}:meanwhile"), response))

    async def publish(self, workspace: Workspace, user: str, key: str) -> None:
        """Bring somebody's Home tab up to date. Where Slack does not take it, it stays as it was."""
        response = await self.dispatched(workspace, Target(user, f"{key}:home"), Filled("home", {}))
        member = response.member
        if member is None or not response.reply.parts:
            return
        view = home_view(
            response.reply,
            response.reader,
            lambda call: self._dispatcher.handle_of(call, workspace.community, member),
        )
        try:
            await self._api.call(workspace.token, "views.publish", user_id=user, view=view)
        except Failed as error:
            log.warning("slack_home_not_shown", extra={"code": error.code})

    def saying(self, phrase: Phrase) -> Response:
        return Response(Reply.of(phrase), self.reader())

    def reader(self, locale: str = "en") -> Reader:
        """Somebody of whom nothing more is known."""
        return Reader(locale, UTC_ZONE, local_at(self._clock.now(), UTC_ZONE).date())

    async def _press(self, workspace: Workspace, payload: BlockActions) -> None:
        act = inbound.pressed_of(payload)
        if act is None:
            return
        target = await self._place(workspace, target_of(payload))
        await self.act(workspace, target, act, payload.user.name or payload.user.username)
        if payload.view is not None and payload.view.type == "home":
            await self.publish(workspace, payload.user.id, target.key)

    async def _choose(self, workspace: Workspace, payload: GlobalShortcut | MessageShortcut) -> None:
        """Open the command's form at once: what opens it lives for three seconds, and forms need no database."""
        spec, shortcut = shortcuts(self._dispatcher.commands).get(payload.callback_id, (None, None))
        if spec is None or shortcut is None:
            return
        person = await self._people.person(workspace, payload.user.id)
        target = target_of(payload)
        if person is not None and is_stranger(person, workspace):
            await self._replies.put(workspace, target, notice(STRANGER, self.reader()))
            return
        message = payload.message if isinstance(payload, MessageShortcut) else None
        values = {
            shortcut.person: f"<@{message.user}>" if message is not None and message.user else "",
            shortcut.text: inbound.text_of(message.text) if message is not None else "",
        }
        form = Form(spec.name, {slot: text for slot, text in values.items() if slot and text}, {})
        locale = inbound.profile_of(person).locale if person is not None else "en"
        if not await self._replies.open(workspace, target, form, self.reader(locale)):
            await self._replies.show(workspace, target, self.saying(SORRY))

    async def _place(self, workspace: Workspace, target: Target) -> Target:
        """The same target, with the member's own conversation with Hallway told apart from all channels."""
        if target.channel is None or not target.channel.startswith("D"):
            return target
        try:
            own = await self._replies.direct(workspace, target.user)
        except Failed:
            return target
        return replace(target, channel=None, direct=own) if own == target.channel else target

    async def _introduced(self, workspace: Workspace, act: Act) -> Act:
        """The act, once the core knows everybody it mentions."""
        match act:
            case Said(text):
                return Said(await self._people.introduce(workspace, text))
            case Slash(command, text):
                return Slash(command, await self._people.introduce(workspace, text))
            case Filled(command, slots):
                known = {slot: await self._people.introduce(workspace, text) for slot, text in slots.items()}
                return Filled(command, known)
            case Pressed() | Handed():
                return act
            case _:
                assert_never(act)


def target_of(payload: Did) -> Target:
    """Where the person looks for the answer, as far as the payload says."""
    match payload:
        case SlashCommand():
            return Target(
                payload.user_id,
                inbound.key_of_slash(payload),
                channel=payload.channel_id or None,
                response_url=payload.response_url,
                trigger=payload.trigger_id,
            )
        case BlockActions():
            channel = payload.channel.id if payload.channel is not None else payload.container.channel_id
            return Target(
                payload.user.id,
                inbound.key_of_press(payload),
                channel=channel or None,
                thread=payload.container.thread_ts or None,
                response_url=payload.response_url,
                trigger=payload.trigger_id,
            )
        case GlobalShortcut() | MessageShortcut():
            key = f"shortcut:{payload.trigger_id or payload.action_ts}"
            return Target(payload.user.id, key, trigger=payload.trigger_id)
        case _:
            assert_never(payload)
