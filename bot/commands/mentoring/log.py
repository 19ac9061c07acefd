"""Noting a mentoring session: private, unless whoever noted it shares it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.mentoring import Session
from bot.domain.times import Moment
from bot.errors import NotPossible
from bot.kinds import PersonRef
from bot.kinds.members import MEMBER
from bot.kinds.texts import NOTE
from bot.kinds.times import TIMED
from bot.mentoring import meant, mention, nothing_going_on, running_of, when
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping


class MentorLog(Command):
    """Note what a mentoring session was about, what you agreed, and when the next one is."""

    text: Annotated[
        str,
        Slot(
            "What you spoke about and agreed",
            "What did you speak about, and agree?",
            lead=("that",),
            kind=NOTE,
            runs_on=True,
            bare=True,
            keeps=("we", "i", "she", "he", "they", "agreed", "talked", "spoke", "discussed", "reviewed", "about"),
        ),
    ]
    member: Annotated[PersonRef | None, Slot("With whom", lead=("with",), kind=MEMBER)] = None
    next: Annotated[
        Moment | None,
        Slot("When the next one is", lead=("next", "next session", "next time", "next call", "next one"), kind=TIMED),
    ] = None

    @classmethod
    async def must_be_possible(cls, ctx: Ctx, said: Mapping[str, str]) -> None:
        del said
        if not await running_of(ctx):
            raise nothing_going_on()


_SESSION = "session|meeting|talk|call|hour"


@command(
    "mentor log",
    phrases=(
        f"log|note|record [my|our|a|the] mentoring|mentorship [{_SESSION}] with [my] [mentor|mentee] {{member}}",
        f"log|note|record [my|our|a|the] {_SESSION} with my mentor|mentee {{member}}",
        f"log|note|record [my|our|a|the|last] mentoring|mentorship {_SESSION} ...",
        f"I had [a|my|our|the] [mentoring|mentorship] [{_SESSION}] with my mentor|mentee {{member}}",
        f"I had [a|my|our|the] mentoring|mentorship {_SESSION} with {{member}}",
        "mentor log {member}",
        "mentor log",
    ),
    examples=("log my mentoring session with Ana: we spoke about testing",),
)
async def log(cmd: MentorLog, ctx: Ctx) -> Reply:
    who = cmd.member
    await ctx.work.volunteers.hold()
    mentorship = await meant(ctx, None if who is None else who.member, "" if who is None else who.name)
    other = mentorship.other(ctx.member.id)
    member = (await ctx.work.subjects.members([other]))[other]
    session = Session(
        new_id(ctx.now),
        ctx.member.id,
        mentorship.id,
        other,
        ctx.today,
        cmd.text,
        ctx.now,
        next=cmd.next and replace(cmd.next, rule=None),
    )
    await ctx.book.sessions.add(session)
    await ctx.work.mentoring.keep(mentorship.going_on(at=ctx.now))
    coming = [] if cmd.next is None else [Line(say("Next: {when}. I remind you the day before.", when=when(cmd.next)))]
    share = Buttons.of(Button(say("Share it with them"), call("mentor share", session=session.id)))
    noted = say("Noted, of your session with {name}: {text}", name=mention(member), text=cmd.text)
    return Reply.of(Line(noted), *coming, Small(say("Only you see this, unless you share it.")), share)


class MentorShare(Command):
    """Show the other what you noted of a session."""

    session: Annotated[str, Slot("Which session", hidden=True)]


@command("mentor share", effect=Effect.FINAL, hidden=True)
async def share(cmd: MentorShare, ctx: Ctx) -> Reply:
    session = await ctx.book.sessions.get(cmd.session)
    if session.shared_at is not None:
        raise NotPossible(say("You have shared that already."))
    if all(each.id != session.mentorship for each in await running_of(ctx)):
        raise NotPossible(say("That has come to its end already."))
    await ctx.book.sessions.save(replace(session, shared_at=ctx.now))
    member = (await ctx.work.subjects.members([session.other]))[session.other]
    return Reply.of(Line(say("{name} gets to read it: “{text}”", name=mention(member), text=session.text)))


class MentorGoOn(Command):
    """Say that your mentoring goes on."""

    mentorship: Annotated[str, Slot("Which mentorship", hidden=True)]


@command("mentor go-on", effect=Effect.FINAL, hidden=True)
async def go_on(cmd: MentorGoOn, ctx: Ctx) -> Reply:
    await ctx.work.volunteers.hold()
    found = [each for each in await running_of(ctx) if each.id == cmd.mentorship]
    if not found:
        raise NotPossible(say("That has come to its end already."))
    await ctx.work.mentoring.keep(found[0].going_on(at=ctx.now))
    return Reply.of(Line(say("Good. It goes on, and I ask again only after six quiet weeks.")))
