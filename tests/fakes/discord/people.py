"""What people do on the fake Discord, and what they see there."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.fakes.discord import forms, places
from tests.fakes.discord.chat import Sight
from tests.fakes.discord.fake import FakeDiscord
from tests.fakes.discord.forms import Entry, Field
from tests.fakes.discord.interactions import Interaction, Kind
from tests.fakes.discord.options import NotOffered, Resolved, Value, filled, find
from tests.fakes.discord.payloads import acting_member_json, channel_json, permitted, user_json
from tests.fakes.discord.permissions import Permission, permissions
from tests.fakes.discord.reading import label_of, pressable, selects
from tests.fakes.discord.world import Channel, ChannelKind, Guild, Json, Message, MessageKind, User

_CHAT, _USER_MENU, _MESSAGE_MENU = 1, 2, 3
_IN_GUILD, _IN_BOT_DM = 0, 1


@dataclass(eq=False)
class Person:
    """Somebody at a keyboard. Acts on the app return once it has answered, as far as people can see; with
    ``wait=False`` at once."""

    fake: FakeDiscord
    user: User
    heard: int = 0

    @classmethod
    def arrives(
        cls, fake: FakeDiscord, name: str, global_name: str = "", *guilds: Guild, locale: str = "en-US"
    ) -> "Person":
        user = places.add_user(fake, name, global_name, locale=locale)
        for guild in guilds:
            places.join(fake, guild, user)
        return cls(fake, user)

    # What they see

    def sees(self, channel: Channel | None = None) -> list[Message]:
        """Every message of the app's they can see now, or of one channel, oldest first."""
        return [
            each
            for each in self.fake.messages()
            if each.author is self.fake.world.bot
            and each.kind is MessageKind.WRITTEN
            and not each.is_loading
            and channel in (None, each.channel)
            and self._can_see(each)
        ]

    @property
    def sights(self) -> list[Sight]:
        """Everything of the app's that ever appeared before them, edits and modals too."""
        return [each for each in self.fake.chat.sights if self._saw(each)]

    @property
    def modal(self) -> Interaction | None:
        """The interaction that opened the modal which is open for them."""
        mine = [each for each in self.fake.interactions.values() if each.user is self.user and each.modal]
        return mine[-1] if mine and not mine[-1].is_submitted else None

    @property
    def fields(self) -> list[Field]:
        """Of the open modal."""
        return list(forms.fields(self._open_modal()))

    async def hears(self) -> Sight:
        """The next thing they have not heard of yet; waits for it."""
        await self.fake.pulse.until(lambda: len(self.sights) > self.heard, f"{self.user.name} waits for a message")
        self.heard += 1
        return self.sights[self.heard - 1]

    # What they do

    async def say(self, text: str, channel: Channel | None = None, reply_to: Message | None = None) -> Message:
        """In private where no channel is named. Returns at once: nothing says when a message has been answered."""
        self.heard = len(self.sights)
        body: Json = {"content": text}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to.id}
        place = channel or self.direct()
        if channel is not None and Permission.SEND_MESSAGES not in self._may(channel):
            raise NotOffered(f"{self.user.name} may not write in #{channel.name}")
        return self.fake.chat.post(self.fake.chat.write(place, self.user, body))

    async def mention(self, text: str, channel: Channel) -> Message:
        """Speak to the app in front of everybody."""
        return await self.say(f"{self.fake.world.bot.mention} {text}", channel)

    async def slash(
        self,
        command: str,
        values: Mapping[str, Value] | None = None,
        channel: Channel | None = None,
        *,
        wait: bool = True,
    ) -> Interaction:
        """``command`` with its subcommands, as in ``meetup list``."""
        name, *path = command.split()
        found, place = self.offered(name, channel), channel or self.direct()
        resolved = self._resolving(place)
        options = filled(find(found, path), values or {}, resolved)
        return await self._interact(Kind.COMMAND, place, self._data(found, resolved, options), wait=wait)

    async def complete(
        self,
        command: str,
        option: str,
        text: str,
        values: Mapping[str, Value] | None = None,
        channel: Channel | None = None,
    ) -> list[str]:
        """What the app offers for ``option`` once ``text`` is typed in it."""
        name, *path = command.split()
        found, place = self.offered(name, channel), channel or self.direct()
        resolved = self._resolving(place)
        options = filled(find(found, path), {**(values or {}), option: text}, resolved, focus=option)
        data = self._data(found, resolved, options)
        return (await self._interact(Kind.AUTOCOMPLETE, place, data, wait=True)).labels

    async def use_on_person(self, label: str, target: User, channel: Channel, *, wait: bool = True) -> Interaction:
        """The context menu of somebody."""
        command, resolved = self.offered(label, channel, _USER_MENU), self._resolving(channel)
        data = self._data(command, resolved) | {"target_id": resolved.add(target), "resolved": resolved.found}
        return await self._interact(Kind.COMMAND, channel, data, wait=wait)

    async def use_on_message(self, label: str, target: Message, *, wait: bool = True) -> Interaction:
        """The context menu of a message, whoever wrote it: its words reach the app."""
        channel = target.channel
        command, resolved = self.offered(label, channel, _MESSAGE_MENU), self._resolving(channel)
        noted = resolved.note_message(target, self.fake.chat.json(target))
        data = self._data(command, resolved) | {"target_id": noted, "resolved": resolved.found}
        return await self._interact(Kind.COMMAND, channel, data, wait=wait)

    async def press(self, label: str, message: Message | None = None, *, wait: bool = True) -> Interaction:
        """A button they can see, the newest of that label; in any case of its letters."""
        for each in [message] if message is not None else reversed(self.sees()):
            for button in pressable(each):
                if label_of(button).casefold() == label.casefold():
                    return await self.press_button(each, button, wait=wait)
        raise NotOffered(f"{self.user.name} sees no button {label!r}, but {self._labels()}")

    async def press_button(self, message: Message, button: Json, *, wait: bool = True) -> Interaction:
        data = {"component_type": 2, "custom_id": button["custom_id"], "id": button["id"]}
        return await self._interact(Kind.COMPONENT, message.channel, data, message=message, wait=wait)

    async def choose(
        self, *wanted: str, message: Message | None = None, custom_id: str = "", wait: bool = True
    ) -> Interaction:
        """In the first select they can see, of the newest message that has one."""
        for each in [message] if message is not None else reversed(self.sees()):
            for select in selects(each):
                if custom_id in ("", select["custom_id"]):
                    resolved = self._resolving(each.channel)
                    values = forms.selection(select, list(wanted), resolved)
                    data: Json = {"component_type": select["type"], "custom_id": select["custom_id"], "values": values}
                    data |= {"resolved": resolved.found} if resolved.found else {}
                    return await self._interact(Kind.COMPONENT, each.channel, data, message=each, wait=wait)
        raise NotOffered(f"{self.user.name} sees no select")

    async def submit(self, entries: Mapping[str, Entry] | None = None, *, wait: bool = True) -> Interaction:
        """The open modal, with these entries by label or custom_id and what else stood in it."""
        modal, source = self._open_modal(), self.modal
        assert source is not None
        resolved = self._resolving(source.channel)
        components = forms.submitted(modal, entries or {}, resolved)
        data: Json = {"custom_id": modal["custom_id"], "components": components}
        data |= {"resolved": resolved.found} if resolved.found else {}
        source.is_submitted = True
        return await self._interact(Kind.MODAL, source.channel, data, message=source.message, source=source, wait=wait)

    def close_modal(self) -> None:
        """Without sending it."""
        if self.modal is not None:
            self.modal.is_submitted = True

    def close_messages(self) -> None:
        """Nobody may write to them in private from here on."""
        self.user.accepts_messages = False

    def open_messages(self) -> None:
        self.user.accepts_messages = True

    # How it reaches the app

    def offered(self, name: str, channel: Channel | None = None, kind: int = _CHAT) -> Json:
        """The command of this name as they could pick it there. Raises NotOffered."""
        guild = channel.guild if channel is not None else None
        known = [*self.fake.world.commands[guild.id if guild is not None else ""], *self.fake.world.commands[""]]
        for each in known:
            if (each["name"], each["type"]) == (name, kind) and self._may_use(each, channel):
                return each
        offered = sorted({each["name"] for each in known if each["type"] == kind and self._may_use(each, channel)})
        raise NotOffered(f"{self.user.name} is not offered {name!r}, but {offered}")

    def _may_use(self, command: Json, channel: Channel | None) -> bool:
        where = _IN_BOT_DM if channel is None or channel.guild is None else _IN_GUILD
        contexts = command.get("contexts")
        allowed = command.get("dm_permission", True) or where == _IN_GUILD if contexts is None else where in contexts
        needed = command.get("default_member_permissions")
        if channel is None or channel.guild is None:
            return allowed
        granted = self._may(channel)
        if needed == "0":
            return allowed and Permission.ADMINISTRATOR in granted
        return allowed and Permission(int(needed or 0)) in granted and Permission.USE_APPLICATION_COMMANDS in granted

    async def _interact(  # noqa: PLR0913 - an interaction has as many parts
        self,
        kind: Kind,
        channel: Channel,
        data: Json,
        *,
        message: Message | None = None,
        source: Interaction | None = None,
        wait: bool,
    ) -> Interaction:
        self.heard = len(self.sights)
        fake = self.fake
        made = Interaction(
            fake.ids.fresh(), fake.fresh_token(), kind, self.user, channel, channel.guild, data, message, source
        )
        fake.interact(made, self._payload(made))
        if wait:
            await fake.pulse.until(lambda: made.is_answered, f"{self.user.name} waits for an answer to {data}")
        return made

    def _payload(self, made: Interaction) -> Json:
        said: Json = {
            "id": made.id,
            "application_id": self.fake.world.application,
            "type": int(made.kind),
            "token": made.token,
            "version": 1,
            "data": made.data,
            "channel_id": made.channel.id,
            "channel": channel_json(made.channel) | {"permissions": permitted(self.user, made.guild, made.channel)},
            "locale": self.user.locale,
            "entitlements": [],
            "authorizing_integration_owners": made.owners,
            "context": _IN_BOT_DM if made.guild is None else _IN_GUILD,
            "app_permissions": permitted(self.fake.world.bot, made.guild, made.channel),
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if made.message is not None:
            said["message"] = self.fake.chat.json(made.message)
        if made.guild is None:
            return said | {"user": user_json(self.user)}
        return said | {
            "guild_id": made.guild.id,
            "guild": {"id": made.guild.id, "locale": made.guild.locale, "features": []},
            "guild_locale": made.guild.locale,
            "member": acting_member_json(made.guild.members[self.user.id], made.guild, made.channel),
        }

    def _data(self, command: Json, resolved: Resolved, options: list[Json] | None = None) -> Json:
        data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        data |= {"guild_id": command["guild_id"]} if "guild_id" in command else {}
        data |= {"options": options} if options else {}
        return data | ({"resolved": resolved.found} if resolved.found else {})

    def _resolving(self, channel: Channel) -> Resolved:
        return Resolved(channel.guild, self.fake.chat.files())

    def _open_modal(self) -> Json:
        if self.modal is None or self.modal.modal is None:
            raise NotOffered(f"No modal is open for {self.user.name}")
        return self.modal.modal

    def direct(self) -> Channel:
        known = self.fake.world.dm(self.user)
        if known is not None:
            return known
        channel = Channel(self.fake.ids.fresh(), ChannelKind.DM, recipient=self.user)
        self.fake.world.channels[channel.id] = channel
        return channel

    def _may(self, channel: Channel) -> Permission:
        assert channel.guild is not None
        return permissions(self.user, channel.guild, channel)

    def _can_see(self, message: Message) -> bool:
        if message.audience is not None:
            return message.audience is self.user
        if message.channel.guild is None:
            return message.channel.recipient is self.user
        return Permission.VIEW_CHANNEL in self._may(message.channel)

    def _saw(self, sight: Sight) -> bool:
        if sight.audience is not None or sight.message is None:
            return sight.audience is self.user
        return self._can_see(sight.message)

    def _labels(self) -> list[str]:
        return [label_of(button) for each in self.sees() for button in pressable(each)]
