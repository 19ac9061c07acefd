"""Interactions: slash commands, menus, buttons, selects, modals and completions."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

import discord

from adapters.discord.answering import PATIENCE, Answer
from adapters.discord.buttons import handle_in
from adapters.discord.desk import SORRY, STRANGER, Desk, told_home
from adapters.discord.files import read_files
from adapters.discord.inbound import PLATFORM, Data, chosen, mentioned, profile_of, typed
from adapters.discord.lengths import clipped
from adapters.discord.messages import OPTION_LABEL, Draft
from adapters.discord.modals import GONE, MODAL, OPEN, SAVE, Modals, Submitted, Unfinished
from adapters.discord.render import render
from bot.command import Place
from bot.domain.times import ZoneName
from bot.invocation import Filled, Invocation, Pressed, Typing
from bot.reader import Reader
from bot.reply import Form, Reply
from bot.words import PLAIN, Phrase, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.discord.inbound import Chosen
    from adapters.discord.places import Home, Server
    from bot.dispatch import Response
    from bot.invocation import Act, Profile

_HINTS = 2.5
"""Seconds for completions: later ones reach nobody."""

_ANOTHER = Reply.of(say("I do not know that command any more. Type / to see those I know."))
_AN_APP = Reply.of(say("That is an app, not a person."))


@dataclass(frozen=True, slots=True)
class Doing:
    """One interaction on its way: who acts, where, and how they are answered."""

    interaction: discord.Interaction
    data: Data
    profile: Profile
    answer: Answer
    servers: Sequence[Server]

    @property
    def reader(self) -> Reader:
        """Whoever acted, before the core knows them."""
        today = self.interaction.created_at.astimezone(UTC).date()
        return Reader(self.profile.locale, ZoneName("UTC"), today)


@dataclass(frozen=True, slots=True)
class Interactions:
    desk: Desk
    modals: Modals
    patience: float = PATIENCE

    async def handle(self, interaction: discord.Interaction, servers: Sequence[Server]) -> None:
        """Answer, whatever happens; what fails outside of the core is raised when the person has been told."""
        doing = self._doing(interaction, servers)
        if interaction.type is discord.InteractionType.autocomplete:
            await self._complete(doing)
            return
        is_done = False
        try:
            await self._handle(doing)
            is_done = True
        finally:
            if not is_done:
                await doing.answer.show([Draft(PLAIN.put(SORRY))])

    def _doing(self, interaction: discord.Interaction, servers: Sequence[Server]) -> Doing:
        organises = None if interaction.guild_id is None else interaction.permissions.manage_guild
        profile = profile_of(interaction.user, str(interaction.locale), organises=organises)
        answer = Answer(
            self.desk.rest,
            str(interaction.application_id),
            str(interaction.id),
            interaction.token,
            private=interaction.guild_id is not None,
            patience=self.patience,
        )
        return Doing(interaction, Data.model_validate(interaction.data or {}), profile, answer, servers)

    async def _handle(self, doing: Doing) -> None:
        match doing.interaction.type:
            case discord.InteractionType.application_command:
                await self._command(doing)
            case discord.InteractionType.component:
                await self._pressed(doing)
            case discord.InteractionType.modal_submit:
                await self._submitted(doing)
            case _:  # pings, and whatever Discord invents: nothing of ours
                pass

    async def _command(self, doing: Doing) -> None:
        menu = self.desk.tree.menus.get(doing.data.name) if doing.data.type != 1 else None
        if menu is not None:
            await self._open_menu(doing, chosen(doing.data, menu))
            return
        said = typed(doing.data, self.desk.tree)
        if said is None:
            await self._say(doing, _ANOTHER)
        elif doing.data.resolved.attachments:
            read = await doing.answer.awaiting(read_files(self.desk, list(doing.data.resolved.attachments.values())))
            await (self._say(doing, Reply.of(read)) if isinstance(read, Phrase) else self._act(doing, read))
        else:
            await self._act(doing, Filled(said.spec.name, said.slots))

    async def _open_menu(self, doing: Doing, found: Chosen | None) -> None:
        if found is None:
            await self._say(doing, _AN_APP)
        else:
            await doing.answer.open(self.modals.choosing(found, doing.reader.plain))

    async def _pressed(self, doing: Doing) -> None:
        carried = next(iter(doing.data.values), doing.data.custom_id)
        kind = carried.partition("~")[0]
        if kind not in (OPEN, SAVE):
            await self._act(doing, Pressed(handle_in(carried)))
            return
        kept = await self.modals.kept(carried, doing.profile.user)
        if kept is None:
            await self._say(doing, GONE)
        elif kind == SAVE:
            await self._act(doing, Filled(kept.command, kept.values), draft=carried.rpartition("~")[2])
        else:
            form, draft = Form(kept.command, kept.values, {}), carried.rpartition("~")[2]
            words = doing.reader.plain
            await doing.answer.open(await self.modals.opening(form, doing.profile.user, words, draft=draft))

    async def _submitted(self, doing: Doing) -> None:
        custom_id = doing.data.custom_id
        if not custom_id.startswith(f"{MODAL}~"):
            await self._say(doing, GONE)
            return
        user, answer = doing.profile.user, doing.answer
        match await answer.awaiting(self.modals.submitted(custom_id, doing.interaction.data, user, doing.reader)):
            case Submitted(act, draft):
                await self._act(doing, act, draft=draft)
            case Unfinished(messages):
                await answer.show(messages)
            case None:
                await self._say(doing, GONE)

    async def _act(self, doing: Doing, act: Act, *, draft: str = "") -> None:
        done = await doing.answer.awaiting(self._dispatched(doing, act))
        if done is None:
            await self._say(doing, Reply.of(STRANGER))
            return
        home, response = done
        if draft and response.reply.form is None and not response.is_failure:
            await self.modals.drafts.drop(draft)
        await self._show(doing, home, response)

    async def _dispatched(self, doing: Doing, act: Act) -> tuple[Home, Response] | None:
        """None where nobody knows which community somebody speaks to."""
        home, places, user = await self._home(doing), self.desk.places, doing.profile.user
        if home is None:
            return None
        if isinstance(act, Filled):
            await places.meet(home, mentioned(list(act.slots.values())))
        guild = doing.interaction.guild_id
        place = Place(PLATFORM, None if guild is None else str(doing.interaction.channel_id))
        event = str(doing.interaction.id)
        invocation = Invocation(home.community, place, doing.profile, act, event, partial(places.role, home, user))
        meanwhile = partial(self._show, doing, home)
        response = await self.desk.dispatcher(replace(invocation, meanwhile=meanwhile))
        if guild is not None:
            await places.entered(home, doing.profile)
        elif response.reply.parts:
            response = told_home(response, await places.unsaid(home, user, doing.servers))
        return home, response

    async def _home(self, doing: Doing) -> Home | None:
        guild = doing.interaction.guild_id
        if guild is None:
            return await self.desk.places.of_user(doing.profile.user, doing.servers)
        server = next((each for each in doing.servers if each.id == guild), None)
        return None if server is None else await self.desk.places.of_server(server)

    async def _show(self, doing: Doing, home: Home, response: Response) -> None:
        answer, form, user = doing.answer, response.reply.form, doing.profile.user
        messages = self.desk.messages(response, home.community)
        if not answer.has_begun:
            answer.private = doing.interaction.guild_id is not None and not response.reply.public
        if form is None:
            await answer.show(messages)  # none where another of us has the event, who also answers what was announced
        elif answer.has_begun or doing.interaction.type is discord.InteractionType.modal_submit:
            await answer.show([*messages, *await self.modals.again(form, user, response.reader)])
        else:
            await answer.open(await self.modals.opening(form, user, response.reader.plain))
            await answer.show(messages)

    async def _say(self, doing: Doing, reply: Reply) -> None:
        await doing.answer.show(render(reply, doing.reader, lambda call: call.command))

    async def _complete(self, doing: Doing) -> None:
        said, hints = typed(doing.data, self.desk.tree), list[dict[str, object]]()
        if said is not None and said.focused:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_HINTS):
                    home = await self._home(doing)
                    if home is not None:
                        text = said.slots[said.focused]
                        typing = Typing(home.community, PLATFORM, doing.profile, said.spec.name, said.focused, text)
                        found = await self.desk.dispatcher.complete(typing)
                        hints = [{"name": clipped(each.label, OPTION_LABEL), "value": each.value} for each in found]
        await doing.answer.complete(hints)
