"""Looking at the boards: what stands there, jobs, and one's own posts with who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.boards import TITLES, heard_by, own_buttons, rows_of, standing_of_mine
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.boards import Board
from bot.kinds.choices import NumberKind, choice_of
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Part, Reply, Row, Small, call
from bot.words import Code, Mention, Phrase, Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.boards import Hand, Post

_PAGE = Slot("Page", lead=("page",), kind=NumberKind("number"))
_KIND = Slot("Which board", kind=choice_of(Board))
_EXAMPLES = {
    Board.ASK: "ask the community for a review of my talk",
    Board.OFFER: "offer help with Kafka",
    Board.JOB: "we are hiring a data engineer in Lisbon",
    Board.SHARE: "share with everybody https://arrow.example",
}


class BoardList(Command):
    """See what members ask, offer and share."""

    board: Annotated[Board | None, _KIND] = None
    page: Annotated[int | None, _PAGE] = None


@command(
    "board list",
    phrases=(
        "[show|open|see|list] [me] [the|our|all] board|boards|noticeboard",
        "what is|stands on the board|boards",
        "what's on the board|boards",
        "what is new on the board|boards",
        "what's new on the board|boards",
        "[show|list] [me] [the|all] [open] asks =board:ask",
        "who needs help =board:ask",
        "who is looking for help =board:ask",
        "what are others|people|members|you looking for =board:ask",
        "what do others|people|members look for|need =board:ask",
        "how|whom|who|what can i help =board:ask",
        "i can help [with] [that|this|it] =board:ask",
        "[show|list] [me] [the|all] [open] offers =board:offer",
        "what do|can others|people|members offer =board:offer",
        "what is offered|on offer [here] =board:offer",
        "what did others|people|members share =board:share",
        "what was shared [lately] =board:share",
        "board list {board!}",
        "board list",
    ),
    examples=("what's on the board?",),
    effect=Effect.READS,
)
async def board_list(cmd: BoardList, ctx: Ctx) -> Reply:
    boards = () if cmd.board is None else (cmd.board,)
    posts = await ctx.work.boards.standing(ctx.now, *boards)
    slots = {} if cmd.board is None else {"board": cmd.board.value}
    return await _listed(posts, cmd.board, cmd.page, ctx, "board list", **slots)


class JobsList(Command):
    """See the jobs that members know of."""

    page: Annotated[int | None, _PAGE] = None


@command(
    "jobs list",
    phrases=(
        "[show|list|see] [me] [the|all|any] [open|new] jobs",
        "[show|list|see] [me] [the|all] [open|new] job leads|ads|board|openings|postings",
        "[are there] any [new|open] jobs|job [leads|openings] [here|around|open|going]",
        "which|what jobs are there|open",
        "who is hiring",
        "who's|whos hiring",
        "jobs list ...",
        "jobs list",
    ),
    examples=("who is hiring?",),
    effect=Effect.READS,
)
async def jobs_list(cmd: JobsList, ctx: Ctx) -> Reply:
    posts = await ctx.work.boards.standing(ctx.now, Board.JOB)
    return await _listed(posts, Board.JOB, cmd.page, ctx, "jobs list")


async def _listed(
    posts: Sequence[Post], of: Board | None, asked: int | None, ctx: Ctx, again: str, **slots: str
) -> Reply:
    if not posts:
        return Reply.of(*_nothing(of))
    page = page_within(asked, len(posts))
    shown = posts[(page - 1) * PAGE : page * PAGE]
    parts: list[Part] = []
    for each in [of] if of is not None else Board:
        rows = await rows_of(ctx.work, [post for post in shown if post.board is each], ctx.member.id)
        if rows:
            parts += [Heading(TITLES[each]), *rows]
    aside = Small(say("What you answer goes to whoever posted it, and to nobody else."))
    return Reply.of(*parts, aside, *more(again, page, len(posts), **slots))


def _nothing(board: Board | None) -> list[Part]:
    example = Code(_EXAMPLES[board or Board.ASK])
    return [Line(say("Nothing stands there at the moment. To post something: {example}", example=example))]


class BoardMine(Command):
    """See what you posted, and who answered."""

    page: Annotated[int | None, _PAGE] = None


@command(
    "board mine",
    phrases=(
        "[show|list|see] [me] my [open] posts|asks|offers|jobs",
        "[show|list|see] [me] my asks and offers",
        "[show|list|see] [me] my [open] job leads|ads|posts",
        "what did i post|ask|offer|share [for]",
        "what have i posted|asked|offered|shared [for]",
        "who answered [my|to] [my] [ask|offer|post|job] [lead]",
        "close|remove|edit|change|take|delete my ask|offer|post|job|posts [down|lead|ad]",
        "take down my ask|offer|post|job [lead|ad]",
        "board mine",
    ),
    examples=("what did I post?",),
    effect=Effect.READS,
)
async def board_mine(cmd: BoardMine, ctx: Ctx) -> Reply:
    posts = await standing_of_mine(ctx)
    if not posts:
        return Reply.of(say("Nothing of yours stands on the boards."), *_nothing(None))
    page = page_within(cmd.page, len(posts))
    shown = posts[(page - 1) * PAGE : page * PAGE]
    heading = say_count("One post of yours stands.", "{count} posts of yours stand.", len(posts))
    hands = [each for each in await heard_by(ctx.work, ctx.member.id) if each.told.instant <= ctx.now]
    rows = [await _own_row(each, [hand for hand in hands if hand.post == each.id], ctx) for each in shown]
    aside = Small(say("Who answered is shown to you alone."))
    return Reply.of(Heading(heading), *rows, aside, *more("board mine", page, len(posts)))


async def _own_row(post: Post, hands: Sequence[Hand], ctx: Ctx) -> Row:
    members = await ctx.work.subjects.members([each.member for each in hands])
    until, title = post.ends.local.date(), TITLES[post.board]
    names = tuple(Mention(each.member, members[each.member].name) for each in hands if each.member in members)
    detail: Phrase = say("Until {day}. Nobody answered so far.", day=until)
    if names:
        detail = say("Until {day}. Answered: {names}", day=until, names=names)
    look = (Button(say("What they said"), call("post-answers", post=post.id)),) if names else ()
    return Row(say("{board}: {text}", board=title, text=Strong(post.text)), (*own_buttons(post), *look), detail)


class PostAnswers(Command):
    """See what others said to your post."""

    post: Annotated[str, Slot("Which post", hidden=True)]


@command("post-answers", effect=Effect.READS, hidden=True)
async def post_answers(cmd: PostAnswers, ctx: Ctx) -> Reply:
    hands = [
        each
        for each in await heard_by(ctx.work, ctx.member.id)
        if each.post == cmd.post and each.told.instant <= ctx.now
    ]
    members = await ctx.work.subjects.members([each.member for each in hands])
    lines = [
        Line(say("{name}: {text}", name=Mention(each.member, members[each.member].name), text=each.text))
        for each in hands
        if each.member in members
    ]
    if not lines:
        return Reply.of(say("Nobody answered so far."))
    return Reply.of(*lines, Buttons.of(Button(say("Close"), call("close-post", post=cmd.post))))
