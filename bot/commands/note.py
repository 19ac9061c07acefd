"""Notes about people."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.ids import new_id
from bot.domain.people import Note
from bot.domain.talk import ItemKind, ItemRef
from bot.errors import TooMuch
from bot.kinds import PersonRef
from bot.kinds.people import KNOWN_PERSON
from bot.kinds.texts import NOTE
from bot.notebook import MOST_RECORDS, person_of
from bot.registry import command
from bot.reply import Reply
from bot.shortcuts import Shortcut, ShortcutOn
from bot.words import by_name, say

_VERBS = "works|likes|loves|hates|prefers|maintains|lives|speaks|studies|teaches|plays|knows|uses|leads"
"""What tells something of somebody named in full, without a word that asks to remember it."""
_TRAITS = (
    "birthday|email|e-mail|phone|number|handle|nickname|address|website|github|gitlab|twitter|linkedin|mastodon|bluesky|"
    "wife|husband|partner|daughter|son|kid|child|kids|dog|cat|company|team|sister|brother|mother|father|mum|mom|dad|family|"
    "timezone|startup|thesis|visa|office|project|budget|rate|surname|title|"
    "employer|job|role|manager|boss|mentor|cofounder|favourite|favorite|pronouns|language|name|talk|book|blog|podcast"
)
"""What people have that is worth remembering: "Nadia's birthday is on 12 May"."""

_PAGE = "card|page|entry|file|record|notes|profile"


class WriteNote(Command):
    """Write down something about a person."""

    person: Annotated[PersonRef, Slot("Who it is about", "Who is the note about?", kind=KNOWN_PERSON)]
    text: Annotated[
        str,
        Slot(
            "What to remember",
            "What should I remember?",
            lead=("that",),
            kind=NOTE,
            runs_on=True,
            bare=True,
            keeps=tuple(
                "is has likes wants works knows loves needs prefers lives speaks uses was said says can will does "
                "maintains just isn't doesn't hates studies teaches plays runs leads used she he they she's he's "
                "they're".split()
            ),
        ),
    ]


@command(
    "note",
    phrases=(
        "[make|add|take|write|leave|log|put|save|store|keep] [in|down] [a|another] note about|for|on|to {person}",
        "{person} told|tells me [that] >he|she|they|he's|she's|they're|he'll|she'll|they'll {text}",
        "{person} said|says [that] >he|she|they|he's|she's|they're|he'll|she'll|they'll {text}",
        "{person} mentioned [that] >he|she|they|he's|she's|they're|he'll|she'll|they'll {text}",
        f"{{person's}} >new|first|native|current|old|next|middle|last {_TRAITS} {{text}}",
        "add to {person:} {text}",
        "about|regarding|re {person:} {text}",
        f"[jot|write|note|put|add|mark] [down] in|on|to {{person's}} {_PAGE} {{text}}",
        f"[jot|write|note|put|add|mark] [down] in|on|to the {_PAGE} of|for {{person}} that {{text}}",
        f"[jot|write|note|put|add|mark] [down] in|on|to the {_PAGE} of|for {{person:}} {{text}}",
        "add|make|take|write [a] note {person}",
        f"{{person's}} >{_TRAITS} {{text}}",
        "note [down] [that] {person}",
        "[a] [small|quick|short|little|new] note on|about|for|re {person}",
        "[make|add|take|write] [a] note that {person}",
        "note|remember [that] {person's} {text}",
        "[an] update|news on|about|from {person}",
        "[save|update] [this] for|on|about|re|regarding {person:} {text}",
        "update {person:} {text}",
        "[one|another] thing about {person:} {text}",
        "[one|another] thing about {person} >she|he|they|her|his|their {text}",
        "for|about|on {person} [kindly|please] note|write|put|jot [down] that {text}",
        "log|save|record that {person}",
        "put|add [in|into|to] {person's} notes {text}",
        "write|jot down [that] {person}",
        "write|jot [something|this] down about|on|for {person}",
        "{person:} {text}",
        "remember [that] {person}",
        "remember about {person}",
        "don't forget that {person}",
        "don't forget {person} >is|has|likes|hates|prefers|loves|doesn't|can't {text}",
        "keep in mind [that] {person}",
        f"{{person+}} >{_VERBS} {{text}}",
        "{person#} {text}",
        "AND >she|he|they|she's|he's|they're|she'll|he'll|they'll|her|his|their {text}",
        "AND turns|turned out [that] >she|he|they|she's|he's|they're|her|his|their {text}",
        "^ >she|she's|she'll {text} =person:she",
        "^ >he|he's|he'll {text} =person:he",
    ),
    examples=("note Ana Silva: prefers email, maintains Arrow",),
    shortcuts=(Shortcut("Remember this", ShortcutOn.MESSAGE, person="person", text="text"),),
)
async def write_note(cmd: WriteNote, ctx: Ctx) -> Reply:
    if await ctx.book.notes.count() >= MOST_RECORDS:
        raise TooMuch(say("Your notebook holds {limit} notes, which is all it can.", limit=MOST_RECORDS))
    person = await person_of(ctx, cmd.person)
    note = Note(new_id(ctx.now), ctx.member.id, person.id, cmd.text, ctx.now)
    await ctx.book.notes.add(note)
    phrase = say("Noted about {person}: {text}", person=by_name(person), text=cmd.text)
    return Reply.of(phrase, focus=ItemRef(ItemKind.NOTE, note.id), person=person.id)
