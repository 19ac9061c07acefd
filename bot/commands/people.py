"""Searching one's own people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.introductions import Introduction
from bot.domain.people import Contact, Note, Person, by_person
from bot.domain.searching import holds
from bot.finding import Sought, found_beyond
from bot.kinds import PersonRef
from bot.kinds.choices import NumberKind
from bot.kinds.people import exact
from bot.kinds.periods import PERIOD, Period
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Reply, Row, call
from bot.words import Code, Phrase, by_name, say, say_count


class SearchPeople(Command):
    """Find people you know by name, place, topic or time."""

    text: Annotated[str | None, Slot("Name or topic", lead=("called", "named"))] = None
    where: Annotated[str | None, Slot("Where you met", lead=("at", "in", "during", "from", "on"))] = None
    about: Annotated[
        str | None, Slot("Topic", lead=("about", "regarding", "knows", "who know", "who knows", "into"))
    ] = None
    when: Annotated[Period | None, Slot("When you met", lead=("on", "since"), kind=PERIOD)] = None
    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


_SOMEBODY = "the|that|this|a guy|girl|woman|man|person|one|dude|dev|developer|engineer"


@command(
    "people",
    phrases=(
        "[show|list] [me] [my|all] [my] people|contacts",
        "[show|list] [me] everyone|everybody",
        "people|contacts ...",
        "~ contacts|network ~",
        "who's in my notebook|contacts",
        "who is in my notebook|contacts",
        "[show|list|find] [me] [all] [the] people|folks|everyone|everybody [that|who] [i] [met|know] ...",
        "[show|list] [me] [the] names of people|folks|everyone|everybody [that|who] i met|know ...",
        "who|whom did i talk|speak|chat|write to|with ...",
        "show|tell|list|find [me] who|whom i met|know ...",
        "show|list|find people {text}",
        "who do i know ...",
        "whom do i know ...",
        "anyone|anybody|someone [i|we] [know] at|in|from {where}",
        "did i meet anyone|anybody|someone|somebody ...",
        "who do i know who|that *s|does {about}",
        "who do i know who|that works on|with {about}",
        "who do i know working on|with {about}",
        "[show|list|find] [me] people|everyone|everybody|anyone|someone [who|that] [is|are|was] interested in {about}",
        "[show|list|find] [me] people|everyone|everybody|anyone|someone [who|that] [is|are|was] into {about}",
        "show|list|find [me] people|everyone|everybody|anyone|anybody who|that does|do|knows|know|uses|use {about}",
        "do i|we know anyone|anybody|someone|somebody ...",
        "do i|we know any {about}",
        "who talked|spoke to|with me about {about}",
        "who talked|spoke about {about}",
        "who is|was good at|with {about}",
        "who's|whos good at|with {about}",
        "who wanted|asked for|about {about}",
        "who wanted {about}",
        "search|look through|in my notes|people|contacts for {text}",
        "search my notes|people|contacts for {text}",
        "do i|we know anyone|anybody|someone|somebody who|that *s|does {about}",
        "do i|we know anyone|anybody|someone|somebody who|that works on|with {about}",
        "who|whom [all|else] did i [recently|lately|just|actually|even] meet|met ...",
        "who|whom [all|else] did i get|come to know ...",
        "who|whom [all|else] did i meet through|via|by|thanks {text}",
        "i can't|cannot|don't remember|recall [the] name|names [of] [the|that] people|folks|guys [that|who] i met ...",
        "i can't|cannot|don't remember|recall [the] name [of] the|that person|guy|woman|man [that|who] i met ...",
        "i can't|cannot|don't remember|recall who|whom i met ...",
        "i talked|spoke|chatted with|to somebody|someone about {about} who was|is|were it|that|this|he|she [again]",
        "i met somebody|someone ... who was|is it|that|this|he|she [again]",
        "which|what people [do|did] i know ...",
        "which|what people [do|did] i know that|who do|does|know|work|works|use|uses [on|with|about] {about}",
        "who [all|else] have i met ...",
        "who|whom have i met ...",
        "which people did i meet ...",
        "who was it [that] i met|saw ...",
        f"who is|was {_SOMEBODY} [that|who] i met|saw ...",
        "everybody|everyone|anybody i met at|in {where} list|show [me] them",
        "which of my people|contacts|friends *s|know|use|do|work|like [on|with|about] {about}",
        "which of my people|contacts|friends is|are|works|work|live|lives at|in|from {where}",
        "which people do i know ...",
        "how many people did i meet ...",
        "how many people do i know ...",
        "how many people have i met ...",
        "who *s|does {about}",
        "who knows about {about}",
        "who works on|with|for {about}",
        "who|anyone|anybody|someone [here] [who|that] knows|uses|likes|does|maintains|mentioned [about] {about}",
        "anyone|anybody|someone|people [here] who|that *s|does {about}",
        "anyone|anybody|someone|everyone|people i know|met who|that *s|does {about}",
        f"who is|was {_SOMEBODY} at|in|from {{where}}",
        f"who is|was {_SOMEBODY} at|in|from {{where}} again",
        f"who's|whos {_SOMEBODY} at|in|from {{where}}",
        f"who is|was {_SOMEBODY} who|that *s|does|did [at|for|with|on] {{about}}",
        f"who's|whos {_SOMEBODY} who|that *s|does|did [at|for|with|on] {{about}}",
        "anyone|anybody|someone|people who|that know|use|like|work [on|about|with] {about}",
        "anyone|anybody|someone [who's|who is] [interested] in|into {about}",
        "anyone|anybody|someone [who's|who is] working on|with {about}",
        "does anyone|anybody know [about] {about}",
        "who can help [me] with {about}",
        "who could|should|can i ask about {about}",
        "who|whom did i talk|speak|chat to|with about {about}",
        "who|whom was i talking|speaking|chatting to|with about {about}",
        "who|whom did i talk|speak|chat about {about} with",
        "who talked|spoke|told me about {about}",
        "who have i talked|spoken|chatted to|with about {about}",
        "i need|know someone|somebody who|that *s|does {about}",
        "looking for someone|somebody|people who|that *s|does {about}",
        "i'm|im looking for someone|somebody|people who|that *s|does {about}",
        "i am looking for someone|somebody|people who|that *s|does {about}",
        "looking for someone|somebody|people who|that know|use {about}",
        "who is|was|works|worked|lives at|in|from|for {where}",
        "who's at|in|from {where}",
        "who's|whos interested in {about}",
        "who's|whos looking for {about}",
        "who is|was looking for {about}",
        "who's|whos working on|with {about}",
        "who is|was working on|with {about}",
        "who is|was interested in {about}",
        "who's|whos into {about}",
        "who is|was into {about}",
        "search for {text}",
        "search {text-}",
        "look for {text}",
        "search|look people|contacts for {text}",
        "search|look in|through [my] people|contacts for {text}",
        "find {text-}",
        "find|search people|someone|anyone named|called {text}",
        "find|search|list|show [me] [all] [the] people|everyone|everybody|someone|anyone who|that *s [on|with] {about}",
        "find|search|list|show [me] people|everyone|contacts who|that know|use|like|work [on|about|with] {about}",
    ),
    examples=("who did I meet at PyCon?", "who knows Rust?", "people at PyLisboa"),
    effect=Effect.READS,
)
async def search_people(cmd: SearchPeople, ctx: Ctx) -> Reply:
    if not any((cmd.text, cmd.where, cmd.about, cmd.when)):
        return await _everybody(cmd.page, ctx)
    found = _matching(cmd, await _library(ctx))
    others = await found_beyond(Sought(cmd.text, cmd.where, cmd.about), ctx) if cmd.when is None else []
    if not found:
        if others:
            return Reply.of(Line(say("Nobody in your notebook fits that.")), *others)
        return Reply.of(
            say("Nobody in your notebook fits that. Names, places, topics and notes are searched."),
            Buttons.of(Button(say("Show everybody"), call("people"))),
        )
    heading = say_count("One person fits.", "{count} people fit.", len(found))
    page = page_within(cmd.page, len(found))
    shown = found[(page - 1) * PAGE : page * PAGE]
    rows = [_row(each) for each in shown]
    return Reply.of(Heading(heading), *rows, *more("people", page, len(found), **_again(cmd)), *others)


@dataclass(frozen=True, slots=True)
class _Known:
    """A person with everything one wrote about them."""

    person: Person
    introductions: tuple[Introduction, ...]
    contacts: tuple[Contact, ...]
    notes: tuple[Note, ...]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(each.where for each in self.introductions if each.where)

    @property
    def topics(self) -> tuple[str, ...]:
        texts = [text for each in self.introductions for text in (each.about, each.note, each.via)]
        texts += [each.about for each in self.contacts] + [each.text for each in self.notes]
        return tuple(text for text in texts if text)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(each.on for each in self.introductions)


async def _library(ctx: Ctx) -> list[_Known]:
    book = ctx.book
    introductions = by_person(await book.introductions.every())
    contacts = by_person(await book.contacts.every())
    notes = by_person(await book.notes.every())
    return [
        _Known(person, introductions.get(person.id, ()), contacts.get(person.id, ()), notes.get(person.id, ()))
        for person in await book.people.every()
    ]


def _matching(cmd: SearchPeople, library: list[_Known]) -> list[_Known]:
    return [
        known
        for known in library
        if (cmd.when is None or any(day in cmd.when for day in known.days))
        and (cmd.where is None or holds(known.places, cmd.where))
        and (cmd.about is None or holds((*known.topics, *known.places), cmd.about))
        and (cmd.text is None or holds((known.person.name, *known.topics, *known.places), cmd.text))
    ]


def _again(cmd: SearchPeople) -> dict[str, str]:
    sought = {"text": cmd.text, "where": cmd.where, "about": cmd.about, "when": cmd.when and str(cmd.when)}
    return {slot: text for slot, text in sought.items() if text}


def _row(known: _Known) -> Row:
    latest = max(known.introductions, key=lambda each: each.on, default=None)
    button = Button(say("Card"), call("card", person=exact(PersonRef("", known.person.id))))
    return Row(say("{person}", person=by_name(known.person)), (button,), latest and _met(latest))


def _met(introduction: Introduction) -> Phrase:
    if introduction.where and introduction.about:
        return say(
            "Met {day} at {where}, about {about}",
            day=introduction.on,
            where=introduction.where,
            about=introduction.about,
        )
    if introduction.where:
        return say("Met {day} at {where}", day=introduction.on, where=introduction.where)
    if introduction.about:
        return say("Met {day}, about {about}", day=introduction.on, about=introduction.about)
    return say("Met {day}", day=introduction.on)


async def _everybody(asked: int | None, ctx: Ctx) -> Reply:
    total = await ctx.book.people.count()
    if not total:
        return Reply.of(
            say(
                "Your notebook is empty. Tell me whom you met: {example}.",
                example=Code("met Carla Dias at PyLisboa about Arrow"),
            )
        )
    page = page_within(asked, total)
    people = await ctx.book.people.page(offset=(page - 1) * PAGE, limit=PAGE)
    heading = say_count("You know one person.", "You know {count} people, latest contact first.", total)
    rows = [
        Row(
            say("{person}", person=by_name(each)),
            (Button(say("Card"), call("card", person=exact(PersonRef("", each.id)))),),
            each.seen_on and say("Last in touch {day}", day=each.seen_on),
        )
        for each in people
    ]
    return Reply.of(Heading(heading), *rows, *more("people", page, total))
