"""Why a message came."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.delivery import Due, NoticeKind
from bot.domain.ids import DeliveryId
from bot.registry import command
from bot.reply import Button, Buttons, Reply, call
from bot.words import Code, Exactly, Phrase, say


class Why(Command):
    """Say why you got a message."""

    delivery: Annotated[str | None, Slot("Message", hidden=True)] = None


@command(
    "why",
    phrases=(
        "why",
        "why ~ this|that [message|reminder|notification|one]",
        "why did|are you remind|reminding|message|messaging|ping|write|writing|tell|telling [to] me",
        "why have|did|do|are you sent|send|sending|write|written|writing|ask|asked|asking|ping|pinged me this|that",
        "why have|did|do|are you sent|send|sending|writing|written|pinging me",
        "what's|whats this about",
        "what is this about",
    ),
    examples=("why did I get this?",),
    effect=Effect.READS,
)
async def why(cmd: Why, ctx: Ctx) -> Reply:
    outbox = ctx.work.outbox
    if cmd.delivery is not None:
        due = await outbox.sent(ctx.member.id, DeliveryId(cmd.delivery))
    else:
        arrived = await outbox.latest_sent(ctx.member.id)
        due = None if arrived is None else arrived.due
    if due is None:
        return Reply.of(say("I have not written to you first lately."))
    less = Buttons.of(Button(say("Less of this"), call("settings", less="yes")))
    reply = Reply.of(_reason(due), say("It was due on {when}.", when=Exactly(due.moment)))
    return reply.plus(less) if due.unasked else reply


_SUGGESTED = say("You recorded a meeting and no follow-up. I suggest one the day after, within your weekly budget.")
_GOING = say("You said that you are going to this meetup. It does not count against your weekly budget.")
_SWITCH = say("To decide what you are asked, say: {example}.", example=Code("what may you ask me?"))
REASONS = {
    NoticeKind.REMINDER: say("You set this reminder yourself. It does not count against your weekly budget."),
    NoticeKind.PROMISE: say("You told me about this promise and when it is due."),
    NoticeKind.NUDGE: say("You asked to keep in touch with this person at this pace."),
    NoticeKind.DIGEST: say("You asked for a daily digest at this hour."),
    NoticeKind.FOLLOWUP: say("You planned this follow-up."),
    NoticeKind.CHECK: _GOING,
    NoticeKind.GATHER: _GOING,
    NoticeKind.AFTER: say(
        "You were going to this meetup, or said that you were there. To get no such message any more, say: don't ask "
        "me the morning after."
    ),
    NoticeKind.CIRCLE: say("You asked at this meetup to be put in a group."),
    NoticeKind.TALLY: say("You host this meetup. It does not count against your weekly budget."),
    NoticeKind.CHANGED: say("You said that you are going to this meetup, and it was changed since."),
    NoticeKind.SEAT: say("You are waiting for a seat at this meetup."),
    NoticeKind.LAPSED: say("You waited for a seat at this meetup, one was kept for you, and that time is over."),
    NoticeKind.ANNOUNCE: say("Organisers chose this channel for the community's meetups."),
    NoticeKind.HOSTED: say("Organisers chose this channel for the community's meetups."),
    NoticeKind.REFRESH: say("Organisers chose this channel for the community's meetups."),
    NoticeKind.ANSWERED: say(
        "You posted this on the boards, and somebody answered. It does not count against your weekly budget."
    ),
    NoticeKind.STILL: say("You posted this on the boards, and it is about to end."),
    NoticeKind.SOLVED: say("Somebody says that you helped with what they posted on the boards."),
    NoticeKind.THANKED: say(
        "Somebody here thanked you. It comes once a day at most, and does not count against your budget."
    ),
    NoticeKind.VOUCH: say("You said that you may be asked about referrals. To end that: don't ask me about referrals."),
    NoticeKind.VOUCHED: say("You look for a referral, and somebody said yes."),
    NoticeKind.REFERRAL: say("You looked for a referral for two weeks."),
    NoticeKind.BULLETIN: say("Organisers chose this channel for the weekly digest of the boards."),
    NoticeKind.UNANNOUNCED: say("You host this meetup, and others have not been told of it."),
    NoticeKind.ASKED: say("You offered to be asked for this. You can stop it at any time, and a no is told to nobody."),
    NoticeKind.FOUND: say("You asked me to find somebody for you."),
    NoticeKind.NOBODY: say("You asked me to find somebody for you."),
    NoticeKind.AGENDA: say("One of you noted when your next mentoring session is, and you may read that note."),
    NoticeKind.SESSION: say("The other of the two of you in this mentoring shared it with you."),
    NoticeKind.MENTORING_ON: say("Nobody noted a session of this mentoring for six weeks."),
    NoticeKind.FIRST_DAYS: say("You said yes to a guide through your first days. To end it, say: stop guiding me."),
    NoticeKind.MENTORING_OVER: say("You were one of the two in this mentoring."),
    NoticeKind.MENTORING_GONE: say("You were one of the two in this mentoring."),
    NoticeKind.ROUND_DRAWN: say("You take part in this round. It does not count against your weekly budget."),
    NoticeKind.ROUND_TOGETHER: say("A round put you in this group."),
    NoticeKind.ROUND_ASKED: say("A round put you in this group. It does not count against your weekly budget."),
    NoticeKind.GAVE_WAY: say("You had a seat at this meetup, did not confirm it, and somebody was waiting."),
    NoticeKind.WOULD_MEET: say("Another member asked for this introduction. {switch}", switch=_SWITCH),
    NoticeKind.INTRODUCED: say("You said yes to this introduction, and so did the other."),
    NoticeKind.CAME_ABOUT: say("You asked me to introduce these two."),
    NoticeKind.DID_MEET: say("I introduced you to each other, and ask both what became of it."),
    NoticeKind.CONFIRM: say(
        "Another member recorded that you met, and asks you to confirm it. {switch}", switch=_SWITCH
    ),
    NoticeKind.KNOWS: say(
        "You agreed to be asked about people you noted, and somebody looks for one of them. {switch}", switch=_SWITCH
    ),
    NoticeKind.WOULD_HELP: say("You asked who could introduce you, and somebody said yes."),
}
"""Why each kind of notice came, where it was asked for."""


def _reason(due: Due) -> Phrase:
    return _SUGGESTED if due.unasked and due.kind is NoticeKind.FOLLOWUP else REASONS[due.kind]
