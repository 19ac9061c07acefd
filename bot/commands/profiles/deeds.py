"""What one did that others may know of: writing it down, and taking it off one's card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.deeds import Deed, newest_first
from bot.domain.ids import new_id
from bot.domain.profiles import Consent
from bot.errors import BadValue, NotFound, TooMuch
from bot.kinds import Facts, Reading
from bot.kinds.choices import NumberKind
from bot.kinds.profiles import LinksKind
from bot.kinds.texts import TextKind
from bot.own_profile import deed_line, own_profile
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Button, Heading, Line, Part, Reply, Row, Small, call
from bot.words import Code, Strong, say, say_count

MOST_DEEDS = 500
_LINK = re.compile(r"\s*\(?\b(https?://[^\s<>()]+)\)?", re.IGNORECASE)
_TELLER = re.compile(r"^(?:i|i've|i\u2019ve|i have)\s+(?:have\s+|just\s+|also\s+|finally\s+)*", re.IGNORECASE)
_TALKS = "talk|workshop|keynote|tutorial|presentation|lecture|demo"


@dataclass(frozen=True, slots=True)
class DeedKind(TextKind):
    """What was done, and to what: "published" alone says too little."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        if len(text.split()) < 2:
            raise BadValue(
                say("Say a little more, such as {example}.", example=Code("gave a talk on Arrow at PyLisboa"))
            )
        return TextKind.readings(self, text, facts)


DEED = DeedKind("text", limit=300)


class Did(Command):
    """Put on your card what you did: a talk, a post, a release."""

    what: Annotated[str, Slot("What you did", "What did you do?", runs_on=True, bare=True, kind=DEED)]
    on: Annotated[date | None, Slot("When", lead=("on",))] = None
    link: Annotated[tuple[str, ...] | None, Slot("Link", lead=("link",), kind=LinksKind("link", most=1))] = None


@command(
    "did",
    phrases=(
        f"I >gave|held|presented a|an|my|the|another|two|three [*] {_TALKS}|talks {{what}}",
        f"I >gave|held|presented a|an|my|the|another [lightning|short|first|new] {_TALKS}",
        "I >published|released|launched|shipped|open-sourced {what}",
        "add|put on|to my card|profile that i {what}",
        "did {what}",
    ),
    examples=("I gave a talk on Arrow at PyLisboa",),
)
async def did(cmd: Did, ctx: Ctx) -> Reply:
    text, link = _parted(cmd.what)
    if await ctx.book.deeds.count() >= MOST_DEEDS:
        raise TooMuch(say("Your card holds {limit} things you did, which is all it can.", limit=MOST_DEEDS))
    link = cmd.link[0] if cmd.link else link
    deed = Deed(new_id(ctx.now), ctx.member.id, text, cmd.on or ctx.today, ctx.now, link)
    await ctx.book.deeds.add(deed)
    said = say("On your card: {deed}", deed=deed_line(deed))
    return Reply.of(Line(said), await _who_sees(ctx))


def _parted(said: str) -> tuple[str, str | None]:
    """What was done, without whoever tells it, and the link that stands in it."""
    link = _LINK.search(said)
    text = said if link is None else f"{said[: link.start()]} {said[link.end() :]}"
    text = _TELLER.sub("", text.strip()).strip(" ,;:-.")
    return (text or said.strip()), None if link is None else link[1].rstrip(".,;:!?")


async def _who_sees(ctx: Ctx) -> Part:
    if Consent.CARD in (await own_profile(ctx)).consents:
        return Small(say("Members who ask for your card see it."))
    return Small(say("Only you see your card, until you say {example}.", example=Code("show my card to others")))


class Deeds(Command):
    """See what you put on your card."""

    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "deeds",
    phrases=("~ talks|posts ~ i gave|wrote|published|did", "what did i do [lately]", "what have i done [so far]"),
    effect=Effect.READS,
    hidden=True,
)
async def deeds(cmd: Deeds, ctx: Ctx) -> Reply:
    listed = newest_first(await ctx.book.deeds.every())
    if not listed:
        example = Code("I gave a talk on Arrow at PyLisboa")
        return Reply.of(say("There is nothing you did on your card yet. Tell me, as in: {example}", example=example))
    page = page_within(cmd.page, len(listed))
    heading = say_count("One thing is on your card.", "{count} things are on your card.", len(listed))
    rows = [
        Row(deed_line(each), (Button(say("Take off"), call("undo-did", deed=each.id)),))
        for each in listed[(page - 1) * PAGE : page * PAGE]
    ]
    return Reply.of(Heading(heading), *rows, *more("deeds", page, len(listed)))


class TakeOff(Command):
    """Take something you did off your card."""

    deed: Annotated[str, Slot("Which")]


@command("undo-did", hidden=True)
async def take_off(cmd: TakeOff, ctx: Ctx) -> Reply:
    deed = await ctx.book.deeds.find(cmd.deed)
    if deed is None:
        raise NotFound(say("That is not on your card any more."))
    await ctx.book.deeds.remove(deed.id)
    return Reply.of(say("Taken off your card: {text}", text=Strong(deed.text)))
