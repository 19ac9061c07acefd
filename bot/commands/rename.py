"""Putting a person's name right."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.people import name_key
from bot.errors import NotPossible
from bot.kinds import PersonRef
from bot.kinds.people import KNOWN_PERSON, NAME
from bot.notebook import acquaintance
from bot.registry import command
from bot.reply import Reply
from bot.words import Code, Strong, say


class Rename(Command):
    """Put somebody's name right."""

    person: Annotated[PersonRef, Slot("Whose name", "Whose name?", kind=KNOWN_PERSON)]
    name: Annotated[str, Slot("The right name", "What is the right name of {person}?", lead=("to",), kind=NAME)]


@command(
    "rename",
    phrases=(
        "rename {person}",
        "change|correct|fix {person's} name to {name}",
        "change|correct|fix the name of {person}",
        "[no] [actually] her|his|their name is actually|really|spelled|spelt|not {name} =person:her",
        "^ [no] [actually] her|his|their name is {name} =person:her",
        "[no] [actually] she's|he's called|named {name} =person:her",
        "[no] [actually] she|he is called|named {name} =person:her",
        "{person} is|was [now|actually|really] called|named {name}",
        "{person} should be saved|called|named|spelled|spelt|stored [as] {name}",
        "{person} changed her|his|their name to {name}",
        "{person} goes [now] by {name}",
        "[no] it's|its|that's {name!} not {person}",
        "[no] it is {name!} not {person}",
        "[no] [i] meant {name!} not {person}",
        "{person's} name is [actually|really] {name!}",
        "{person's} real|right|full|last name is {name!}",
    ),
    examples=("rename Helen to Helena", "her name is Helena"),
)
async def rename(cmd: Rename, ctx: Ctx) -> Reply:
    person = await acquaintance(ctx, cmd.person)
    before = Strong(person.name)
    if person.name == cmd.name:
        return Reply.of(say("That is {person}'s name already.", person=before), person=person.id)
    taken = [each for each in await ctx.book.people.every() if name_key(each.name) == name_key(cmd.name)]
    if any(each.id != person.id for each in taken):
        example = Code(f"merge {person.name} and {cmd.name}")
        raise NotPossible(
            say("You know somebody called {name} already. If they are one: {example}", name=cmd.name, example=example)
        )
    await ctx.book.people.save(replace(person, name=cmd.name))
    return Reply.of(say("{before} is {after} from now on.", before=before, after=Strong(cmd.name)), person=person.id)
