"""Offering to greet newcomers, and taking it back: a consent of its own."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.volunteers import Help
from bot.kinds.profiles import SWITCH, Switch
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.volunteering import offer, offered, withdraw
from bot.words import say


class Greet(Command):
    """Offer to greet newcomers, or stop offering it."""

    switch: Annotated[Switch, Slot("On or off", "Shall I ask you? On or off", kind=SWITCH)]


@command(
    "greet",
    phrases=(
        "i can|could|would|will greet|welcome newcomers|newbies =switch:on",
        "i can|could|would|will greet|welcome new members|people =switch:on",
        "i'd|i would|like|love [like|love] to greet|welcome newcomers|newbies =switch:on",
        "i'm|im happy|willing|glad to greet|welcome newcomers|newbies =switch:on",
        "^ happy|willing|glad to greet|welcome newcomers|newbies =switch:on",
        "i [can] offer to greet [newcomers] =switch:on",
        "i can't|cannot|won't greet|welcome newcomers [anymore|any more] =switch:off",
        "i don't want to greet|welcome newcomers [anymore|any more] =switch:off",
        "stop asking me to greet [newcomers] =switch:off",
        "greet {switch!}",
        "greet",
    ),
    examples=("I can greet newcomers",),
    effect=Effect.FINAL,
)
async def greet(cmd: Greet, ctx: Ctx) -> Reply:
    if cmd.switch is Switch.OFF:
        before = await offered(ctx, Help.GREET)
        if before is not None:
            await withdraw(ctx, before)
        return Reply.of(Line(say("You are not asked to greet newcomers. Thank you for having offered.")))
    await offer(ctx, Help.GREET)
    return Reply.of(
        Line(say("Thank you. When somebody new would like to be greeted, I may ask you.")),
        Small(
            say(
                "One at a time, with two days to answer; then I ask somebody else. Whoever you say yes to learns your "
                "name. A no is told to nobody."
            )
        ),
        Buttons.of(Button(say("Don't ask me"), call("greet", switch=Switch.OFF))),
    )
