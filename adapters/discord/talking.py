"""Messages: the direct conversation, and what is said to Hallway in channels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from adapters.discord.desk import SORRY, STRANGER, Desk, told_home
from adapters.discord.files import read_files
from adapters.discord.inbound import PLATFORM, Attached, act_of, addressed, mentioned, profile_of, with_accounts
from adapters.discord.insisting import insist
from adapters.discord.markdown import text_atoms, written
from adapters.discord.messages import Draft
from adapters.discord.messenger import open_conversation
from bot.command import Place
from bot.files import taker
from bot.invocation import Act, Handed, Invocation, Said, Slash
from bot.words import PLAIN, Phrase, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from adapters.discord.messenger import Pace
    from adapters.discord.places import Home, Server
    from bot.dispatch import Response

_CLOSED = say("I answer in private, and your direct messages are closed to me. My slash commands answer you here.")


@dataclass(frozen=True, slots=True)
class Talking:
    desk: Desk
    opening: Pace

    async def handle(self, message: discord.Message, bot: int, servers: Sequence[Server]) -> None:
        """Answer what is meant for us; apps and everything else in channels are not."""
        if message.author.bot:
            return
        is_direct = message.guild is None
        said = with_accounts(message.content.strip()) if is_direct else _meant_for_us(message, bot)
        if not said and not (is_direct and message.attachments):
            return
        is_done = False
        try:
            await (self._direct if is_direct else self._in_channel)(message, said or "", servers)
            is_done = True
        finally:
            if not is_done:
                await self._post(str(message.channel.id), message, [Draft(PLAIN.put(SORRY))])

    async def _read(self, message: discord.Message, said: str) -> Handed | Phrase | None:
        """What files in a direct message ask for. None: it is what was said beside them that counts."""
        files = [Attached(filename=each.filename, size=each.size, url=each.url) for each in message.attachments]
        if not files or (said and taker(self.desk.dispatcher.commands, files[0].filename) is None):
            return None
        return await read_files(self.desk, files)

    async def _direct(self, message: discord.Message, said: str, servers: Sequence[Server]) -> None:
        user, channel = str(message.author.id), str(message.channel.id)
        home = await self.desk.places.of_user(user, servers)
        if home is None:
            await self._post(channel, message, [Draft(PLAIN.put(STRANGER))])
            return
        read = await self._read(message, said)
        if isinstance(read, Phrase):
            await self._post(channel, message, [Draft(written(text_atoms(PLAIN.put(read))))])
            return
        response = await self._dispatched(message, read or act_of(said), home, None)
        if response.reply.parts:
            response = told_home(response, await self.desk.places.unsaid(home, user, servers))
        await self._post(channel, message, self.desk.messages(response, home.community))

    async def _in_channel(self, message: discord.Message, said: str, servers: Sequence[Server]) -> None:
        """A message in a channel cannot be answered for one person alone, so what is private goes to them directly."""
        server = next((each for each in servers if message.guild is not None and each.id == message.guild.id), None)
        if server is None:
            return
        home = await self.desk.places.of_server(server)
        channel = str(message.channel.id)
        response = await self._dispatched(message, act_of(said), home, channel)
        await self.desk.places.entered(home, profile_of(message.author))
        messages = self.desk.messages(response, home.community)
        if response.reply.public:
            await self._post(channel, message, messages)
        elif messages and not await self._post_directly(message, messages):
            await self._post(channel, message, [Draft(written(text_atoms(PLAIN.put(_CLOSED))))])

    async def _dispatched(self, message: discord.Message, act: Act, home: Home, channel: str | None) -> Response:
        await self.desk.places.meet(home, mentioned([act.text] if isinstance(act, Said | Slash) else []))
        profile, place = profile_of(message.author), Place(PLATFORM, channel)
        asking = partial(self.desk.places.role, home, profile.user)
        invocation = Invocation(home.community, place, profile, act, str(message.id), asking)
        return await self.desk.dispatcher(replace(invocation, meanwhile=partial(self._meanwhile, message, home)))

    async def _meanwhile(self, message: discord.Message, home: Home, response: Response) -> None:
        """In private wherever it was said."""
        messages = self.desk.messages(response, home.community)
        if message.guild is None:
            await self._post(str(message.channel.id), message, messages, before="m")
        else:
            await self._post_directly(message, messages, before="m")

    async def _post_directly(self, message: discord.Message, messages: Sequence[Draft], before: str = "") -> bool:
        found = list[str]()

        async def open_it() -> None:
            found.append(await open_conversation(self.desk.rest, self.opening, str(message.author.id)))

        return await insist(open_it, repeatable=True) and await self._post(found[-1], message, messages, before)

    async def _post(self, channel: str, answered: discord.Message, messages: Sequence[Draft], before: str = "") -> bool:
        """Whether all of them arrived. Their nonces are made of what they answer, so that a lost try is no second;
        ``before`` tells those apart that come before the answer."""
        for index, draft in enumerate(messages):
            body = {**draft.payload(), "nonce": f"{answered.id}-{before}{index}", "enforce_nonce": True}
            path, files = f"/channels/{channel}/messages", draft.files
            if not await insist(lambda: self.desk.rest.post(path, body, files), repeatable=True):  # noqa: B023 - awaited
                return False
        return True


def _meant_for_us(message: discord.Message, bot: int) -> str | None:
    """A reply to us mentions us outside of its text."""
    said = addressed(message.content, bot)
    is_reply = said is None and any(user.id == bot for user in message.mentions)
    return with_accounts(message.content.strip()) if is_reply else said
