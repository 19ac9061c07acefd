"""The members of a community, as far as organisers may see them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.profiles import Consent
from bot.few import at_least_a_few
from bot.kinds.choices import NumberKind
from bot.own_profile import described
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Heading, Line, Reply, Row, Small
from bot.rights import must_organise
from bot.words import Mention, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.census import Census
    from bot.domain.profiles import Shown
    from bot.reply import Part

SETTLED_AFTER = timedelta(days=30)


class OrganiseMembers(Command):
    """See how many members there are, and those who agreed to be listed."""

    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "organise members",
    phrases=(
        "organise|organize members ...",
        "organise|organize members",
        "how many members are there|here",
        "how many members do we have",
        "how many members have|has [we|the community] [got]",
        "which members have noted nobody",
    ),
    examples=("how many members do we have?",),
    effect=Effect.READS,
)
async def members(cmd: OrganiseMembers, ctx: Ctx) -> Reply:
    must_organise(ctx)
    census = await ctx.work.counting.members(ctx.now - SETTLED_AFTER)
    agreed = await ctx.work.profiles.shown(Consent.ORGANISERS)
    listed = sorted(agreed.values(), key=lambda each: (each.name.casefold(), each.member))
    page = page_within(cmd.page, len(listed))
    rows = [_row(each) for each in listed[(page - 1) * PAGE : page * PAGE]]
    return Reply.of(
        Heading(say_count("One member", "{count} members", census.members)),
        *_without_a_link(census, [each for each in listed if each.member in census.listed_alone]),
        Line(
            say_count("One member agreed to be listed here.", "{count} members agreed to be listed here.", len(listed))
        ),
        *rows,
        *more("organise members", page, len(listed)),
        Small(say("Nobody else is named. Whom members note, and what, is for nobody but them.")),
    )


def _without_a_link(census: Census, named: Sequence[Shown]) -> list[Part]:
    """Those who noted nobody: by name where they agreed to that, and the others as a number."""
    number = at_least_a_few(census.alone, census.settled)
    if not named:
        return [Line(say("Here for 30 days or longer, and nobody noted yet: {number}.", number=number))]
    names = tuple(Mention(each.member, each.name) for each in named)
    return [
        Line(say("Here for 30 days or longer, and nobody noted yet: {names}.", names=names)),
        Line(say("Others of whom that is so: {number}.", number=number)),
    ]


def _row(shown: Shown) -> Row:
    lines = tuple(each.phrase for each in described(shown) if isinstance(each, Line))
    return Row(
        say("{member}", member=Mention(shown.member, shown.name)), (), say("{lines}", lines=lines) if lines else None
    )
