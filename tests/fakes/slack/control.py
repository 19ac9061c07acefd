"""People and what they see, for a test in another process: JSON over HTTP, below ``/_/``."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.forms import CannotDo
from tests.fakes.slack.person import Person
from tests.fakes.slack.webhook import NotVerified, Webhook

if TYPE_CHECKING:
    from tests.fakes.slack.slack import Slack
    from tests.fakes.slack.wire import Json
    from tests.fakes.slack.world import Team

_ACTS = frozenset(
    "says slash presses submits closes uses_shortcut uses_message_shortcut opens_home joins_workspace changes".split()
)


@dataclass(frozen=True, slots=True)
class Control:
    slack: Slack

    @property
    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/_/people", self.arrive),
            web.post("/_/people/{name}/{act}", self.act),
            web.get("/_/people/{name}", self.look),
            web.post("/_/webhook", self.call_at),
            web.get("/_/copies", self.count),
            web.get("/_/report", self.report),
        ]

    async def arrive(self, request: web.Request) -> web.Response:
        """``{"name": "ana", "real_name": "Ana Silva", "tz": "Europe/Lisbon"}``: fields of User."""
        told: Json = await request.json()
        person = Person.new(self.slack, self._team(request), told.pop("name"), **told)
        return web.json_response({"id": person.user.id, "direct": person.direct.id})

    async def act(self, request: web.Request) -> web.Response:
        """An act of Person by its name, with its arguments; 409 says why it cannot be done."""
        name = request.match_info["act"]
        if name not in _ACTS:
            return web.json_response({"error": f"no such act: {name}"}, status=404)
        try:
            answer = await getattr(self._person(request), name)(**(await request.json()))
        except CannotDo as error:
            return web.json_response({"error": str(error)}, status=409)
        return web.json_response(None if answer is None else asdict(answer))

    async def look(self, request: web.Request) -> web.Response:
        person = self._person(request)
        messages = person.messages(request.query.get("channel"))
        shown = [{"author": each.author, "text": str(each), "is_edited": each.is_edited} for each in messages]
        seen = {"messages": shown, "modal": person.reads(person.modal), "home": person.reads(person.home)}
        return web.json_response(seen)

    async def call_at(self, request: web.Request) -> web.Response:
        """``{"url": …}``: everything is posted there from now on, instead of over Socket Mode."""
        told: Json = await request.json()
        webhook = Webhook(told["url"], self.slack.keys.signing_secret)
        try:
            await webhook.prove(self.slack.keys.verification_token)
        except NotVerified:
            return web.json_response({"error": "not verified"}, status=409)
        self.slack.outgoing.way = webhook
        return web.json_response({})

    async def count(self, _: web.Request) -> web.Response:
        return web.json_response(self.slack.copies())

    async def report(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "violations": self.slack.violations,
                "failures": self.slack.failures,
                "requests": dict(Counter(each.method for each in self.slack.requests)),
                "limited": self.slack.trouble.refused,
            }
        )

    def _team(self, request: web.Request) -> Team:
        return self.slack.team(request.query.get("team", "T0COMMUNITY"))

    def _person(self, request: web.Request) -> Person:
        team = self._team(request)
        return Person(self.slack, team, team.named(request.match_info["name"]))
