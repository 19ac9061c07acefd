"""Asking for silence: there is no pause, so it is said what can be done instead."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.registry import command
from bot.reply import Button, Buttons, Reply, call
from bot.words import Code, say


class Pause(Command):
    """See how to get fewer messages for a while."""

    length: Annotated[str | None, Slot("How long")] = None


@command(
    "pause",
    phrases=(
        "pause|mute [everything|reminders|messages|notifications|yourself]",
        "pause|mute [everything|reminders|messages|notifications|yourself] for|until|till {length}",
        "be quiet [for|until|till] {length}",
        "be quiet",
        "i'm|im on holiday|vacation|leave|pto for|until|till {length}",
        "i am on holiday|vacation|leave|pto for|until|till {length}",
        "i'm|im [going] on holiday|vacation|leave|pto|sabbatical {length}",
        "i am [going] on holiday|vacation|leave|pto|sabbatical {length}",
        "i'll be on holiday|vacation|leave|pto|sabbatical {length}",
        "don't message|write|text|ping|bother|disturb [to] me {length}",
        "leave me alone",
        "leave me alone for|until|till {length}",
        "don't message|write|text|ping|bother|disturb [to] me for|until|till {length}",
        "stop messaging|writing|texting|pinging|bothering|disturbing [to] me [for|until|till] {length}",
    ),
    effect=Effect.READS,
    hidden=True,
)
async def pause(cmd: Pause, ctx: Ctx) -> Reply:
    del cmd, ctx
    return Reply.of(
        say("I cannot pause everything, and nothing was changed. What I start by myself can be turned off:"),
        Buttons.of(
            Button(say("No suggestions"), call("settings", budget="0")),
            Button(say("No digest"), call("settings", digest="off")),
        ),
        say("What you asked for still comes; move or stop it by its name: {example}", example=Code("reminders")),
    )
