"""What a method of the Web API is: who may ask it, with which arguments, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from tests.fakes.slack.wire import Json, SlackError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.slack.grants import Grant
    from tests.fakes.slack.slack import Slack
    from tests.fakes.slack.world import Channel, Team, User


class Token(StrEnum):
    """Which kind of token a method wants."""

    BOT = "xoxb"
    APP = "xapp"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request whose token was good. ``grant`` is the token's, for methods that want a bot's."""

    slack: Slack
    args: Json
    given: Grant | None = None

    @property
    def grant(self) -> Grant:
        assert self.given is not None
        return self.given

    @property
    def team(self) -> Team:
        return self.slack.teams[self.grant.team]

    def text(self, name: str) -> str:
        """An argument that is there, or SlackError."""
        found = self.args.get(name)
        if found in (None, ""):
            raise SlackError(
                "invalid_arguments", response_metadata={"messages": [f"[ERROR] missing required field: {name}"]}
            )
        return str(found)

    def truth(self, name: str) -> bool:
        return self.args.get(name) in (True, 1, "1", "true", "True")

    def number(self, name: str, default: int) -> int:
        return int(self.args.get(name) or default)

    def needs(self, scope: str) -> None:
        if scope not in self.grant.scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(self.grant.scopes))

    def user(self, id_: str) -> User:
        if id_ not in self.team.users:
            raise SlackError("user_not_found")
        return self.team.users[id_]

    def channel(self) -> Channel:
        """The conversation the request names, which must be there."""
        found = self.team.channels.get(self.text("channel"))
        if found is None:
            raise SlackError("channel_not_found")
        return found


Answering: TypeAlias = "Callable[[Ask], Json]"


@dataclass(frozen=True, slots=True)
class Method:
    """``takes`` are the arguments there are; whoever sends another has misspelt one."""

    name: str
    answer: Answering
    takes: frozenset[str]
    scope: str | None = None
    token: Token = Token.BOT


METHODS: dict[str, Method] = {}


def method(
    name: str, takes: str = "", *, scope: str | None = None, token: Token = Token.BOT
) -> Callable[[Answering], Answering]:
    def define(answer: Answering) -> Answering:
        METHODS[name] = Method(name, answer, frozenset(takes.split()), scope, token)
        return answer

    return define


def page(ask: Ask, found: list[Json], key: str) -> Json:
    """One page of it, with the cursor of the next."""
    start, limit = int(ask.args.get("cursor") or 0), ask.number("limit", 100)
    more = str(start + limit) if len(found) > start + limit else ""
    return {key: found[start : start + limit], "response_metadata": {"next_cursor": more}}
