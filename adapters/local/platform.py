"""The local workspace as a platform: what people do in it, and what they see of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from adapters.local.forms import open_form
from adapters.local.inbound import PLATFORM, act_of, invocation, profile, with_accounts
from adapters.local.messages import HALLWAY, Draft, File, ShownFile, dm, group_of, in_channel
from adapters.local.messenger import LocalMessenger
from adapters.local.render import LocalStyle, render, typed
from adapters.local.workspace import NoSuchThing
from bot.domain.times import local_at
from bot.files import SharedFile, handed, refusal
from bot.invocation import Filled, Pressed
from bot.reader import Reader
from bot.reply import Form, Reply
from bot.words import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.local.archive import Persona
    from adapters.local.forms import OpenForm
    from adapters.local.messages import Message
    from adapters.local.workspace import Workspace
    from bot.dispatch import Dispatcher, Response
    from bot.domain.ids import CommunityId, MemberId
    from bot.invocation import Act
    from bot.ports import Clock
    from bot.reply import Call


class LocalPlatform:
    """Takes what personas do and shows them what comes back. Every act raises NoSuchThing for what is not there."""

    platform = PLATFORM

    def __init__(self, workspace: Workspace, dispatcher: Dispatcher, community: CommunityId, clock: Clock) -> None:
        self.workspace = workspace
        self.dispatcher = dispatcher
        self.clock = clock
        self.messenger = LocalMessenger(workspace, dispatcher, clock)
        self._community = community

    async def say(self, user: str, text: str, channel: str | None = None) -> None:
        """Write in the direct conversation, in a channel or a group; text that begins with "/" is a slash command."""
        if text.lstrip().startswith("/"):
            await self.slash(user, channel, text)
            return
        await self._post_typed(user, text, channel)
        act = act_of(text, channel, self.workspace.personas)
        if act is not None:
            await self.do(user, act, channel)

    async def share(self, user: str, name: str, content: bytes) -> None:
        """Share a file in the direct conversation; one that is not taken is answered with the reason."""
        persona, commands = self.workspace.persona(user), self.dispatcher.commands
        now, file = self.clock.now(), File(name, "application/octet-stream", content)
        shown = Draft((ShownFile(name, 0, len(content)),), name, (file,))
        message = await self.workspace.post(dm(user), user, shown, now)
        await self.workspace.mark_read(user, dm(user), message.seq)
        act = refusal(commands, [SharedFile(name, len(content))]) or handed(commands, name, content)
        if not isinstance(act, Phrase):
            await self.do(user, act)
            return
        reader = Reader(persona.locale, persona.zone, local_at(now, persona.zone).date())
        draft = render(Reply.of(act), reader, lambda call: self._handle(call, None))
        await self.workspace.post(dm(user), HALLWAY, draft, now)

    async def slash(self, user: str, channel: str | None, text: str) -> None:
        """Give a slash command; in a channel only its author sees that it was given."""
        act = act_of(text, channel, self.workspace.personas)
        await self._post_typed(user, text, channel, audience=user)
        if act is not None:
            await self.do(user, act, channel)

    async def press(self, user: str, message_id: str, handle: str) -> None:
        """Press a button of a message that this person can see."""
        message = self.workspace.message(user, message_id)
        if all(button.handle != handle for button in message.buttons):
            raise NoSuchThing(handle)
        await self.do(user, Pressed(handle), _channel_of(message))

    async def fill(self, user: str, form_id: str, values: Mapping[str, str]) -> None:
        """Submit the open form; it opens again with the problems when there are any."""
        form = self._open(user, form_id)
        personas = self.workspace.personas
        answers = {slot: with_accounts(text, personas).text for slot, text in form.answers(values).items()}
        await self.do(user, Filled(form.command, answers), form.channel)
        if self.workspace.open_form(user) is form:
            self.workspace.show_form(user, None)

    async def dismiss(self, user: str, form_id: str) -> None:
        """Close the open form without submitting it."""
        self._open(user, form_id)
        self.workspace.show_form(user, None)

    async def join(self, persona: Persona) -> None:
        """Somebody new is in the workspace; Hallway knows of them, as it does of everybody in its community."""
        await self.workspace.add_persona(persona)
        await self.dispatcher.join(self._community, PLATFORM, profile(persona))

    async def do(self, user: str, act: Act, channel: str | None = None) -> None:
        """Hand an act to the core and show its reply; nothing of the act itself is posted."""
        persona = self.workspace.persona(user)
        done = invocation(self._community, persona, channel, act, self.clock.now())
        show = partial(self._show, user, channel)
        await show(await self.dispatcher(replace(done, meanwhile=show)))

    def seen_by(self, user: str, since: int = 0) -> list[Message]:
        """Everything this person can see after ``since``, in order, their own words included."""
        return self.workspace.seen_by(user, since)

    def in_channel(self, channel: str, since: int = 0) -> list[Message]:
        """What everybody in the channel sees after ``since``, in order."""
        return self.workspace.in_channel(channel, since)

    def open_form(self, user: str) -> OpenForm | None:
        return self.workspace.open_form(user)

    def _open(self, user: str, form_id: str) -> OpenForm:
        form = self.workspace.open_form(user)
        if form is None or form.id != form_id:
            raise NoSuchThing(form_id)
        return form

    async def _post_typed(self, user: str, text: str, channel: str | None, *, audience: str | None = None) -> None:
        self.workspace.persona(user)
        if channel is not None:
            self.workspace.place(user, channel)
        draft = typed(text, with_accounts(text, self.workspace.personas).mentions)
        draft = replace(draft, audience=audience if channel is not None else None)
        conversation = _conversation(user, channel)
        message = await self.workspace.post(conversation, user, draft, self.clock.now())
        await self.workspace.mark_read(user, conversation, message.seq)

    async def _show(self, user: str, channel: str | None, response: Response) -> None:
        reply, reader = response.reply, response.reader
        form = reply.form
        if form is not None:
            self._show_form(user, channel, form, reader)
        message = replace(reply, parts=tuple(part for part in reply.parts if not isinstance(part, Form)))
        if message.parts:
            draft = render(message, reader, lambda call: self._handle(call, response.member))
            draft = replace(draft, audience=None if channel is None or reply.public else user)
            await self.workspace.post(_conversation(user, channel), HALLWAY, draft, self.clock.now())

    def _show_form(self, user: str, channel: str | None, form: Form, reader: Reader) -> None:
        spec = next(spec for spec in self.dispatcher.commands if spec.name == form.command)
        shown = open_form(form, spec, reader.words(LocalStyle()), channel=channel, at=self.clock.now())
        self.workspace.show_form(user, shown)

    def _handle(self, call: Call, member: MemberId | None) -> str:
        assert member is not None, "who is not known yet gets no buttons"
        return self.dispatcher.handle_of(call, self._community, member)


def _conversation(user: str, channel: str | None) -> str:
    return dm(user) if channel is None else in_channel(channel)


def _channel_of(message: Message) -> str | None:
    is_group = bool(group_of(message.conversation))
    return message.conversation if is_group else message.conversation.partition("channel:")[2] or None
