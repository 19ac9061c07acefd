"""Which round is meant, where several may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import name_key
from bot.errors import BadValue, NotFound, NotPossible
from bot.reply import Button, Buttons, call
from bot.words import Code, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Ctx
    from bot.domain.rounds.records import Participation, Round

_MOST_NAMED = 5
_SAYING_NOTHING = frozenset("the our a an round rounds".split())


async def running(ctx: Ctx) -> list[Round]:
    return [each for each in await ctx.work.rounds.every() if not each.is_over]


async def meant(ctx: Ctx, said: str | None, command: str) -> Round:
    """The round called so, or the only one there is. Raise NotFound or BadValue where none or several may be meant:
    then each of them has a button that does ``command`` with it."""
    return _one_of(await running(ctx), said, command)


async def mine(ctx: Ctx, said: str | None, command: str) -> tuple[Round, Participation]:
    """The same among those that this member takes part in."""
    own = {each.round: each for each in await ctx.work.rounds.participations_of(ctx.member.id)}
    taking_part = [each for each in await running(ctx) if each.id in own]
    if not taking_part:
        raise NotPossible(say("You take part in no round. See which there are: {example}.", example=_LIST))
    found = _one_of(taking_part, said, command)
    return found, own[found.id]


_LIST = Code("round list")


def _one_of(rounds: Sequence[Round], said: str | None, command: str) -> Round:
    if not rounds:
        raise NotPossible(
            say("There is no round here yet. Organisers start one: {example}.", example=Code("round new"))
        )
    found = rounds if said is None or not _words(said) else _called(rounds, said)
    if not found:
        titles = tuple(Strong(each.title) for each in rounds[:_MOST_NAMED])
        raise NotFound(say("I find no round called “{name}”. There are: {titles}.", name=said or "", titles=titles))
    if len(found) > 1:
        error = BadValue(say("Which round do you mean?"), "round")
        buttons = (Button(say("{title}", title=each.title), call(command, round=each.id)) for each in found)
        error.also = (Buttons(tuple(buttons)[:_MOST_NAMED]),)
        raise error
    return found[0]


def _called(rounds: Sequence[Round], said: str) -> list[Round]:
    exact = [each for each in rounds if said.strip() == each.id or name_key(each.title) == name_key(said)]
    return exact or [each for each in rounds if _words(said) <= _words(each.title)]


def _words(text: str) -> set[str]:
    return set(name_key(text).split()) - _SAYING_NOTHING
