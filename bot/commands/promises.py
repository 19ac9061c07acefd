"""Promises: made outside a meeting too, listed until they are kept."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.introductions import Promise
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import Moment
from bot.errors import BadValue, NotFound
from bot.kinds import PersonRef
from bot.kinds.choices import NumberKind
from bot.kinds.people import KNOWN_PERSON, PERSON
from bot.kinds.things import PROMISE
from bot.kinds.times import DUE
from bot.notebook import acquaintance, keep_promise, meant_by_that, person_of
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Button, Heading, Line, Part, Reply, Row, call
from bot.words import Exactly, Phrase, by_name, say, say_count

_GAVE = "sent|gave|showed|emailed|mailed|lent|brought|forwarded|passed"
_GIVING = "send|email|e-mail|mail|forward|show|lend|bring|give|share|pass"
"""What "I'll" makes a promise, where it says to whom: "I'll send Ana the slides"."""


class MakePromise(Command):
    """Write down what you promised someone."""

    person: Annotated[PersonRef, Slot("Whom you promised it", "Whom did you promise it?", kind=PERSON)]
    promise: Annotated[
        str,
        Slot(
            "What you promised",
            "What did you promise?",
            lead=("to", "[that] i'll|i'd", "[that] i will|would|shall", "that [i]"),
            runs_on=True,
            bare=True,
            dated_by="by",
        ),
    ]
    by: Annotated[
        Moment | None,
        Slot(
            "When it is due",
            lead=("by", "before", "on", "until", "till", "no later than", "deadline", "latest"),
            kind=DUE,
        ),
    ] = None


@command(
    "promise",
    phrases=(
        "I promise|promised {person}",
        "I promise|promised [to] {person:} {promise}",
        "I promise|promised to {promise}",
        "I promised|said [that] i'd|i'll {promise}",
        "I promised|said [that] i would|will {promise}",
        "I told {person} [that] i'd|i'll {promise}",
        "I said|promised to {person} [that] i'd|i'll {promise}",
        "I told {person} [that] i would|will {promise}",
        "I told him|her|them [that] i'd|i'll {promise}",
        "I told him|her|them [that] i would|will {promise}",
        f"i'll [also] >{_GIVING} {{promise}}",
        f"i will|shall [also] >{_GIVING} {{promise}}",
        f"will|gonna [also] >{_GIVING} {{promise}}",
        "I [still] owe {person}",
        "I gave my word to {person}",
        "I gave {person} my word ...",
        "[a|my] promise made|given to {person}",
        "I committed|pledged|swore|vowed|agreed [to] {person} to {promise}",
        "I assured {person} [that] i'd|i'll {promise}",
        "I assured {person} [that] i would|will {promise}",
        "I agreed|offered|volunteered|committed|pledged to {promise}",
        "I agreed|offered with|to {person} to {promise}",
        "it was|is|has [been] agreed|decided|settled [that] i will|would|shall {promise}",
        "{person} is|are [still] expecting|awaiting {promise} from me ...",
        "{person} expects|awaits {promise} from me ...",
        "{person} is|are [still] waiting for {promise} from me ...",
        "{person} is|are [still] waiting for|on me to {promise}",
        f"AND i'll|will|gonna [also] >{_GIVING} {{promise}}",
        f"AND i will|shall [also] >{_GIVING} {{promise}}",
        f"AND i'm|am going|gonna [to] [also] >{_GIVING} {{promise}}",
        f"AND i need|want|have|ought to >{_GIVING} her|him|them {{promise}}",
        f"AND i must|should|gotta >{_GIVING} her|him|them {{promise}}",
        "[a] [new] promise to {person}",
    ),
    examples=("promised Bo to review his proposal by Friday",),
)
async def make_promise(cmd: MakePromise, ctx: Ctx) -> Reply:
    person = await person_of(ctx, cmd.person)
    promise = Promise(new_id(ctx.now), ctx.member.id, person.id, cmd.promise, ctx.now, cmd.by)
    await ctx.book.promises.add(promise)
    parts: list[Part] = [
        Line(say("Saved: you promised {person}: {promise}", person=by_name(person), promise=promise.text))
    ]
    if promise.due is not None:
        parts.append(Line(say("I will remind you on {due}.", due=Exactly(promise.due))))
    else:
        parts.append(Line(say("No date was given, so I will not remind you.")))
    return Reply.of(*parts, focus=ItemRef(ItemKind.PROMISE, promise.id), person=person.id)


class ListPromises(Command):
    """Show the promises you have not kept yet, oldest first."""

    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "promises",
    phrases=(
        "~ promises ~",
        "what|which promises have|haven't i [not] kept|made [so far|yet]",
        "what did i promise [so far]",
        "which|what promises i did|have not hold|keep|held|kept [yet|so] [far]",
        "which|what promises did|have i not hold|keep|held|kept [yet|so] [far]",
        "which|what promises i haven't|didn't hold|keep|held|kept [yet|so] [far]",
        "who|whom do i [still] owe [something|anything]",
        "who|whom did i promise something|anything",
        "what|which promises are|is [still] open|overdue|late|due|pending|outstanding|left",
        "am i behind|late on|with [any|my] promises",
        "[any|which|what] promises i'm|im late|behind [on|with]",
        "[any|which|what] promises am i late|behind [on|with]",
        "did i keep|forget|break [all] [of] my promises",
        "have i kept|forgotten|broken [all] [of] my promises",
        "did i promise anyone|anybody|people anything|something",
        "did i promise anything|something to anyone|anybody|people",
        "what did i promise [to] people|anyone|everyone",
        "what have i promised [so far]",
        "what have|did i promise|promised and to whom|who",
        "what have i promised [to] people|anyone|everyone",
        "what do i [still] owe [people|anyone|anybody]",
        "[is there] anything|something i [still] owe [anyone|anybody|people|somebody]",
        "do i [still] owe anyone|anybody|people [anything|something]",
    ),
    examples=("promises", "what did I promise?"),
    effect=Effect.READS,
)
async def list_promises(cmd: ListPromises, ctx: Ctx) -> Reply:
    promises = await ctx.book.promises.still_open()
    if not promises:
        return Reply.of(say("You have no open promises."))
    page = page_within(cmd.page, len(promises))
    shown = promises[(page - 1) * PAGE : page * PAGE]
    heading = say_count("You have one open promise.", "You have {count} open promises, oldest first.", len(promises))
    rows = [Row(await _described(promise, ctx), _buttons(promise)) for promise in shown]
    return Reply.of(Heading(heading), *rows, *more("promises", page, len(promises)))


async def _described(promise: Promise, ctx: Ctx) -> Phrase:
    person = await ctx.book.people.get(promise.person)
    if promise.due is None:
        return say("To {person}: {promise}", person=by_name(person), promise=promise.text)
    due = promise.due
    if due.instant < ctx.now:
        return say("To {person}: {promise} (was due {due})", person=by_name(person), promise=promise.text, due=due)
    return say("To {person}: {promise} (due {due})", person=by_name(person), promise=promise.text, due=due)


def _buttons(promise: Promise) -> tuple[Button, ...]:
    item = str(ItemRef(ItemKind.PROMISE, promise.id))
    return (
        Button(say("Kept"), call("kept", item=item)),
        Button(say("Next week"), call("snooze", item=item, until="in a week")),
        Button(say("Let go"), call("drop", item=item)),
    )


class Kept(Command):
    """Mark a promise as kept, with what you sent or did."""

    item: Annotated[ItemRef | None, Slot("Promise", hidden=True, kind=PROMISE)] = None
    person: Annotated[PersonRef | None, Slot("Whom you promised it", lead=("to",), kind=KNOWN_PERSON)] = None
    outcome: Annotated[
        str | None,
        Slot(
            "What you sent or did",
            lead=("with", "by", "[i] sent|gave|shared [him|her|them]"),
            runs_on=True,
            bare=True,
            keeps=(
                "emailed|wrote|called|showed|helped|introduced|reviewed|fixed|forwarded|booked|paid|finished|read|did|made",
                "paired|shared|shipped|signed|pushed|merged|presented|translated|talked|gave|sent",
                "met|took|brought|handed|delivered|bought|wrote|posted|published|uploaded|tested|found|got|went|spoke|mailed",
                "texted|messaged|translated|installed|prepared|drove|picked|visited|lent|returned|recorded|connected|set",
            ),
        ),
    ] = None


@command(
    "kept",
    phrases=(
        "I kept my|the|that promise|word ...",
        "I kept my|the|that promise|word to {person}",
        "I kept it ...",
        f"I {_GAVE} {{person}} {{outcome}} as|like promised ...",
        f"I {_GAVE} {{person}} {{outcome}} as|like i promised|said [i] [would|will]",
        f"I {_GAVE} {{outcome}} to {{person}} as|like promised ...",
        f"I {_GAVE} {{outcome}} to {{person}} as|like i promised|said [i] [would|will]",
        "I did|done [exactly] what|as i [had] promised|said|told [to] {person}",
        "[my|the] promise to {person} has|have [now|finally] been kept|done|fulfilled ...",
        "[my|the] promise to {person} was|is [now|finally] kept|done|fulfilled ...",
        "[that|the|my] promise [is] kept|done|fulfilled ...",
        "done [i] sent|gave|showed|emailed|shown {person} {outcome}",
        "promise to {person} [is] kept|done|fulfilled ...",
        "[my] promise to {person} is|was closed|completed|settled|delivered|over ...",
        "what i [had|have] promised [to] {person} is|was|has [been] [now] completed|done|kept|fulfilled|delivered ...",
        "promise to {person} [is] kept|done|fulfilled {outcome<}",
        "my promise to {person} [is] kept|done|fulfilled",
        "mark my|the promise to {person} [as] kept|done|fulfilled",
        "I fulfilled my|the promise to {person}",
        "I delivered on my|the promise to {person}",
    ),
    examples=("kept my promise to Ana Silva, sent the benchmark link",),
)
async def kept(cmd: Kept, ctx: Ctx) -> Reply:
    promise = await _meant(cmd, ctx)
    person = await keep_promise(ctx, promise, cmd.outcome)
    parts: list[Part] = [
        Line(say("Kept: {promise}. {person} can count on you.", promise=promise.text, person=by_name(person)))
    ]
    if cmd.outcome:
        parts.append(Line(say("With: {outcome}", outcome=cmd.outcome)))
    return Reply.of(*parts, person=person.id)


async def _meant(cmd: Kept, ctx: Ctx) -> Promise:
    if cmd.item is not None or cmd.person is None:
        ref = await meant_by_that(ctx, cmd.item)
        if ref.kind is not ItemKind.PROMISE:
            raise NotFound(say("Which promise? Say promises to see them with a button each."))
        return await ctx.book.promises.get(ref.id)
    person = await acquaintance(ctx, cmd.person)
    open_ones = [each for each in await ctx.book.promises.still_open() if each.person == person.id]
    if len(open_ones) != 1:
        raise BadValue(
            say_count(
                "There is one.",
                "You have {count} open promises to {person}. Say promises and press the button of the right one.",
                len(open_ones),
                person=person.name,
            )
        )
    return open_ones[0]
