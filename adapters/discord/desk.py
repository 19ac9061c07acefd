"""What everybody who answers people needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.discord.render import render
from bot.reply import Form, Small
from bot.words import say

if TYPE_CHECKING:
    from adapters.discord.drafts import Drafts
    from adapters.discord.messages import Draft
    from adapters.discord.options import Tree
    from adapters.discord.places import Places
    from adapters.discord.rest import Rest
    from bot.dispatch import Dispatcher, Response
    from bot.domain.ids import CommunityId
    from bot.reply import Call

STRANGER = say("I know you from no server. Join one that I am in, or use one of my commands there first.")

SORRY = say("Something went wrong on my side. Try again in a minute.")


@dataclass(frozen=True, slots=True)
class Desk:
    rest: Rest
    dispatcher: Dispatcher
    places: Places
    drafts: Drafts
    tree: Tree

    def messages(self, response: Response, community: CommunityId) -> tuple[Draft, ...]:
        """A reply as it is shown, without the form in it."""
        parts = tuple(part for part in response.reply.parts if not isinstance(part, Form))

        def handle_of(call: Call) -> str:
            assert response.member is not None, "who is not known yet gets no buttons"
            return self.dispatcher.handle_of(call, community, response.member)

        return render(replace(response.reply, parts=parts), response.reader, handle_of)


def told_home(response: Response, name: str | None) -> Response:
    """The response, with the name of the community it speaks for where that was never said."""
    if name is None or not response.reply.parts:
        return response
    line = say("You are in several communities with me. Here I speak for {name}, where you used me last.", name=name)
    return replace(response, reply=response.reply.plus(Small(line)))
