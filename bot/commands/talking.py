"""The conversation's own commands: answering a question, dropping it, and being polite."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.errors import Stale
from bot.kinds.choices import NumberKind
from bot.registry import command
from bot.reply import Reply
from bot.words import say


class Answer(Command):
    """Choose one of the answers that a question offers."""

    question: Annotated[int, Slot("Question", kind=NumberKind("number", most=999_999_999))]
    option: Annotated[int, Slot("Answer", kind=NumberKind("number", most=20))]


@command("answer", effect=Effect.READS, hidden=True)
async def answer(cmd: Answer, ctx: Ctx) -> Reply:
    pending = ctx.conversation.talk.expects(ctx.now)
    if pending is None or pending.number != cmd.question or cmd.option > len(pending.options):
        raise Stale(say("That question is no longer open. Tell me again, please."))
    filling = pending.filling.with_slot(pending.slot, pending.options[cmd.option - 1].text)
    return await ctx.conversation.carry_out(pending.with_filling(filling))


class NeverMind(Command):
    """Drop the question that is open."""


@command(
    "never-mind",
    phrases=(
        "[no] never mind [that|it]",
        "[no] nevermind|nvm",
        "forget it",
        "no [thanks]",
        "no thank you",
    ),
    effect=Effect.READS,
    hidden=True,
)
async def never_mind(cmd: NeverMind, ctx: Ctx) -> Reply:
    del cmd
    was_open = ctx.conversation.talk.expects(ctx.now) is not None
    ctx.conversation.drop_question()
    return Reply.of(
        say("Dropped. Nothing was saved.") if was_open else say("There was nothing open. All is as it was.")
    )


class Back(Command):
    """Go back to the question before the one that is open."""


@command(
    "back",
    phrases=(
        "[go|step] back [please]",
        "[go|step] back one|a [question|step]",
        "[go|step] back to the last|previous|first question|one",
        "[the] previous question",
    ),
    effect=Effect.READS,
    hidden=True,
)
async def back(cmd: Back, ctx: Ctx) -> Reply:
    del cmd
    pending = ctx.conversation.talk.expects(ctx.now)
    if pending is None:
        return Reply.of(say("I have no question open, so there is none to go back to."))
    filling = pending.filling
    spec = ctx.commands.find(filling.command)
    required = () if spec is None else [name for name, bound in spec.slots.items() if bound.required]
    before = [name for name in filling.slots if name != pending.slot and name in required]
    if not before:
        return Reply.of(say("This is the first question."))
    return await ctx.conversation.carry_out(pending.with_filling(filling.without(before[-1], pending.slot)))


class Politeness(Command):
    """Say thank you."""


@command(
    "thanks-hallway",
    phrases=(
        "thanks|thx|ty|cheers [a] [lot|hallway|bunch|mate] [hallway]",
        "thanks so|very much",
        "thank you [so|very] [much] [hallway]",
        "many thanks",
        "thanks|thx for the|your|that|this [reminder|help|info|message]",
        "thank you for the|your|that|this [reminder|help|info|message]",
    ),
    effect=Effect.READS,
    hidden=True,
)
async def politeness(cmd: Politeness, ctx: Ctx) -> Reply:
    del cmd, ctx
    return Reply.of(say("Any time."))


class Agree(Command):
    """Agree."""


@command(
    "agree",
    phrases=(
        "^ yes|yeah|yep|yup|sure|fine|alright|right|exactly|correct|perfect|great|good|cool|nice|k [please]",
        "^ ok|okay|got|sounds [good|it|great|then]",
        "^ all right|good|fine",
        "^ i see",
    ),
    effect=Effect.READS,
    hidden=True,
)
async def agree(cmd: Agree, ctx: Ctx) -> Reply:
    del cmd, ctx
    return Reply.of(say("All right. I had no question open; whenever there is something, tell me in a sentence."))
