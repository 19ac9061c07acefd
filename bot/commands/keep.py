"""Staying in touch: planned follow-ups and cadences."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.command import Command, Ctx, Slot
from bot.domain.followups import Reason
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import Cadence, Moment
from bot.kinds import PersonRef
from bot.kinds.choices import Off
from bot.kinds.people import PERSON
from bot.kinds.times import CADENCE, MOMENT
from bot.notebook import person_of, plan
from bot.recurring import cadence_words
from bot.registry import command
from bot.reply import Reply
from bot.words import Exactly, by_name, say


class Keep(Command):
    """Keep in touch with someone at your own pace."""

    person: Annotated[PersonRef, Slot("With whom", "With whom?", kind=PERSON)]
    every: Annotated[
        Cadence | Literal[Off.OFF], Slot("How often", "How often?", lead=("every", "each", "once"), kind=CADENCE)
    ]


@command(
    "keep",
    phrases=(
        "keep [me] [in] touch|contact with {person}",
        "keep in touch ...",
        "keep us in touch|contact ...",
        "be in touch|contact with {person}",
        "{person} {every} keep|stay [us|me] [in] touch|contact",
        "{person} and i [should|must] [want|to] stay|keep|remain [in] touch|contact ...",
        "remain in touch|contact with {person}",
        "i [really] don't|won't want|wanna|wish [to] lose touch|contact|sight with|of|to {person}",
        "i [really] do|will not want|wanna|wish [to] lose touch|contact|sight with|of|to {person}",
        "don't let me lose touch|contact with|to {person}",
        "i check in with|on {person}",
        "i keep|stay in touch|contact with {person}",
        "with {person} i want|wish|need|would like to keep|stay in touch|contact ...",
        "with {person} i want|wish|need|would to keep|stay in touch|contact ...",
        "i talk|speak|write to {person} {every}",
        "stay in touch|contact with {person}",
        "stay in touch ...",
        "check in with|on {person}",
        "check on {person}",
        "touch base with {person}",
        "catch up with {person}",
        "keep up with {person}",
        "remind me to keep|stay in touch|contact with {person}",
        "remind me to check in with|on {person}",
        "remind me to catch up with {person}",
        "remind me {every} to keep|stay in touch|contact with {person}",
        "remind me {every} to catch|check up|in|on with|on {person}",
        "WHEN talk|speak|chat to|with {person}",
        "WHEN hear from {person}",
        "WHEN meet [up] [with] {person}",
        "change|set|make [the|my] cadence with|for|of {person} to {every}",
        "WHEN [remind] [me] [to] follow up with {person}",
        "WHEN [remind] [me] [to] get back to {person}",
        "WHEN [remind] [me] [to] reach out to {person}",
        "stop|end|drop|cancel|remove [the|my] cadence with|for|of {person} =every:off",
        "stop keeping|staying in touch with {person} =every:off",
        "stop reminding me to keep|stay in touch with {person} =every:off",
        "don't keep|stay in touch with {person} =every:off",
        "don't remind me to keep|stay in touch with {person} =every:off",
        "don't remind me to keep|stay in touch with {person} anymore =every:off",
        "no need to keep|stay in touch with {person} =every:off",
        "no need to keep|stay in touch with {person} anymore =every:off",
        "i don't need|want to keep|stay in touch with {person} =every:off",
        "i don't need|want to keep|stay in touch with {person} anymore =every:off",
    ),
    examples=("keep in touch with Ana Silva every 6 weeks",),
)
async def keep(cmd: Keep, ctx: Ctx) -> Reply:
    person = await person_of(ctx, cmd.person)
    cadence = None if cmd.every is Off.OFF else cmd.every
    kept = person.kept_every(cadence, today=ctx.today, zone=ctx.member.zone)
    if kept != person:
        await ctx.book.people.save(kept)
    name = by_name(person)
    if cadence is None or kept.nudge is None:
        return Reply.of(
            say("I will not remind you to be in touch with {person} any more.", person=name), person=person.id
        )
    return Reply.of(
        say(
            "You want to be in touch with {person} {cadence}. Any contact you tell me about counts.",
            person=name,
            cadence=cadence_words(cadence),
        ),
        say("Next time: {when}.", when=kept.nudge),
        person=person.id,
    )


class PlanFollowUp(Command):
    """Plan to follow up with someone."""

    person: Annotated[PersonRef, Slot("With whom", "With whom?", kind=PERSON)]
    when: Annotated[Moment, Slot("When", "When should I remind you?", lead=("on", "in", "by", "for"), kind=MOMENT)]
    about: Annotated[
        str | None,
        Slot("What about", lead=("about", "regarding|concerning", "re", "to", "on", "because of"), runs_on=True),
    ] = None


@command(
    "follow-up",
    phrases=(
        "check back [in] with {person}",
        "circle|loop back with|to {person}",
        "reconnect with {person}",
        "get [back] in touch with {person}",
        "get in contact with {person}",
        "follow|followup up with {person}",
        "follow up {when} with {person}",
        "follow up about|regarding {about} with {person}",
        "follow up ...",
        "follow up again with {person}",
        "chase [up] {person}",
        "with {person} i want|wish|need|have|should|must|would [like] [to] follow up ...",
        "with {person} i'd like to follow up ...",
        "{when} is when i should|must|need|have|want [to] get back to {person}",
        "{when} is when i should|must|need|have|want [to] follow up with {person}",
        "i should|must|gotta write|talk|speak to {person} again ...",
        "i should|must|gotta call|email|text|message|ping|contact {person} again ...",
        "i have|need|ought|want to write|talk|speak to {person} again ...",
        "i have|need|ought|want to call|email|text|message|ping|contact {person} again ...",
        "i should|must|gotta follow up ...",
        "i have|need|ought to follow up ...",
        "i should|must|gotta follow|circle|loop|check up|back with|to {person}",
        "i have|need|ought to follow|circle|loop|check up|back with|to {person}",
        "follow|followup up {person}",
        "follow-up {person}",
        "remind me to follow up with {person}",
        "remind me {when} to follow up with {person}",
        "[plan|schedule|set|add|new] [up] [a] follow-up|followup with {person}",
        "plan|schedule|set|add [up] [a] follow up with {person}",
        "[remind] [me] [to] get back to {person}",
        "[remind] [me] [to] reach out to {person}",
        "i should|must|gotta get back to {person}",
        "i have|need|ought to get back to {person}",
        "i should|must|gotta reach out to {person}",
        "i have|need|ought to reach out to {person}",
        "check in with|on {person}",
        "check on {person}",
        "touch base with {person}",
        "catch up with {person}",
    ),
    examples=("follow up with Ana Silva in two weeks about the benchmark",),
)
async def plan_follow_up(cmd: PlanFollowUp, ctx: Ctx) -> Reply:
    person = await person_of(ctx, cmd.person)
    for each in await ctx.book.followups.about(person.id):
        if each.reason is Reason.JUST_MET and each.is_open:
            await ctx.book.followups.save(each.dropped(at=ctx.now))
    followup = await plan(ctx, person, cmd.when, cmd.about)
    name, when = by_name(person), cmd.when
    if cmd.about:
        phrase = say(
            "I will remind you on {when} to follow up with {person} about {about}.",
            when=Exactly(when),
            person=name,
            about=cmd.about,
        )
    else:
        phrase = say("I will remind you on {when} to follow up with {person}.", when=Exactly(when), person=name)
    return Reply.of(phrase, focus=ItemRef(ItemKind.FOLLOWUP, followup.id), person=person.id)
