"""What somebody in another process may ask of a fake, and tell it."""

from typing import ClassVar

from aiohttp import web

from tests.fakes.discord.fake import FakeDiscord
from tests.fakes.discord.people import Person
from tests.fakes.discord.places import add_guild
from tests.fakes.discord.replies import json_reply
from tests.fakes.faults import CALM


class Remote:
    """Beside the API, under a path of its own."""

    PATH: ClassVar = "/fake"

    def __init__(self, fake: FakeDiscord) -> None:
        self._fake = fake

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(self.PATH, self._state)
        app.router.add_post(f"{self.PATH}/people", self._people)
        app.router.add_post(f"{self.PATH}/calm", self._calm)

    async def _state(self, request: web.Request) -> web.Response:
        """How often each text of the app's stands there, and what it did wrong."""
        fake = self._fake
        return json_reply({"copies": fake.copies(), "violations": fake.violations, "requests": len(fake.asked)})

    async def _people(self, request: web.Request) -> web.Response:
        """Bring in ``count`` people, members of one server all of them; the answer are their ids."""
        asked = await request.json()
        guilds = self._fake.world.guilds
        guild = next(iter(guilds.values()), None) or add_guild(self._fake, "Chaos")
        people = [Person.arrives(self._fake, f"member{number}", "", guild) for number in range(asked["count"])]
        return json_reply({"guild": guild.id, "users": [each.user.id for each in people]})

    async def _calm(self, request: web.Request) -> web.Response:
        """No more faults from here on."""
        self._fake.odds = CALM
        return json_reply({})
