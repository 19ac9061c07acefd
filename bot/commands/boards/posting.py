"""Posting to the boards: what one asks, offers, shares, a job one knows of. Read by everybody, said so before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from bot.boards import own_buttons, standing_of_mine
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.boards import MOST_OPEN, STANDS_FOR, Board, Post, last_minute
from bot.domain.ids import new_id
from bot.domain.talk import Filling
from bot.errors import TooMuch, Unsure
from bot.kinds.boards import LAST_DAY, LINKED, POST_IT, POSTED, parted
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import InChannel, Strong, say

if TYPE_CHECKING:
    from bot.reply import Part

_UNTIL = Slot("Until when it stands", lead=("until", "till"), kind=LAST_DAY)
_SURE = Slot("Post it", kind=POST_IT, hidden=True)
_NEXT = "someone|somebody|anyone|anybody"


class Ask(Command):
    """Ask the community for something: everybody in it can read it."""

    text: Annotated[str, Slot("What you look for", "What are you looking for?", runs_on=True, kind=POSTED)]
    until: Annotated[date | None, _UNTIL] = None
    sure: Annotated[str | None, _SURE] = None


@command(
    "ask",
    phrases=(
        f"i'm|im [still|also] looking for >{_NEXT} who|that|to can|could|would|has|have {{text}}",
        f"i am [still|also] looking for >{_NEXT} who|that|to can|could|would|has|have {{text}}",
        f"i'm|im [still|also] looking for >{_NEXT} to {{text}}",
        f"i am [still|also] looking for >{_NEXT} to {{text}}",
        f"i'm|im [still|also] looking for >{_NEXT} with {{text}}",
        f"i am [still|also] looking for >{_NEXT} with {{text}}",
        f"i'm|im|am seeking|searching [for] >{_NEXT} who|that|to|with [can|could|would|has|have] {{text}}",
        f"i am seeking|searching [for] >{_NEXT} who|that|to|with [can|could|would|has|have] {{text}}",
        f"looking for >{_NEXT} to|with {{text}}",
        f"looking for >{_NEXT} who|that can|could|would {{text}}",
        f"i need >{_NEXT} to {{text}}",
        "ask the community|board|group [for] {text}",
        "ask everybody|everyone for {text}",
        "post|put|add an|my ask [on the board] [for] {text}",
        "^ does anyone|anybody|someone|somebody have >a|an|any|some|spare|experience {text}",
        "new ask {text}",
        "ask {text<}",
        "ask",
        "post|put|add an|my ask",
    ),
    examples=("I'm looking for someone who can review my talk",),
)
async def ask(cmd: Ask, ctx: Ctx) -> Reply:
    return await _posted(Board.ASK, cmd.text, cmd.until, cmd.sure, ctx)


class Offer(Command):
    """Offer something to the community: everybody in it can read it."""

    text: Annotated[str, Slot("What you offer", "What do you offer?", runs_on=True, kind=POSTED)]
    until: Annotated[date | None, _UNTIL] = None
    sure: Annotated[str | None, _SURE] = None


@command(
    "offer",
    phrases=(
        "offer the community|group {text}",
        "offer everybody|everyone {text}",
        "offer >help|support|advice|mentoring|feedback with|on|for|in {text}",
        "offer >to {text}",
        "i [can|could] offer >to {text}",
        "i can|could offer [to] the community|group {text}",
        "i can|could offer [to] everybody|everyone {text}",
        "post|put|add an|my offer [on the board] [of|for] {text}",
        "i can|could give|offer anyone|everyone|anybody|everybody [who|that] [wants|needs|likes] [it|one] {text}",
        "i'm|im giving|selling|lending away {text}",
        "i'm|im lending|selling >my|a|an|some|two|three|old {text}",
        "^ giving away {text}",
        "^ selling >my|a|an|some|two|three|old {text}",
        "new offer {text}",
        "offer {text<}",
        "offer",
        "post|put|add an|my offer",
    ),
    examples=("offer help with Kafka",),
)
async def offer(cmd: Offer, ctx: Ctx) -> Reply:
    return await _posted(Board.OFFER, cmd.text, cmd.until, cmd.sure, ctx)


class Share(Command):
    """Share a link, or something you learnt, with the community."""

    text: Annotated[str, Slot("What to share", "What would you like to share?", runs_on=True, kind=POSTED)]
    until: Annotated[date | None, _UNTIL] = None
    sure: Annotated[str | None, _SURE] = None


@command(
    "share",
    phrases=(
        "share [this|something] with the community|group {text}",
        "share [this|something] with everybody|everyone|others {text}",
        "share a|the|this|my link|article|post|talk|video|book|paper [with the community|group] {text}",
        "share a|the|this|my link|article|post|talk|video|book|paper with everybody|everyone|others {text}",
        "til {text}",
        "share|link|til {text<}",
        "share",
        "today i learnt|learned {text}",
        "post|put|add on|to the board {text}",
    ),
    examples=("share with everybody https://arrow.example is a good introduction",),
)
async def share(cmd: Share, ctx: Ctx) -> Reply:
    return await _posted(Board.SHARE, cmd.text, cmd.until, cmd.sure, ctx)


class ShareLink(Command):
    """Share a link with the community."""

    text: Annotated[str, Slot("What to share", "What would you like to share?", runs_on=True, kind=LINKED)]


@command(
    "share-link",
    phrases=("share|post [this|that] {text!}", "have|take a look at {text!}", "check [this] out {text!}"),
    effect=Effect.READS,
    hidden=True,
)
async def share_link(cmd: ShareLink, ctx: Ctx) -> Reply:
    return await ctx.conversation.carry_out((Filling("share", {"text": cmd.text}, ctx.now),))


class JobsNew(Command):
    """Tell the community of a job you know of: everybody in it can read it."""

    text: Annotated[str, Slot("The job", "What is the job, where, and with whom?", runs_on=True, kind=POSTED)]
    until: Annotated[date | None, _UNTIL] = None
    sure: Annotated[str | None, _SURE] = None


@command(
    "jobs new",
    phrases=(
        ">we're|were [also|still|now] hiring {text}",
        ">we are [also|still|now] hiring {text}",
        ">my|our team|company|employer|startup|lab|group is [also|still|now] hiring {text}",
        ">we're|were looking to hire {text}",
        ">we are looking to hire {text}",
        "post|add|put|share a|the|this|my new job [lead|ad|offer|opening|posting|opportunity] {text}",
        "post|add|put|share a|the|this|my job [lead|ad|offer|opening|posting|opportunity] {text}",
        "post|add|put|share a|the|this|my job [lead|ad|offer|opening|posting|opportunity]",
        "new job lead|ad|opening|posting|opportunity {text}",
        "job lead|ad|opening|posting|opportunity {text}",
        "[new] job|jobs|vacancy {text<}",
        "jobs new {text}",
        "jobs new",
    ),
    examples=("we are hiring a data engineer in Lisbon",),
)
async def job(cmd: JobsNew, ctx: Ctx) -> Reply:
    return await _posted(Board.JOB, cmd.text, cmd.until, cmd.sure, ctx)


async def _posted(board: Board, text: str, until: date | None, sure: str | None, ctx: Ctx) -> Reply:
    text, said = (text, until) if until is not None else parted(text, ctx.member, ctx.now)
    ends = last_minute(said or ctx.today + STANDS_FOR, ctx.member.zone)
    post = Post(new_id(ctx.now), ctx.member.id, board, text, ctx.now, ctx.now, ends, ends.instant)
    mine = await standing_of_mine(ctx)
    same = next((each for each in mine if (each.board, each.text) == (board, text)), None)
    if same is not None:
        day = same.ends.local.date()
        return Reply.of(say("That stands on the board already, until {day}.", day=day), Buttons(own_buttons(same)))
    if len(mine) >= MOST_OPEN:
        raise TooMuch(
            say("You have {limit} posts on the boards, which is all I keep. Close one first.", limit=MOST_OPEN)
        )
    if sure is None:
        raise _said_before(post)
    await ctx.work.boards.add(post)
    told = say("Posted, until {day}: {text}", day=post.ends.local.date(), text=Strong(post.text))
    return Reply.of(
        told, Small(_ANSWERS[board]), *await _digested(ctx), Buttons((*own_buttons(post), *_to_profile(board)))
    )


_ANSWERS = {
    Board.ASK: say("Whoever can help tells me, and I tell you alone. I ask you before it ends whether you still look."),
    Board.OFFER: say("Whoever would like that tells me, and I tell you alone. I ask you before it ends."),
    Board.JOB: say("Whoever is interested tells me, and I tell you alone. I ask you before it ends."),
    Board.SHARE: say("Whoever has something to say to it tells me, and I tell you alone."),
}


def _said_before(post: Post) -> Unsure:
    who = say(
        "Everybody in the community can read this, with your name on it, until {day}: {text}",
        day=post.ends.local.date(),
        text=Strong(post.text),
    )
    return Unsure(say("Post it?"), "sure", (Line(who),))


def _to_profile(board: Board) -> tuple[Button, ...]:
    """The profile holds topics, and is shown to whom its owner chose: nothing goes there by itself."""
    if board not in (Board.ASK, Board.OFFER):
        return ()
    return (Button(say("Put the topic into my profile too"), call("profile", edit="yes")),)


async def _digested(ctx: Ctx) -> list[Part]:
    """Where else it will stand."""
    bulletin = await ctx.work.boards.bulletin()
    if bulletin is None:
        return []
    channel = bulletin.on(await ctx.work.meetups.noticeboard()).get(ctx.place.platform)
    if channel is None:
        return []
    return [Small(say("It comes into the weekly digest in {channel} too, once.", channel=InChannel(channel)))]
