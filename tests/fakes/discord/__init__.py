"""A Discord over real HTTP and websockets, for the unmodified library: only its addresses differ.

async with serving() as discord:
    guild = add_guild(discord, "PyLisboa")
    ana = Person.arrives(discord, "ana", "Ana Silva", guild)
    ...  # an app with the token ``discord.setup.token`` connects to ``discord.api_url`` and ``discord.gateway_url``
    await ana.say("met Bo at PyLisboa")
    assert "Bo" in (await ana.hears()).text
    assert discord.violations == []
"""

from tests.fakes.discord.fake import FakeDiscord, Setup
from tests.fakes.discord.forms import Field
from tests.fakes.discord.interactions import Interaction
from tests.fakes.discord.options import NotOffered
from tests.fakes.discord.people import Person
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.places import add_channel, add_guild, add_role, add_system_channel
from tests.fakes.discord.serving import serving

__all__ = [
    "FakeDiscord",
    "Field",
    "Interaction",
    "NotOffered",
    "Permission",
    "Person",
    "Setup",
    "add_channel",
    "add_guild",
    "add_role",
    "add_system_channel",
    "serving",
]
