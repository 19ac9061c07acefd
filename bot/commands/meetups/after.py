"""After a meetup: whom one talked to there, noted with a few words each; or no one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.aftermath import LATELY, asked_who, attendee_parts, begun, note_talk, noted_there, who_was_there
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.meetups import Occurrence
from bot.domain.naming_meetups import MeetupRef
from bot.domain.talk import Filling
from bot.errors import NotPossible
from bot.gatherings import meant
from bot.kinds import PersonRef
from bot.kinds.choices import NumberKind
from bot.kinds.meetups import MEETUP
from bot.kinds.people import PERSON, exact
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, call
from bot.words import Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.rsvps import Rsvp

_WHICH = Slot("Which meetup", kind=MEETUP, hidden=True)
_ABOUT = Slot("What did you talk about?", "What did you talk about? A few words are enough.", lead=("about",))


class MeetupAfter(Command):
    """See who was at the last meetup with you, to note whom you talked to."""

    meetup: Annotated[MeetupRef | None, _WHICH] = None
    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "meetup after",
    phrases=(
        "who was at the [last] meetup",
        "who was at the meetup with me",
        "who was there [with me] last night|yesterday",
        "meetup after ...",
        "meetup after",
    ),
    examples=("who was at the last meetup?",),
    effect=Effect.READS,
)
async def after(cmd: MeetupAfter, ctx: Ctx) -> Reply:
    found = await _last(ctx) if cmd.meetup is None else await _over(ctx, cmd.meetup)
    there = await who_was_there(ctx.work, ctx.member.id, found)
    return Reply.of(*asked_who(found), *attendee_parts(found, there, cmd.page))


async def _last(ctx: Ctx) -> Occurrence:
    """The last one that the member was at, or had a seat at, or hosted."""
    answers = await ctx.work.meetups.rsvps_of(ctx.member.id)
    there = [each for each in answers if each.is_seated or each.here_at]
    found = [*(await ctx.work.meetups.occurrences_of(there)).values(), *await _hosted(ctx, answers)]
    past = [each for each in found if each.ends <= ctx.now < each.ends + LATELY and not each.is_cancelled]
    if not past:
        raise NotPossible(say("You were at no meetup lately. If you met somebody, tell me: met … at …"))
    return max(past, key=lambda each: each.begins)


async def _hosted(ctx: Ctx, answers: Sequence[Rsvp]) -> list[Occurrence]:
    """What the member hosted lately, and did not say no to."""
    away = {(each.meetup, each.key) for each in answers if not each.may_come}
    hosted = [each for each in await begun(ctx.work, ctx.now) if each.meetup.host == ctx.member.id]
    return [each for each in hosted if (each.meetup.id, each.key) not in away]


async def _over(ctx: Ctx, ref: MeetupRef) -> Occurrence:
    found = await meant(ctx, ref)
    if found.ends > ctx.now:
        raise NotPossible(say("{title} is not over yet.", title=Strong(found.meetup.title)))
    return found


class MeetupTalked(Command):
    """Note whom you talked to at a meetup."""

    meetup: Annotated[MeetupRef, _WHICH]
    person: Annotated[PersonRef, Slot("Who", kind=PERSON, hidden=True)]
    about: Annotated[str, _ABOUT]


@command("meetup talked", effect=Effect.READS, hidden=True)
async def talked(cmd: MeetupTalked, ctx: Ctx) -> Reply:
    return await _noted(ctx, cmd.meetup, cmd.person, cmd.about)


class MeetupMet(Command):
    """Note somebody else whom you talked to at a meetup."""

    meetup: Annotated[MeetupRef, _WHICH]
    person: Annotated[PersonRef, Slot("Who was it?", "Who was it?", kind=PERSON)]
    about: Annotated[str | None, _ABOUT] = None


@command("meetup met", effect=Effect.READS, hidden=True)
async def met_there(cmd: MeetupMet, ctx: Ctx) -> Reply:
    return await _noted(ctx, cmd.meetup, cmd.person, cmd.about)


class MeetupNoOne(Command):
    """Say that you talked to nobody at a meetup."""

    meetup: Annotated[MeetupRef, _WHICH]


@command("meetup no-one", effect=Effect.READS, hidden=True)
async def no_one(cmd: MeetupNoOne, ctx: Ctx) -> Reply:
    found = await _over(ctx, cmd.meetup)
    if await noted_there(ctx.book, found):
        await note_talk(ctx, found.meetup.title, found.starts.local.date())
        return Reply.of(Line(say("That is all, then: what you noted about others there is kept.")))
    return Reply.of(
        Line(
            say(
                "That happens to everybody, and coming counts. Before the next one, say {prep}: I tell you whom to "
                "look for and what to ask.",
                prep=Strong("prep"),
            )
        )
    )


async def _noted(ctx: Ctx, ref: MeetupRef, whom: PersonRef, about: str | None) -> Reply:
    """As if they had said it: met, there, on that day."""
    found = await _over(ctx, ref)
    again = Buttons.of(Button(say("And who else?"), call("meetup after", meetup=str(ref))))
    if await _is_noted(ctx, found, whom):
        return Reply.of(Line(say("You have noted already that you met there.")), again)
    said = {"person": exact(whom), "where": found.meetup.title, "when": found.starts.local.date().isoformat()}
    reply = await ctx.conversation.carry_out((Filling("met", said | ({"about": about} if about else {}), ctx.now),))
    return reply.plus(again)


async def _is_noted(ctx: Ctx, found: Occurrence, whom: PersonRef) -> bool:
    member = whom.member
    if whom.person is not None:
        member = (await ctx.book.people.get(whom.person)).member
    return member is not None and member in await noted_there(ctx.book, found)
