"""The page that greets a member: what is due, what they promised and which meetups come next, to be acted on."""

from __future__ import annotations

from bot.agenda import agenda, item_buttons, suggestion_rows
from bot.command import Command, Ctx, Effect
from bot.domain.talk import ItemKind, ItemRef
from bot.gatherings import coming
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Part, Reply, Row, Small, call
from bot.telling_meetups import as_row
from bot.words import Phrase, Strong, say, say_count

_MOST_PROMISES = 5
_MOST_MEETUPS = 3


class Home(Command):
    """Show what is due, what you promised and the next meetups, on one page."""


@command("home", effect=Effect.READS, hidden=True)
async def home(cmd: Home, ctx: Ctx) -> Reply:
    del cmd
    due = await agenda(ctx.book, ctx.member, ctx.now)
    ideas = await suggestion_rows(ctx.book, ctx.member, ctx.now)
    nothing = Line(say("Nothing is due. Tell me whom you met, in a message or with the button below."))
    parts: list[Part] = [Heading(say("Due")), *(due or [nothing])]
    if ideas:
        parts += [Heading(say("Worth doing")), *ideas]
    parts += await _promises(ctx)
    parts += await _meetups(ctx)
    parts.append(
        Buttons.of(
            Button(say("I met someone"), call("met")),
            Button(say("My people"), call("people")),
            Button(say("Settings"), call("settings", edit="yes")),
        )
    )
    return Reply.of(*parts, Small(say("Only you can see this page.")))


async def _meetups(ctx: Ctx) -> list[Part]:
    """The next few of the community's, each meetup once."""
    soonest = {each.meetup.id: each for each in reversed(await coming(ctx.work, ctx.now))}
    nearest = sorted(soonest.values(), key=lambda each: each.begins)[:_MOST_MEETUPS]
    rows = [await as_row(each, ctx.work, ctx.now) for each in nearest]
    return [Heading(say("Next meetups")), *rows] if rows else []


async def _promises(ctx: Ctx) -> list[Part]:
    """Promises still to keep; those due today stand above already."""
    today = ctx.today
    waiting = [
        each for each in await ctx.book.promises.still_open() if each.due is None or each.due.local.date() > today
    ]
    if not waiting:
        return []
    people = {person.id: person for person in await ctx.book.people.every()}
    rows = [
        Row(
            _promised(each.text, people[each.person].name, say("by {due}", due=each.due) if each.due else None),
            item_buttons(ItemRef(ItemKind.PROMISE, each.id), each.person),
        )
        for each in waiting[:_MOST_PROMISES]
    ]
    left = len(waiting) - len(rows)
    more = [Small(say_count("and one more", "and {count} more", left))] if left else []
    return [Heading(say("You promised")), *rows, *more]


def _promised(text: str, person: str, due: Phrase | None) -> Phrase:
    if due is None:
        return say("{person}: {promise}", person=Strong(person), promise=text)
    return say("{person}: {promise}, {due}", person=Strong(person), promise=text, due=due)
