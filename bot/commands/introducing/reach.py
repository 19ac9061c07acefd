"""Looking for a way to somebody: members who show that they fit at once, beyond that one hop, by asking in private."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.profiles import Consent
from bot.domain.quests import MOST_ASKED, Help, Inquiry, Quest, in_turn
from bot.domain.times import local_at
from bot.errors import NotFound, NotPossible, TooMuch
from bot.finding import Sought
from bot.kinds import PersonRef
from bot.kinds.choices import YES_NO, YesNo
from bot.kinds.people import exact
from bot.questing import asked_of, sought
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Reply, Row, Small, call
from bot.words import Code, Mention, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import MemberId
    from bot.domain.profiles import Shown
    from bot.reply import Part
    from bot.words import Phrase

MOST_A_WEEK = 5
_WEEK = timedelta(days=7)
_MOST_SHOWN = 5
_SOMEBODY = "someone|somebody|anyone|anybody|people"


class Reach(Command):
    """Find who could introduce you to somebody at a place, or who knows a topic."""

    where: Annotated[str | None, Slot("Where they are", lead=("at", "from", "in"))] = None
    about: Annotated[str | None, Slot("What they do", lead=("about", "who knows", "working on"))] = None


@command(
    "reach",
    phrases=(
        f"~ introduce|intro|connect me to|with {_SOMEBODY} at|from|in {{where}}",
        f"~ might|please introduce|intro|connect me to|with {_SOMEBODY} at|from|in {{where}}",
        f"~ introduce|intro|connect me to|with {_SOMEBODY} who|that *s [on|with|about] {{about}}",
        f"~ introduce|intro|connect me to|with {_SOMEBODY} working on|with {{about}}",
        f"~ knows {_SOMEBODY} at|from {{where}}",
        f"~ anyone|anybody [here] know {_SOMEBODY} at|from {{where}}",
        f"~ [a|an] [warm] intro|introduction|connection|contact to|with {_SOMEBODY} at|from {{where}}",
        "~ introduce|intro|connect me to|with a|an {about}",
        "~ here could|can|might introduce|intro|connect me to|with a|an {about}",
        "who can|could|might get me in|into {where}",
        "who can|could|might get me a foot in the door at {where}",
        f"~ anyone|anybody|someone|somebody [here] know {_SOMEBODY} working at|for {{where}}",
        f"~ anyone|anybody|someone|somebody [here] know {_SOMEBODY} who|that works at|for {{where}}",
        "reach ...",
    ),
    examples=("who could introduce me to someone at Acme?", "who knows someone at Acme?"),
    effect=Effect.FINAL,
)
async def reach(cmd: Reach, ctx: Ctx) -> Reply:
    if not cmd.where and not cmd.about:
        example = Code("who could introduce me to someone at Acme?")
        raise NotPossible(say("Say where they are, or what they do: {example}", example=example))
    lately = [each for each in await ctx.book.quests.every() if each.created_at > ctx.now - _WEEK]
    if len(lately) >= MOST_A_WEEK:
        day = local_at(lately[-1].created_at + _WEEK, ctx.member.zone).date()
        raise TooMuch(
            say("You asked {limit} times within a week. The next time is on {day}.", limit=MOST_A_WEEK, day=day)
        )
    quest = Quest(new_id(ctx.now), ctx.member.id, ctx.now, cmd.where, cmd.about)
    showing = await _showing(quest, ctx)
    await ctx.book.quests.add(quest)
    await _ask(quest, [each.member for each in showing], ctx)
    return Reply.of(*_shown(showing), *_read_back(quest, ctx))


async def _showing(quest: Quest, ctx: Ctx) -> Sequence[Shown]:
    """Those whose own profile says so, to whoever searches."""
    wanted = Sought(None, quest.where, quest.about)
    everybody = (await ctx.work.profiles.shown(Consent.SEARCH)).values()
    fitting = [each for each in everybody if each.member != ctx.member.id and wanted.fits(each)]
    return sorted(fitting, key=lambda each: (each.name.casefold(), each.member))[:_MOST_SHOWN]


async def _ask(quest: Quest, shown: Sequence[MemberId], ctx: Ctx) -> None:
    """Beyond that, those who noted somebody are asked in turn: never of somebody the asker sees already."""
    noted = await ctx.work.company.who_noted(quest)
    apart = await ctx.work.company.kept_apart([ctx.member.id, *(owner for owner, _ in noted)])
    there = [each for each in noted if frozenset((each[0], ctx.member.id)) not in apart and each[0] not in shown]
    for place, (owner, person) in enumerate(there[:MOST_ASKED]):
        at = in_turn(ctx.now, place)
        await ctx.work.questing.keep(Inquiry(new_id(ctx.now), owner, person, quest.id, ctx.member.id, at, ctx.now))


def _shown(showing: Sequence[Shown]) -> list[Part]:
    if not showing:
        return []
    return [Heading(say("Members who show it themselves")), *(_row(each) for each in showing)]


def _row(shown: Shown) -> Row:
    whom = exact(PersonRef("", None, shown.member))
    button = Button(say("Introduce me"), call("introduce", first="me", second=whom))
    detail: Phrase | None = None
    if shown.occupation or shown.headline:
        detail = say("{text}", text=shown.occupation or shown.headline or "")
    return Row(say("{name}", name=Mention(shown.member, shown.name)), (button,), detail)


def _read_back(quest: Quest, ctx: Ctx) -> list[Part]:
    """The same words whether anybody fits or not."""
    until = local_at(quest.over_at, ctx.member.zone).date()
    return [
        Line(
            say(
                "I ask members who may have noted {what} and agreed to be asked such things, each alone and one after "
                "the other, whether they would help.",
                what=sought(quest.where, quest.about),
            )
        ),
        Line(say("If somebody says yes by {day}, I tell you who. Else you hear nothing.", day=until)),
        Small(say("Whom anybody noted is told to nobody, and neither is whether anybody was asked.")),
        Buttons.of(
            Button(say("My introductions"), call("introductions")),
            Button(say("Withdraw"), call("quest-withdraw", quest=quest.id)),
        ),
    ]


class QuestWithdraw(Command):
    """Look no longer for a way to somebody."""

    quest: Annotated[str, Slot("What you look for", hidden=True)]


@command("quest-withdraw", effect=Effect.FINAL, hidden=True)
async def quest_withdraw(cmd: QuestWithdraw, ctx: Ctx) -> Reply:
    quest = await ctx.book.quests.get(cmd.quest)
    await ctx.book.quests.save(quest.withdrawn(at=ctx.now))
    return Reply.of(say("Withdrawn. Nobody is asked about it any more."))


class InquiryAnswer(Command):
    """Say whether you would help somebody who looks for a way to somebody you know."""

    inquiry: Annotated[str, Slot("Question", hidden=True)]
    answer: Annotated[YesNo, Slot("Answer", kind=YES_NO)]


@command("inquiry-answer", effect=Effect.FINAL, hidden=True)
async def inquiry_answer(cmd: InquiryAnswer, ctx: Ctx) -> Reply:
    inquiry = (await asked_of(ctx.work, {ctx.member.id: ctx.member}, ctx.now)).get(ctx.member.id)
    asker = None if inquiry is None else (await ctx.work.subjects.members([inquiry.asker])).get(inquiry.asker)
    if inquiry is None or asker is None or inquiry.id != cmd.inquiry:
        raise NotFound(say("That is not open any more."))
    said = Help.YES if cmd.answer is YesNo.YES else Help.NO
    await ctx.book.inquiries.save(inquiry.answered(said, at=ctx.now))
    if said is Help.NO:
        return Reply.of(say("No it is. Nobody is told, and nobody can tell it from no answer."))
    name = Mention(asker.id, asker.name)
    return Reply.of(
        Line(say("Thank you. I tell {name} that you would help, and nothing of whom you noted.", name=name)),
    )
