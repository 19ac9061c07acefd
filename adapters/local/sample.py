"""The sample community of a new workspace: people in several zones, channels, and what was said before you came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.local.archive import Channel, Persona
from adapters.local.messages import in_channel
from adapters.local.render import typed
from bot.domain.members import Role
from bot.domain.times import ZoneName
from bot.invocation import Slash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.local.platform import LocalPlatform
    from bot.invocation import Act


GREETING = Slash("help")
"""What everybody is taken to have asked when they join, so that Hallway's first message is an answer."""


@dataclass(frozen=True, slots=True)
class Chatter:
    channel: str
    user: str
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Who and what a new workspace begins with. The first persona is whom one is at first."""

    personas: Sequence[Persona]
    channels: Sequence[Channel]
    chatter: Sequence[Chatter]


SAMPLE = Sample(
    personas=(
        Persona("ana", "Ana Silva", ZoneName("Europe/Lisbon")),
        Persona("bo", "Bo Chen", ZoneName("America/New_York")),
        Persona("priya", "Priya Nair", ZoneName("Asia/Kolkata")),
        Persona("tomas", "Tomás Ruiz", ZoneName("Europe/Madrid"), role=Role.ORGANISER),
        Persona("mia", "Mia Olsen", ZoneName("America/Los_Angeles")),
    ),
    channels=(
        Channel("general", "Whatever does not fit elsewhere"),
        Channel("introductions", "New here? Say hello"),
        Channel("meetups", "Where and when we see each other"),
    ),
    chatter=(
        Chatter(
            "general",
            "tomas",
            "Welcome, everybody. Hallway is here to remember whom we meet; it lives in your messages.",
        ),
        Chatter("general", "bo", "Does it also answer in channels?"),
        Chatter("general", "tomas", "Only when you begin with @hallway, and then only you see the answer."),
        Chatter("introductions", "priya", "Hi, I am Priya. I look after data pipelines in Bengaluru, and I like maps."),
        Chatter("introductions", "mia", "Hello from the west coast! Type systems by day, ceramics by night."),
        Chatter("meetups", "tomas", "PyLisboa is next. Who is coming?"),
        Chatter("meetups", "ana", "I am. I would like to talk to somebody about Arrow."),
    ),
)


async def seed(platform: LocalPlatform, sample: Sample = SAMPLE, greeting: Act = GREETING) -> None:
    """Fill a new workspace; everybody joins, and finds a first message from Hallway."""
    workspace = platform.workspace
    for persona in sample.personas:
        await workspace.add_persona(persona)
    for channel in sample.channels:
        await workspace.add_channel(channel)
    for said in sample.chatter:
        place = in_channel(said.channel)
        message = await workspace.post(place, said.user, typed(said.text), platform.clock.now())
        for persona in sample.personas:
            await workspace.mark_read(persona.user, place, message.seq)
    for persona in sample.personas:
        await platform.do(persona.user, greeting)
