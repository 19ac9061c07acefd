"""The stage on Discord: the real adapter and discord.py, in front of the fake Discord."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.commands import COMMANDS
from bot.domain.members import Role
from bot.domain.times import Moment, local_at
from bot.invocation import Profile
from bot.language.dates import Now
from bot.language.understand import Grammar
from bot.words import PlainStyle, Words, say
from config.play.script import Joins, Reader, Script
from config.play.stage import NotThere
from storage.tables.members import ACCOUNT, MEMBER
from tests.fakes.discord import (
    FakeDiscord,
    NotOffered,
    Permission,
    Person,
    Setup,
    add_channel,
    add_guild,
    add_role,
    add_system_channel,
    serving,
)
from tests.fakes.discord.markdown import as_read
from tests.fakes.discord.options import find
from tests.fakes.discord.reading import text_of
from tests.fakes.discord.sharing import share
from tests.stages.discord_buttons import chosen, plain, pressable
from tests.stages.remote import Received, RemoteStage

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence

    from bot.command import Spec
    from bot.domain.times import ZoneName
    from config.clocks import SimulatedClock
    from tests.fakes.discord import Field
    from tests.fakes.discord.chat import Sight
    from tests.fakes.discord.options import Value
    from tests.fakes.discord.world import Channel, Json, Message

_LOCALES = {"en": "en-GB", "es": "es-ES", "pt": "pt-BR"}
_PATIENCE = 60.0
"""Seconds an interaction may stay unanswered: a machine under load must turn no transcript red."""
_INTEGER = 4
_GRAMMAR = Grammar(COMMANDS)
_ZONES = select(ACCOUNT.c.user, MEMBER.c.zone).join_from(
    ACCOUNT, MEMBER, (ACCOUNT.c.community == MEMBER.c.community) & (ACCOUNT.c.member == MEMBER.c.id)
)


class DiscordFront:
    """See tests.stages.remote.Front. Whatever Discord would not have understood ends the transcript."""

    def __init__(self, fake: FakeDiscord) -> None:
        self._fake = fake
        self.guild = add_guild(fake, "Transcripts")
        add_system_channel(fake, self.guild)
        self._organisers = add_role(fake, self.guild, "Organisers", Permission.MANAGE_GUILD)
        self._channels: dict[str, Channel] = {}
        self.people: dict[str, Person] = {}
        self._joined: dict[str, Joins] = {}
        self._zones: dict[str, ZoneName] = {}
        self._seen = self._sessions = 0

    @property
    def settings(self) -> Mapping[str, object]:
        return self._fake.settings

    async def connected(self) -> None:
        """Welcomed by the gateway anew, that is; it may still have to take it in."""
        gateway, before = self._fake.gateway, self._sessions
        await self._fake.pulse.until(
            lambda: gateway.live and len(gateway.identified) > before, "a connection", patience=_PATIENCE
        )
        self._sessions = len(gateway.identified)

    async def quiet(self) -> None:
        await self._fake.gateway.caught_up(patience=_PATIENCE)
        if self._fake.violations:
            raise AssertionError("\n".join(self._fake.violations))

    async def member(self, member: Joins) -> None:
        locale = _LOCALES.get(member.locale, member.locale)
        person = Person.arrives(self._fake, member.name, member.full_name, self.guild, locale=locale)
        self.people[member.name], self._joined[member.name] = person, member
        self._zones[member.name] = member.zone
        if member.role is Role.ORGANISER:
            self.guild.members[person.user.id].roles.add(self._organisers.id)

    def profile(self, member: Joins) -> Profile:
        """What Hallway would know of them once they had told it their zone."""
        user = self.people[member.name].user
        return Profile(user.id, member.full_name, member.zone, member.locale, member.role)

    def moves(self, member: str, zone: ZoneName) -> None:
        """Their clocks are set to it from here on."""
        self._zones[member] = zone

    async def channel(self, name: str) -> None:
        self._channels[name] = add_channel(self._fake, self.guild, name)

    async def say(self, member: str, text: str, channel: str | None) -> None:
        place = self._channels[channel] if channel is not None else None
        await self.people[member].say(self._with_accounts(text), place)

    async def share(self, member: str, file: str, content: bytes) -> None:
        share(self.people[member], file, content)

    async def slash(self, member: str, command: str, text: str, channel: str | None) -> None:
        """The text goes into the options it names. What Discord does not let pass is typed out as a message instead."""
        place = self._channels[channel] if channel is not None else None
        person = self.people[member]
        try:
            offered, typed = person.offered(command, place), COMMANDS.typed(command, text)
            path = command if typed is None else typed[0].name
            values = {} if typed is None else self._values(member, find(offered, path.split()[1:]), *typed)
            await person.slash(path, values, place, wait=False)
        except NotOffered:
            address = "" if channel is None else "@hallway "
            await self.say(member, f"{address}/{command} {text}".strip(), channel)

    async def press(self, member: str, label: str, beside: str) -> None:
        person = self.people[member]
        shown = [(message, self._read(member, message)) for message in reversed(person.sees())]
        found = chosen(pressable(shown, label), beside)
        if found is None:
            labels = dict.fromkeys(each.label for each in pressable(shown))
            raise NotThere(f"There is no such button. {member} sees these: {', '.join(labels) or 'none'}.")
        person.close_modal()
        await found.used_by(person)

    async def fill(self, member: str, slots: Mapping[str, str]) -> None:
        """Over as many modals as it takes. A form that came back with problems is opened again by its button."""
        person, left = self.people[member], dict(slots)
        if person.modal is None:
            await self._press_if_there(member, "Fill in the form")
        while more := left.keys() - {field.custom_id for field in self._fields(member)}:
            offering = next((field for field in person.fields if more <= set(field.choices)), None)
            if offering is None:
                there = ", ".join(field.custom_id for field in person.fields)
                raise NotThere(f"There is no such field. The form that is open for {member} has: {there}.")
            now = {name: left.pop(name) for name in left.keys() - more}
            await person.submit({**now, offering.custom_id: sorted(more)})
            await self._press_if_there(member, "Fill in the rest")
        await self._submit(person, left)

    async def refuse(self, member: str, *, closed: bool) -> None:
        self.people[member].user.accepts_messages = not closed

    async def refuse_groups(self, *, closed: bool) -> None:
        """Nobody may begin private threads in the server, or everybody may again."""
        for role in self.guild.roles.values():
            others = role.permissions & ~Permission.CREATE_PRIVATE_THREADS
            role.permissions = others if closed else others | Permission.CREATE_PRIVATE_THREADS

    def file(self, member: str, name: str) -> bytes:
        files = {each.name: each for message in self.people[member].sees() for each in message.uploads}
        if name not in files:
            raise NotThere(f"There is no such file. {member} sees these: {', '.join(files) or 'none'}.")
        return files[name].content

    def fresh(self) -> Iterator[Received]:
        sights = self._fake.chat.sights
        fresh, self._seen = sights[self._seen :], len(sights)
        yield from (received for sight in fresh for received in self._received(sight))

    def _received(self, sight: Sight) -> Iterator[Received]:
        """By one, by everybody in a thread, or by a channel."""
        place, buttons = sight.channel, plain(sight.buttons)
        inside = place.thread_members if place is not None and place.parent is not None else set[str]()
        audience = inside if sight.audience is None else {sight.audience.id}
        for name, person in self.people.items():
            if person.user.id in audience:
                yield Received(Reader(name), self._shown(name, sight.text), buttons)
        if not audience:
            assert place is not None
            yield Received(Reader(place.name, is_channel=True), self._shown(None, sight.text), buttons)

    def _fields(self, member: str) -> list[Field]:
        try:
            return self.people[member].fields
        except NotOffered:
            raise NotThere(f"No form is open for {member}.") from None

    async def _submit(self, person: Person, entries: Mapping[str, str]) -> None:
        accounts = {name: self._with_accounts(text) for name, text in entries.items()}
        try:
            await person.submit(accounts, wait=False)
        except NotOffered as error:
            raise NotThere(str(error)) from error

    async def _press_if_there(self, member: str, label: str) -> None:
        person = self.people[member]
        words = Words(PlainStyle(), self._joined[member].locale)
        newest = person.sees()[-1:]
        found = chosen(pressable([(each, self._read(member, each)) for each in newest], words.put(say(label))), "")
        if found is not None:
            await found.used_by(person, wait=True)

    def _values(self, member: str, chain: Sequence[Json], spec: Spec, text: str) -> dict[str, Value]:
        now = Now(self._fake.setup.clock(), self._joined[member].zone)
        slots = _GRAMMAR.read_slash(spec, self._with_accounts(text), now).slots
        kinds = {option["name"]: option["type"] for option in chain[-1]["options"]}
        return {name: int(said) if kinds[name] == _INTEGER and said.isdigit() else said for name, said in slots.items()}

    def _with_accounts(self, text: str) -> str:
        """The client makes a mention of "@bo"."""
        users = {name: person.user for name, person in self.people.items()} | {"hallway": self._fake.world.bot}
        for name, user in users.items():
            text = text.replace(f"@{name}", user.mention)
        return text

    def _read(self, member: str, message: Message) -> str:
        return self._shown(member, text_of(message))

    def _shown(self, member: str | None, text: str) -> str:
        """As the client shows it: times on the clock of whoever reads, people by their names."""
        name = member or next(iter(self._joined))
        zone, locale = self._zones[name], self._joined[name].locale
        names = {user.id: user.global_name for user in self._fake.world.users.values()}
        words = Words(PlainStyle(), locale, zone, local_at(self._fake.setup.clock(), zone).date())

        def time_of(seconds: int) -> str:
            local = local_at(datetime.fromtimestamp(seconds, UTC), zone).replace(second=0)
            return words.moment(Moment(local, zone))

        return as_read(text, names, time_of)


class DiscordStage(RemoteStage):
    """Discord tells nobody's zone. Members of a transcript told theirs before it begins, and live where they say."""

    async def member(self, member: Joins) -> None:
        await super().member(member)
        guild = self.discord.guild
        community = await self._core.store.community("discord", guild.id, guild.name, self.now)
        await self._core.dispatcher.join(community, "discord", self.discord.profile(member))

    async def _answered(self) -> None:
        await super()._answered()
        async with self._core.store.database.reading() as connection:
            zones = {row.user: row.zone for row in await connection.execute(_ZONES)}
        for name, person in self.discord.people.items():
            if person.user.id in zones:
                self.discord.moves(name, zones[person.user.id])

    @property
    def discord(self) -> DiscordFront:
        assert isinstance(self._front, DiscordFront)
        return self._front


@asynccontextmanager
async def _open(clock: SimulatedClock) -> AsyncGenerator[DiscordFront]:
    async with serving(Setup(clock=clock.now, respond_within=_PATIENCE)) as fake:
        yield DiscordFront(fake)


async def open_discord_stage(script: Script) -> DiscordStage:
    return await DiscordStage.open(script, _open)
