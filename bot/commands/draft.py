"""Drafts of a follow-up, made of the member's own notes: to copy and send oneself. Hallway never writes to people."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.drafts import Memory, drafts
from bot.kinds import PersonRef
from bot.kinds.people import KNOWN_PERSON, exact
from bot.notebook import acquaintance
from bot.registry import command
from bot.reply import Button, Buttons, Copyable, Line, Part, Reply, Small, call
from bot.words import Code, Words, by_name, say


class Draft(Command):
    """Get three short messages to someone, made from your own notes."""

    person: Annotated[PersonRef, Slot("To whom", "To whom?", lead=("for", "to"), kind=KNOWN_PERSON)]
    about: Annotated[str | None, Slot("What about", lead=("about", "regarding|concerning|re"), runs_on=True)] = None


_MAKE, _OPTIONS = "word|write|give|make|suggest|prepare|draft", "options|versions|drafts|ideas"


@command(
    "draft",
    phrases=(
        "draft {person}",
        f"{_MAKE} [me] [a] few|some|two|three|couple [of] {_OPTIONS}|messages ...",
        f"{_MAKE} [me] [a] few|some|two|three|couple [of] {_OPTIONS} of|for [a] message|messages to|for {{person}}",
        "draft|write|prepare|compose|word [me] [a|an|some] [*] message|email|mail|dm|note for|to {person}",
        "draft|write|prepare [me] [a] thank you [message|note|email] for|to {person}",
        "draft|write|prepare [me] [a] thank-you [message|note|email] for|to {person}",
        "draft|prepare|compose [me] [a|an|some] [short|quick] follow-up|reply|something|hello for|to {person}",
        "draft|prepare|compose [me] something nice|short|friendly|polite for|to {person}",
        "[a] draft for|to {person}",
        "give|show|suggest|get me a|some draft|drafts|message for|to {person}",
        "write [something] to {person}",
        "write|draft [me] [a] follow up to|for {person}",
        "write something [nice|short|friendly|polite] for {person}",
        "how should|can|could|do i start|begin|word|phrase a|an|the|my message|email|mail|note to {person}",
        "what should|can|could|do i write|say|text|tell|message|reply|answer [to] {person}",
        "suggest what [i] [can|could|should] [to] write|say to {person}",
        "[any] ideas for a|an message|email|note|follow-up to|for {person}",
        "write|suggest [me] [a|an] message|email|draft|follow-up|note|reply to|for {person}",
        "draft [a|an] [message|email|note|follow-up|mail|dm] ...",
    ),
    examples=("draft a message to Ana Silva", "draft a message to Bo about the grant"),
    effect=Effect.READS,
)
async def draft(cmd: Draft, ctx: Ctx) -> Reply:
    person = await acquaintance(ctx, cmd.person)
    book = ctx.book
    memory = Memory(
        person,
        tuple(await book.introductions.about(person.id)),
        tuple(await book.promises.about(person.id)),
        tuple(await book.notes.about(person.id)),
        tuple(await book.contacts.about(person.id)),
        about=cmd.about,
    )
    words = Words.plain(ctx.member, ctx.now)
    parts: list[Part] = [Line(say("Three drafts to {person}. Copy one and make it yours:", person=by_name(person)))]
    parts += [Copyable(words.put(text)) for text in drafts(memory)]
    if memory.note:
        parts.append(Small(say("Your note, for you alone: {note}", note=memory.note)))
    if memory.is_empty:
        example = Code(f"note {person.name}: works on Arrow")
        parts.append(
            Small(
                say(
                    "I have no note about {person} to quote, so these stay general. Add one: {example}.",
                    person=person.name,
                    example=example,
                )
            )
        )
    parts.append(Small(say("I never send anything to people myself.")))
    wrote = call("contact", person=exact(PersonRef("", person.id)), how="wrote")
    return Reply.of(*parts, Buttons.of(Button(say("I wrote to them"), wrote)), person=person.id)
