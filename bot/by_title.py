"""What a sentence says of a meetup by its title alone; asked where something of the member's own is called so too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.naming_meetups import MeetupRef, Programme
from bot.domain.talk import Filling
from bot.gatherings import coming
from bot.kinds import Facts
from bot.kinds.meetups import called
from bot.language.dates import Now
from bot.language.names import Directory
from bot.language.titles import Titles, titled
from bot.language.understand import Understood
from bot.reply import Button, Buttons, Call, Reply
from bot.things import shelf
from bot.words import Strong, say

if TYPE_CHECKING:
    from bot.command import Ctx
    from bot.domain.meetups import Occurrence
    from bot.domain.things import Thing
    from bot.language.titles import Titled
    from bot.language.understand import Grammar

_OF_HOSTS = frozenset({"meetup cancel", "meetup edit"})
"""Whoever may not do this to a meetup does not mean it, where something of their own has the name."""


async def meant_by_title(ctx: Ctx, grammar: Grammar, text: str, meant: Understood | None) -> Reply | Understood | None:
    """``meant`` is what the words mean without any title; a Reply is a question."""
    titles = Titles(ctx.commands, grammar)
    if meant is not None and titles.is_of_others(meant):
        return meant
    programme, now = Programme(await coming(ctx.work, ctx.now)), Now(ctx.now, ctx.member.zone)
    said = titled(text, (each.meetup.title for each in programme.coming))
    of_meetup = None if said is None else titles.of_meetup(said, now)
    if said is None or of_meetup is None or (meant is not None and await _is_person(ctx, titles, said, meant)):
        return meant
    thing = await _thing(ctx, titles, said, now)
    if thing is None:
        return of_meetup
    slot = titles.meetup_slot(of_meetup.fillings[0])
    assert slot is not None, "it is said of a meetup"
    found, _ = called(of_meetup.fillings[0].slots[slot], Facts(ctx.member, ctx.now, meetups=programme))
    if not found:
        return of_meetup
    if of_meetup.fillings[0].command in _OF_HOSTS and not _may_change(ctx, found[0]):
        return Understood((Filling(thing[1].command, thing[1].slots, ctx.now),))
    return _asked(thing, of_meetup, slot, found[0])


def _may_change(ctx: Ctx, found: Occurrence) -> bool:
    return found.meetup.host == ctx.member.id or ctx.organises


async def _is_person(ctx: Ctx, titles: Titles, said: Titled, meant: Understood) -> bool:
    """Whether it asks for somebody, and there is somebody of that name."""
    if not titles.asks_for_somebody(meant):
        return False
    directory = Directory(ctx.work, ctx.book, ctx.member, ctx.place.platform, ctx.conversation.talk.person)
    return any((await directory.candidates([said.title])).values())


async def _thing(ctx: Ctx, titles: Titles, said: Titled, now: Now) -> tuple[Thing, Call] | None:
    """Something of the member's own that has this name, and what is to be done with it then."""
    of_thing = titles.of_thing(said, now)
    if of_thing is None:
        return None
    found, is_sure = (await shelf(ctx.book, [said.title], ctx.conversation.talk.focus)).called(said.title)
    slot = titles.thing_slot(of_thing.fillings[0])
    if not found or not is_sure or slot is None:
        return None
    filling = of_thing.fillings[0].with_slot(slot, str(found[0].ref))
    return found[0], Call(filling.command, filling.slots)


def _asked(thing: tuple[Thing, Call], of_meetup: Understood, slot: str, found: Occurrence) -> Reply:
    filling = of_meetup.fillings[0].with_slot(slot, str(MeetupRef.of(found)))
    title = found.meetup.title
    return Reply.of(
        say(
            "{title} is a meetup, and something of yours is called so too: {thing}. Which do you mean?",
            title=Strong(title),
            thing=thing[0].name,
        ),
        Buttons.of(
            Button(thing[0].label, thing[1]),
            Button(say("The meetup {title}", title=title[:40]), Call(filling.command, filling.slots)),
        ),
    )
