"""Looking for a mentor."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.volunteers import Help, Wish
from bot.errors import Unsure
from bot.kinds.profiles import TOPICS
from bot.kinds.texts import TextKind
from bot.kinds.yes import YES
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.volunteering import replan, take_back
from bot.words import Phrase, say


class MentorWant(Command):
    """Look for a mentor: I ask those who offer it, one at a time, with your name and words."""

    topics: Annotated[
        tuple[str, ...], Slot("What for", "What would you like a mentor for? A few words each.", kind=TOPICS)
    ]
    why: Annotated[
        str | None, Slot("In your words", lead=("because", "so that"), runs_on=True, kind=TextKind("text", limit=500))
    ] = None
    agreed: Annotated[str | None, Slot("Ask for you?", kind=YES, hidden=True)] = None


@command(
    "mentor want",
    phrases=(
        "[and] i'm|im [also|still] looking|searching for a mentor for|in|on|about|around {topics}",
        "[and] i am [also|still] looking|searching for a mentor for|in|on|about|around {topics}",
        "i'm|im [also|still] looking|searching for a mentor ...",
        "^ looking|searching for a mentor for|in|on|about {topics}",
        "i [am] [still] search|seek|seeking [for] a mentor for|in|on|about {topics}",
        "i'm|im [still] seeking a mentor for|in|on|about {topics}",
        "i search|seek|am [seeking] a mentor ...",
        "i am [also|still] looking|searching for a mentor ...",
        "i [really|still] need|want a mentor for|in|on|about {topics}",
        "i [really] need|want a mentor ...",
        "i'd|i would|like|love [like|love] a mentor for|in|on|about {topics}",
        "i'd|i would|like|love [like|love] to have a mentor for|in|on|about {topics}",
        "i'd|i would|like|love [like|love] [to] [have] a mentor",
        "[can|could] [you] find|get [me] a mentor for|in|on|about {topics}",
        "[can|could] [you] find|get [me] a mentor ...",
        "who can|could mentor me in|on|about|for {topics}",
        "can|could someone|somebody|anyone|anybody mentor me in|on|about|for {topics}",
        "mentor want {topics}",
        "mentor want",
    ),
    examples=("I'm looking for a mentor for Rust",),
    effect=Effect.FINAL,
)
async def want(cmd: MentorWant, ctx: Ctx) -> Reply:
    if cmd.agreed is None:
        raise Unsure(_what_is_read(cmd), "agreed", tuple(_in_words(cmd)))
    work = ctx.work.volunteers
    await work.hold()
    for before in await work.wishes_of(ctx.member.id):
        if before.is_open and before.kind is Help.MENTOR:
            await take_back(ctx.work, before, ctx.now)
    wish = Wish(new_id(ctx.now), Help.MENTOR, ctx.member.id, ctx.now, cmd.topics, cmd.why)
    await work.keep(wish)
    await replan(ctx.work, Help.MENTOR, ctx.now)
    wish = (await work.wishes([wish.id]))[wish.id]
    stop = Buttons.of(Button(say("Take it back"), call("mentor stop", what="looking")))
    return Reply.of(Line(_answer(wish, ctx)), Small(_ASIDE), stop)


def _what_is_read(cmd: MentorWant) -> Phrase:
    return say(
        "I ask members who offer to mentor, one at a time and in private. Whoever I ask reads your name, what you look "
        "for ({topics}) and why, as you said it; whoever says yes learns your time zone too. Shall I ask?",
        topics=cmd.topics,
    )


def _in_words(cmd: MentorWant) -> list[Line]:
    return [] if cmd.why is None else [Line(say("In your words: “{words}”", words=cmd.why))]


_ASIDE = say("Each has three days to answer. You learn a mentor's name once they said yes; I tell you of nothing else.")


def _answer(wish: Wish, ctx: Ctx) -> Phrase:
    if wish.is_dry(ctx.now):
        return say(
            "Nobody whom I could ask offers to mentor in {topics} just now. I keep your wish, and ask as soon as "
            "somebody does.",
            topics=wish.topics,
        )
    return say("I am asking for you: a mentor for {topics}. You hear from me either way.", topics=wish.topics)
