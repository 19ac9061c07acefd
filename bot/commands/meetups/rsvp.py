"""Answering to a meetup: going, maybe, not; and what one would like to talk about there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.naming_meetups import MeetupRef
from bot.domain.rsvps import Answer
from bot.errors import NotPossible
from bot.gatherings import place_in_line, respond, still_ahead
from bot.kinds.meetups import MEETUP
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.telling_meetups import file_of
from bot.words import Exactly, Strong, say

if TYPE_CHECKING:
    from bot.domain.meetups import Occurrence
    from bot.domain.rsvps import Rsvp

_WHICH = Slot("Which meetup", "Which meetup?", kind=MEETUP)


class MeetupGoing(Command):
    """Say that you are going to a meetup."""

    meetup: Annotated[MeetupRef, _WHICH]


@command(
    "meetup going",
    phrases=(
        "^ i'm|im [also] going|coming to {meetup}",
        "^ i am [also] going|coming to {meetup}",
        "^ i will come|go to {meetup}",
        "^ going|coming to {meetup$}",
        "^ i'll come|go to {meetup}",
        "^ i'll|will [also] join|attend {meetup$}",
        "^ i will [also] join|attend {meetup$}",
        "^ i'm|im [also] joining|attending {meetup$}",
        "^ i want|wanna|plan to join|attend {meetup$}",
        "^ join {meetup$+}",
        "^ join the|our [next] meetup",
        "^ i want|wanna|plan to come|go to {meetup}",
        "^ count me in [for] {meetup}",
        "^ sign me up for {meetup}",
        "^ rsvp [yes] for|to {meetup}",
        "^ rsvp yes {meetup}",
        "^ i'll|will be at|there [for] {meetup}",
        "^ i will be at|there [for] {meetup}",
        "^ i'm|im in for {meetup}",
        "^ put me down for {meetup}",
        "^ [yes] [i'm|im] still in|on for {meetup}",
        "^ [yes] [i'm|im] still coming|going to {meetup}",
        "^ [yes] i am still in|on for {meetup}",
        "^ [yes] i am still coming|going to {meetup}",
        "^ [yes] [i'm|im] still in|coming|going {meetup=}",
        "^ [yes] i am still in|coming|going {meetup=}",
        "^ put|add me [back] on|to the|your [waiting|wait] list|waitlist for|of {meetup}",
        "^ put|add me [back] on|to the|your [waiting|wait] list|waitlist [again]",
        "^ wait again [for {meetup}]",
        "i'm|im [also] going|coming to the|a meetup {meetup}",
        "^ i'm|im [also] going|coming {meetup=}",
        "^ i am [also] going|coming {meetup=}",
        "^ i'll|will [be] come|there {meetup=}",
        "^ i will [be] come|there {meetup=}",
        "^ count me in {meetup=}",
        "i'm|im going|coming",
        "i'm|im going|coming to the|our [next] meetup",
        "i'll come|go to the|our [next] meetup",
        "i am going|coming",
        "^ i'll be there",
        "^ i will be there",
        "count me in",
        "rsvp yes",
        "meetup going {meetup}",
        "meetup going",
    ),
    examples=("I'm going to Rust night",),
)
async def going(cmd: MeetupGoing, ctx: Ctx) -> Reply:
    to = await still_ahead(ctx, cmd.meetup)
    mine = await respond(ctx, to, Answer.GOING)
    title, when = Strong(to.meetup.title), Exactly(to.starts)
    if mine.is_seated:
        return Reply.of(say("You are going to {title}, {when}.", title=title, when=when), _others(to, Answer.GOING))
    rsvps = await ctx.work.meetups.rsvps(to.meetup.id, to.key)
    return Reply.of(
        say(
            "{title} is full. You are number {place} of those who wait; when a seat is free I tell you, in that order.",
            title=title,
            place=place_in_line(rsvps, mine, ctx.now),
        ),
        _others(to, Answer.GOING),
    )


class MeetupMaybe(Command):
    """Say that you may come to a meetup."""

    meetup: Annotated[MeetupRef, _WHICH]


@command(
    "meetup maybe",
    phrases=(
        "^ maybe i'll|i come|go to {meetup}",
        "^ [i] may|might|could come|go|make [it] to {meetup}",
        "^ i'm|im not [yet] sure|certain [yet] if|whether i can|will|could come|go|make [it] to {meetup}",
        "^ i'm|im not [yet] sure|certain [yet] if|whether i can|will|could attend|make {meetup$}",
        "^ i am not [yet] sure|certain [yet] if|whether i can|will|could come|go|make [it] to {meetup}",
        "^ i am not [yet] sure|certain [yet] if|whether i can|will|could attend|make {meetup$}",
        "^ i may|might|could attend|join {meetup$}",
        "^ put|mark me [down] as [a] maybe|tentative for {meetup}",
        "^ not sure [yet] if|whether i can|will|could come|go|make [it] to {meetup}",
        "^ maybe coming|going to {meetup}",
        "^ rsvp maybe for|to {meetup}",
        "^ maybe for {meetup}",
        "^ i'm|im a maybe for {meetup}",
        "rsvp maybe",
        "meetup maybe {meetup}",
        "meetup maybe",
    ),
    examples=("meetup maybe Rust night",),
)
async def maybe(cmd: MeetupMaybe, ctx: Ctx) -> Reply:
    to = await still_ahead(ctx, cmd.meetup)
    await respond(ctx, to, Answer.MAYBE)
    title, when = Strong(to.meetup.title), Exactly(to.starts)
    kept = Small(say("No seat is kept for a maybe."))
    said = say("Noted: maybe you come to {title}, {when}.", title=title, when=when)
    return Reply.of(said, *([kept] if to.meetup.capacity is not None else []), _others(to, Answer.MAYBE))


class MeetupNot(Command):
    """Say that you are not going to a meetup."""

    meetup: Annotated[MeetupRef, _WHICH]


@command(
    "meetup not",
    phrases=(
        "^ i'm|im not going|coming to {meetup}",
        "^ i am not going|coming to {meetup}",
        "^ not going|coming to {meetup$}",
        "^ [i'm|im] not going|coming to {meetup} anymore",
        "^ [i'm|im] not going|coming to {meetup} any more|longer",
        "^ [i'm|im] not going|coming to {meetup} after all",
        "^ [i'm|im] no longer going|coming to {meetup}",
        "^ i am no longer going|coming to {meetup}",
        "[i'm|im] not going|coming to the meetup {meetup} anymore",
        "[i'm|im] not going|coming to the meetup {meetup} any more|longer",
        "[i'm|im] not going|coming to the meetup {meetup} after all",
        "not going|coming to the meetup {meetup}",
        "^ take|drop|remove me from|off the|your [waiting|wait] list|waitlist for|of {meetup}",
        "^ [i'm|im] not coming|going any more|anymore",
        "^ i can't|cannot|won't come|go|make [it] to {meetup}",
        "^ can't|cannot|won't come|go|make [it] to {meetup}",
        "^ [i] won't be able to come|go|make [it] to {meetup}",
        "^ [i] won't be able to make|attend {meetup$}",
        "^ count me out [of|for] {meetup}",
        "^ i|i've have|had|got to cancel|bail for|on {meetup}",
        "^ cancel my rsvp|seat|spot|place for|at|to {meetup}",
        "^ rsvp no for|to {meetup}",
        "^ rsvp no {meetup}",
        "^ i [have|need] [to] skip|miss {meetup$}",
        "^ skip {meetup$}",
        "^ [i] [have|need] to drop|back out of {meetup}",
        "^ i'm|im not going|coming {meetup=}",
        "^ i am not going|coming {meetup=}",
        "^ [i] can't|cannot|won't come|make [it] {meetup=}",
        "^ count me out {meetup=}",
        "^ [i] can't|cannot|won't make {meetup$}",
        "^ [i] can't|cannot|won't make it",
        "^ [i] can't|cannot|won't come",
        "i'm|im not going|coming",
        "i'm|im not going|coming to the|our [next] meetup",
        "i can't|cannot|won't make|come|go|attend [it] [to] the|our [next] meetup",
        "i am not going|coming",
        "count me out",
        "rsvp no",
        "meetup not {meetup}",
        "meetup not",
    ),
    examples=("I'm not going to Rust night",),
)
async def not_going(cmd: MeetupNot, ctx: Ctx) -> Reply:
    to = await still_ahead(ctx, cmd.meetup)
    await respond(ctx, to, Answer.NOT)
    title, when = Strong(to.meetup.title), Exactly(to.starts)
    return Reply.of(say("You are not going to {title}, {when}.", title=title, when=when), _others(to, Answer.NOT))


class MeetupTopic(Command):
    """Say what you would like to talk about at a meetup."""

    meetup: Annotated[MeetupRef, replace(_WHICH, hidden=True)]
    topic: Annotated[str, Slot("What would you like to talk about?", "What would you like to talk about there?")]


@command("meetup topic", hidden=True)
async def topic(cmd: MeetupTopic, ctx: Ctx) -> Reply:
    to = await still_ahead(ctx, cmd.meetup)
    mine = await _mine(ctx, to)
    await ctx.work.meetups.answer(replace(mine, topic=cmd.topic))
    title = Strong(to.meetup.title)
    noted = say("Noted for {title}: you would like to talk about {topic}.", title=title, topic=cmd.topic)
    return Reply.of(Line(noted))


async def _mine(ctx: Ctx, to: Occurrence) -> Rsvp:
    rsvps = await ctx.work.meetups.rsvps(to.meetup.id, to.key)
    mine = next((each for each in rsvps if each.member == ctx.member.id and each.is_going), None)
    if mine is None:
        raise NotPossible(say("You have not said that you are going to {title}.", title=Strong(to.meetup.title)))
    return mine


def _others(to: Occurrence, said: Answer) -> Buttons:
    """The other answers; and the meetup for one's own calendar, for whoever may come."""
    ref = str(MeetupRef.of(to))
    buttons = {
        Answer.GOING: Button(say("Going"), call("meetup going", meetup=ref)),
        Answer.MAYBE: Button(say("Maybe"), call("meetup maybe", meetup=ref)),
        Answer.NOT: Button(say("Not going"), call("meetup not", meetup=ref)),
    }
    others = (button for answer, button in buttons.items() if answer is not said)
    return Buttons((*others, *([] if said is Answer.NOT else [file_of(to)])))
