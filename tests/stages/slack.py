"""The stage on Slack: the real adapter over Socket Mode, in front of the fake Slack."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.slack.manifest import names
from bot.commands import COMMANDS
from bot.domain.members import Role
from config.play.script import Joins, Reader, Script
from config.play.stage import NotThere
from tests.fakes.slack.forms import CannotDo, fields
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import serving
from tests.fakes.slack.slack import Slack
from tests.fakes.slack.world import Kind
from tests.stages.remote import Received, RemoteStage

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Mapping

    from config.clocks import SimulatedClock
    from tests.fakes.slack.outgoing import Answer
    from tests.fakes.slack.world import Channel, View

_LOCALES = {"en": "en-US", "pt": "pt-PT"}
_OF_MANY = (Kind.CHANNEL, Kind.PRIVATE)
_GROUPS = "mpim:write"
_PATIENCE = 60.0
"""Seconds for an acknowledgement: a machine under load must turn no transcript red."""


class SlackFront:
    """See tests.stages.remote.Front. Whatever Slack would not have shown, or nobody answered, ends the transcript."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._team = slack.team()
        self._people: dict[str, Person] = {}
        self._seen = 0
        self._modals: dict[str, str] = {}

    @property
    def settings(self) -> Mapping[str, object]:
        return self._slack.settings(self._team)

    async def connected(self) -> None:
        await self._slack.sockets.connected()

    async def quiet(self) -> None:
        await self._slack.outgoing.quiet()
        wrong = [*self._slack.violations, *self._slack.failures]
        if wrong:
            raise AssertionError("\n".join(wrong))

    async def member(self, member: Joins) -> None:
        person = Person.new(
            self._slack,
            self._team,
            member.name,
            real_name=member.full_name,
            tz=member.zone,
            locale=_LOCALES.get(member.locale, member.locale),
            is_admin=member.role is Role.ORGANISER,
        )
        self._people[member.name] = person
        for channel in self._channels():
            channel.members.add(person.user.id)
        await person.joins_workspace()

    async def channel(self, name: str) -> None:
        self._slack.channel(self._team, name, *(person.user.id for person in self._people.values()))

    async def say(self, member: str, text: str, channel: str | None) -> None:
        await self._people[member].says(text, channel)

    async def share(self, member: str, file: str, content: bytes) -> None:
        await self._people[member].shares(file, content)

    async def slash(self, member: str, command: str, text: str, channel: str | None) -> None:
        """By the name it has on Slack. One that is there no more comes as it did when an older manifest named it."""
        own = {spec: name for name, spec in names(COMMANDS).items()}.get(command, command)
        await self._people[member].slash(f"/{own}", text, channel)

    async def press(self, member: str, label: str, beside: str) -> None:
        person = self._people[member]
        if person.modal is not None:
            await person.closes()
        try:
            await person.presses(label, beside)
        except CannotDo as error:
            raise NotThere(str(error)) from error

    async def fill(self, member: str, slots: Mapping[str, str]) -> None:
        person = self._people[member]
        try:
            await self._submit(person, slots)
        except CannotDo as error:
            raise NotThere(str(error)) from error

    async def refuse(self, member: str, *, closed: bool) -> None:
        self._people[member].refuses("cannot_dm_bot" if closed else None)

    async def refuse_groups(self, *, closed: bool) -> None:
        """An admin takes the scope from the app, or gives it back."""
        for grant in self._slack.grants.live(self._team.id):
            others = [scope for scope in grant.scopes if scope != _GROUPS]
            grant.scopes = others if closed else [*others, _GROUPS]

    def file(self, member: str, name: str) -> bytes:
        person = self._people[member]
        held = (self._slack.uploads[id_] for sight in person.messages() for id_ in sight.files)
        files = {file.name: file for file in held}
        if name not in files:
            raise NotThere(f"There is no such file. {member} sees these: {', '.join(files) or 'none'}.")
        return files[name].content or b""

    def fresh(self) -> Iterator[Received]:
        found = sorted(self._new_messages(), key=lambda each: each[0])
        self._seen = max([self._seen, *(seq for seq, _ in found)])
        yield from (received for _, received in found)
        for name, person in self._people.items():
            yield from self._new_modal(name, person)

    def _new_messages(self) -> Iterator[tuple[int, Received]]:
        for name, person in self._people.items():
            for channel in list(self._team.channels.values()):
                if person.user.id in channel.members:
                    yield from self._new_in(channel, name, person)

    def _new_in(self, channel: Channel, name: str, person: Person) -> Iterator[tuple[int, Received]]:
        """A channel's own are seen by whoever is first in it, those of a group by everybody in it."""
        is_direct = channel is person.direct or channel.kind is Kind.GROUP_DM
        is_first = person is next(each for each in self._people.values() if each.user.id in channel.members)
        for sight in person.sights_in(channel, after=self._seen):
            reader = Reader(name) if is_direct or sight.is_ephemeral else Reader(channel.name, is_channel=True)
            is_ours = sight.author == self._team.bot_user
            if is_ours and (not reader.is_channel or is_first):
                yield sight.seq, Received(reader, sight.text, tuple(button.label for button in sight.buttons))

    def _new_modal(self, name: str, person: Person) -> Iterator[Received]:
        view = person.modal
        stands = "" if view is None else f"{view.id} {view.hash} {view.errors}"
        if view is not None and stands != self._modals.get(name, ""):
            yield Received(Reader(name), person.reads(view))
        self._modals[name] = stands

    def _channels(self) -> Iterator[Channel]:
        yield from (channel for channel in self._team.channels.values() if channel.kind in _OF_MANY)

    async def _submit(self, person: Person, slots: Mapping[str, str]) -> Answer:
        view = person.modal
        if view is None:
            raise NotThere(f"No form is open for {person.user.name}.")
        blocks = _blocks_of(view)
        if not slots.keys() <= blocks.keys():
            there = ", ".join(blocks)
            raise NotThere(f"There is no such field. The form that is open for {person.user.name} has: {there}.")
        return await person.submits({blocks[slot]: text for slot, text in slots.items()})


def _blocks_of(view: View) -> Mapping[str, str]:
    """The block of each slot's field."""
    return {field.block["block_id"].partition(":")[2]: field.block["block_id"] for field in fields(view)}


@asynccontextmanager
async def _open(clock: SimulatedClock) -> AsyncGenerator[SlackFront]:
    slack = Slack(now=clock.now, is_native=False)
    slack.sockets.ack_within = _PATIENCE
    slack.outgoing.retry_delays = ()
    async with serving(slack):
        yield SlackFront(slack)


async def open_slack_stage(script: Script) -> RemoteStage:
    return await RemoteStage.open(script, _open)
