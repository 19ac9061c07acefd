"""What one may be asked on behalf of others: each kind of question has its own switch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.members import Member, Willing
from bot.kinds.profiles import SWITCH, Switch
from bot.registry import command
from bot.reply import Button, Heading, Line, Reply, Row, Small, call
from bot.words import Phrase, say

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Mapping[str, Phrase] = {
    "introductions": say(
        "Members may let me ask you whether you would like to be introduced to somebody. Nobody is told that you were "
        "asked, or what you said, but for a yes."
    ),
    "meetings": say("Members who noted that they met you may let me ask you to confirm it."),
    "knowing": say(
        "When a member looks for a way to somebody, I look through your notebook too, and ask you alone, with your own "
        "note, whether you would help. They hear of you only if you say yes."
    ),
}


class Questions(Command):
    """Decide what others may have you asked: introductions, meetings to confirm, people you know."""

    introductions: Annotated[
        Switch | None, Slot("To be introduced to somebody", lead=("introductions",), kind=SWITCH)
    ] = None
    meetings: Annotated[Switch | None, Slot("To confirm that we met", lead=("meetings",), kind=SWITCH)] = None
    knowing: Annotated[Switch | None, Slot("About people I know", lead=("knowing",), kind=SWITCH)] = None


@command(
    "questions",
    phrases=(
        "questions ...",
        "~ may|can|will|could you ask me",
        "~ am i asked",
        "[i] don't|never want to be introduced to anyone|anybody|people|others =introductions:off",
        "[please] don't|never ask me to be introduced =introductions:off",
        "[please] don't|never ask me about|for introductions =introductions:off",
        "[please] don't|never ask me whether|if i want to be introduced =introductions:off",
        "you may|can ask me about|for introductions =introductions:on",
        "you may|can introduce me to anyone|anybody|people|others|somebody|someone =introductions:on",
        "[please] don't|never ask me to confirm meetings|anything =meetings:off",
        "you may|can ask me to confirm meetings =meetings:on",
        "you may|can ask me about people|whom|who i know =knowing:on",
        "[please] don't|never ask me about people|whom|who i know =knowing:off",
    ),
    examples=("what may you ask me?", "you may ask me about people I know"),
)
async def questions(cmd: Questions, ctx: Ctx) -> Reply:
    before, after = ctx.member, _changed(cmd, ctx.member)
    if after != before:
        await ctx.work.members.save(after)
    news = [Line(say("Saved."))] if after != before else []
    rows = (_row(name, is_on=is_on) for name, is_on in _as_is(after).items())
    aside = say("What you have not switched on yourself counts against your weekly budget of unasked messages.")
    return Reply.of(*news, Heading(say("What others may have you asked")), *rows, Small(aside))


def _changed(cmd: Questions, member: Member) -> Member:
    if cmd.introductions is not None:
        member = replace(member, introduced=_willing(cmd.introductions))
    if cmd.meetings is not None:
        member = replace(member, confirming=_willing(cmd.meetings))
    return member if cmd.knowing is None else replace(member, knowing=cmd.knowing is Switch.ON)


def _willing(switch: Switch) -> Willing:
    return Willing.YES if switch is Switch.ON else Willing.NO


def _as_is(member: Member) -> Mapping[str, bool]:
    return {
        "introductions": member.introduced is not Willing.NO,
        "meetings": member.confirming is not Willing.NO,
        "knowing": member.knowing,
    }


def _row(name: str, *, is_on: bool) -> Row:
    turned = Switch.OFF if is_on else Switch.ON
    label, phrase = (
        (say("Switch off"), say("On: {words}", words=_WORDS[name]))
        if is_on
        else (say("Switch on"), say("Off: {words}", words=_WORDS[name]))
    )
    return Row(phrase, (Button(label, call("questions", **{name: turned.value})),))
