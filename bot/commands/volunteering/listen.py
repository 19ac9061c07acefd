"""Offering to listen, and taking it back: a consent of its own."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.volunteers import Help
from bot.kinds.profiles import SWITCH, Switch
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.volunteering import offer, offered, withdraw
from bot.words import say


class Listen(Command):
    """Offer to listen to members who have a hard time, or stop offering it."""

    switch: Annotated[Switch, Slot("On or off", "Shall I ask you? On or off", kind=SWITCH)]


_WHOM = "people|others|members|somebody|someone|anybody|anyone"


@command(
    "listen",
    phrases=(
        f"i can|could|would|will listen [to] [{_WHOM}] =switch:on",
        f"i'd|i would|like|love|happy [like|love|be|happy] to listen [to] [{_WHOM}] =switch:on",
        f"i'm|im happy|willing|able to listen [to] [{_WHOM}] =switch:on",
        f"^ happy|willing|able to listen [to] [{_WHOM}] =switch:on",
        "i [can] offer to listen =switch:on",
        f"i can't|cannot|won't listen [to] [{_WHOM}] [anymore|any more|any longer] =switch:off",
        f"i don't want to listen [to] [{_WHOM}] [anymore|any more|any longer] =switch:off",
        "stop offering to listen =switch:off",
        "stop asking me to listen =switch:off",
        "listen {switch!}",
        "listen",
    ),
    examples=("I can listen",),
    effect=Effect.FINAL,
)
async def listen(cmd: Listen, ctx: Ctx) -> Reply:
    if cmd.switch is Switch.OFF:
        before = await offered(ctx, Help.LISTEN)
        if before is not None:
            await withdraw(ctx, before)
        return Reply.of(Line(say("You are not asked to listen. Thank you for having offered.")))
    await offer(ctx, Help.LISTEN)
    return Reply.of(
        Line(say("Thank you. When somebody has a hard time, I may ask you whether you could listen.")),
        Small(
            say(
                "In private, outside of your quiet hours, each time for some hours; then I ask somebody else. Whoever "
                "you say yes to learns your name. A no is told to nobody, and nothing of it is counted."
            )
        ),
        Buttons.of(Button(say("Don't ask me"), call("listen", switch=Switch.OFF))),
    )
