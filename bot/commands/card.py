"""One person's card: when one met, what one knows, what is next."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.confirming import confirmed_among
from bot.domain.cards import TimelineEntry, timeline
from bot.domain.people import Person
from bot.domain.profiles import Consent
from bot.kinds import PersonRef
from bot.kinds.choices import NumberKind
from bot.kinds.people import KNOWN_PERSON, exact
from bot.notebook import acquaintance
from bot.own_profile import described
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Part, Reply, Small, call
from bot.words import Phrase, say

_DETAILS = (
    "email|e-mail|address|phone|number|birthday|job|handle|company|employer|role|pronouns|website|github|linkedin|"
    "twitter|name|surname|title|team"
)
"""What one looks up about somebody."""


class ShowCard(Command):
    """Show one person's card: when you met, what you know, what is next."""

    person: Annotated[PersonRef, Slot("Whose card", "Whose card?", kind=KNOWN_PERSON)]
    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "card",
    phrases=(
        "who is {person}",
        "who was {person}",
        "who introduced me to {person}",
        "who introduced {person} to me",
        "who is this|that {person}",
        "remind me how|where|when i know|met|meet {person}",
        "~ last contact|call|chat|talk|meeting|conversation|message with|to|from {person}",
        "~ last ~ touch with {person}",
        "who's|whos {person}",
        "remind me who {person} is|was",
        "remind me what {person} does|did|wants|wanted|said",
        "card {person}",
        "what ~ written|noted|got|saved [down] about|on|for {person}",
        "show|open|give|display [me] the record|page|entry|file|card|notes|profile of|for|on|about {person}",
        "{person's} card|details|notes|profile|info",
        "show|open|give [me] {person's} card|details|info|notes|profile",
        "show|open|lookup [me] {person}",
        "pull|look up {person}",
        "tell|show|give|teach ~ about|on {person}",
        "what ~ about {person}",
        "anything|everything|info|news [that] [you|i|we] [know|have|noted|stored] about|on {person}",
        "refresh my memory about|on {person}",
        "brief|update me about|on {person}",
        "~ card|info|details|notes|profile|history|timeline|everything|more about|on|of|for|with {person}",
        "what do|did i note|write about {person}",
        "what ~ know|noted|write|wrote|written|remember|learn|got about|on|of {person}",
        "what do i have on {person}",
        "how do i know {person}",
        "how did i [get|come] to know {person}",
        "where do i know {person} from",
        "where|when|how did i [first|last] meet|see {person}",
        "where|when|how did {person} and i [first|last] meet|talk|speak",
        "did i [ever|already] meet|see {person}",
        "have i [ever|already] met|seen {person}",
        "when did i [last] talk|speak|write|chat to|with {person}",
        "when did i [last] talk|speak|write to {person} last",
        "when did i see|meet {person} last",
        "when did i last hear from {person}",
        "[when was] [the] last time i *ed|spoke|wrote|saw|met [to|with] {person}",
        "do i [already|even] know {person}",
        "what did i talk about with {person}",
        "what did i talk to {person} about",
        "what did {person} say|write|tell [me|us]",
        "what did i say|tell|write [to] {person}",
        "how often do|should i keep|stay in touch|contact with {person}",
        "what did {person} and i|me talk|speak|chat about",
        "what did me|i and {person} talk|speak|chat about",
        "what's|whats new with {person}",
        "how long [is it] [has it been] since i *ed|spoke|wrote [to|with] {person}",
        "how long ago did i talk|speak|write [to|with] {person}",
        "what did i promise {person}",
        "[my] [open] promises to {person}",
        "what have i promised [to] {person}",
        "what|which|any promises do|did i [still] have|make|give with|for|to {person}",
        "what did i promise to {person}",
        "did i promise {person} anything|something",
        "did i promise anything|something to {person}",
        "[do] i [still] owe anything|something to {person}",
        "what's|whats the story with|of {person}",
        "what is|was the story with|of {person}",
        f"what's|whats {{person's}} {_DETAILS}",
        f"what is|are {{person's}} {_DETAILS}",
        "when is|when's {person's} birthday",
        "where does {person} work|live",
        "what does {person} do [again|now]",
        "who does {person} work for",
        "what do|did you have|know on|about {person}",
        "what do i [still] owe {person}",
        "do i [still] owe {person} [anything|something]",
    ),
    examples=("who is Ana Silva?", "how do I know Bo?"),
    effect=Effect.READS,
)
async def show_card(cmd: ShowCard, ctx: Ctx) -> Reply:
    in_own_words = await _in_own_words(cmd.person, ctx)
    if in_own_words and cmd.person.person is None:
        return Reply.of(*in_own_words)
    person = await acquaintance(ctx, cmd.person)
    book, ref = ctx.book, exact(PersonRef("", person.id))
    meetings = await book.introductions.about(person.id)
    confirmed = await confirmed_among(ctx, meetings)
    entries = timeline(
        {each: each.id in confirmed for each in meetings},
        await book.contacts.about(person.id),
        await book.notes.about(person.id),
        await book.promises.about(person.id),
        ctx.member.zone,
    )
    page = page_within(cmd.page, len(entries))
    shown = entries[(page - 1) * PAGE : page * PAGE]
    parts: list[Part] = [Heading(say("{person}", person=person.name)), *await _ahead(person, ctx)]
    parts += [Line(_entry(entry)) for entry in shown] or [
        Line(say("Nothing is noted about {person} yet.", person=person.name))
    ]
    parts += more("card", page, len(entries), person=ref)
    parts += in_own_words
    parts += [
        Buttons.of(
            Button(say("Draft a message"), call("draft", person=ref)),
            Button(say("Follow up in a week"), call("follow-up", person=ref, when="in a week")),
            Button(say("Forget"), call("forget", person=ref), danger=True),
        ),
        Small(say("Only you can see what you noted.") if in_own_words else say("Only you can see this card.")),
    ]
    return Reply.of(*parts, person=person.id)


async def _in_own_words(ref: PersonRef, ctx: Ctx) -> list[Part]:
    """What a member shows of themselves on their card; nothing of anybody else."""
    member = ref.member
    if ref.person is not None:
        member = (await ctx.book.people.get(ref.person)).member
    shown = None if member is None else (await ctx.work.profiles.shown(Consent.CARD, [member])).get(member)
    if shown is None:
        return []
    return [Heading(say("{name}, in their own words", name=shown.name)), *described(shown)]


async def _ahead(person: Person, ctx: Ctx) -> list[Part]:
    """What is next with this person: planned follow-ups, open promises, the cadence."""
    parts: list[Part] = []
    for followup in await ctx.book.followups.about(person.id):
        if followup.is_open and followup.about:
            parts.append(
                Line(say("Next: follow up on {day} about {about}", day=followup.due.local.date(), about=followup.about))
            )
        elif followup.is_open:
            parts.append(Line(say("Next: follow up on {day}", day=followup.due.local.date())))
    for promise in await ctx.book.promises.about(person.id):
        if promise.wake is not None:
            parts.append(Line(say("Promised by {due}: {promise}", due=promise.wake, promise=promise.text)))
        elif promise.state == "open":
            parts.append(Line(say("Promised: {promise}", promise=promise.text)))
    if person.nudge is not None:
        parts.append(Line(say("In touch again by {day}", day=person.nudge.local.date())))
    return parts


def _entry(entry: TimelineEntry) -> Phrase:
    return say("{day}: {what}", day=entry.on, what=entry.what)
