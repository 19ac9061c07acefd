"""Pressing a button in words: "yes" to what Hallway asked a while ago, or what stands on one of its buttons."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.talk import Filling, ItemKind
from bot.errors import NotPossible
from bot.notices.composing import as_it_stands
from bot.reply import Buttons
from bot.words import PLAIN, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Ctx
    from bot.reply import Button

FRESH_FOR = timedelta(hours=36)
"""How long a message that nothing was said since can be answered in words: until the next evening. What was said is
known for longer than this."""

_THINGS = frozenset(ItemKind)
"""What comes up by itself has commands of its own for each of its buttons, which know for how long it is "that"."""

_LONGEST = 40
_MOST_MESSAGES = 5
_YES = frozenset({"yes", "y", "yeah", "yep", "yup", "sure", "yes please", "ok", "okay"})
_NO = frozenset({"no", "n", "nope", "nah", "no thanks", "no thank you", "not now"})
_NOES = ("no", "not")
_NOT_MET = _NO | {
    "not yet",
    "no, not yet",
    "no not yet",
    "we didn't",
    "we did not",
    "no, we didn't",
    "no we didn't",
    "we haven't",
    "we have not",
    "no, we haven't",
    "no we haven't",
    "didn't happen",
    "it didn't happen",
    "haven't",
}
_HAVE_YOU_MET = "we met"
"""The one answer to "have you met?" that is a yes; a no may be one of several."""


async def pressed_in_words(ctx: Ctx, text: str) -> Filling | None:
    """What the button stands for that these words mean, of those below what arrived since the member's last act; none
    where they mean none. Raise NotPossible for a yes or a no that several of those messages ask for, and for what
    stands on several buttons of one.

    Only what is written on a button counts, and a yes or a no: everything else is a sentence of its own.
    """
    said = _plain(text)
    if ctx.place.channel is not None or not said or len(said) > _LONGEST:
        return None
    fresh = await _fresh(ctx)
    meant = [_meant(buttons, said) for buttons in fresh]
    found = [each[0] for each in meant if len(each) == 1]
    if not found and any(meant):
        raise NotPossible(say("Several buttons say that. Press the one beside the name that you mean."))
    noes = [noes for buttons in fresh if (noes := _noes(buttons, said))]
    if len(found) + len(noes) > 1 and said in _YES | _NOT_MET:
        raise NotPossible(say("I asked you more than one thing. Press the button below the one that you mean."))
    if noes:
        raise _which_of(noes[0])
    return Filling(found[0].call.command, found[0].call.slots, ctx.now) if found else None


async def _fresh(ctx: Ctx) -> list[tuple[Button, ...]]:
    """The buttons of each message that nothing was said or pressed since, the last one first."""
    found: list[tuple[Button, ...]] = []
    for arrived in (await ctx.work.outbox.sent_since(ctx.member.id, ctx.now - FRESH_FOR))[:_MOST_MESSAGES]:
        if await ctx.work.recent_acts(ctx.member.id, arrived.sent_at) > 1:  # this very act is one
            break
        if arrived.due.kind.value in _THINGS:
            continue
        reply = await as_it_stands(ctx.work, arrived.due, ctx.member, ctx.now)
        found += [] if reply is None else [reply.buttons]
    return found


def _meant(buttons: Sequence[Button], said: str) -> list[Button]:
    """Those of a message's buttons that may be meant."""
    labelled = [(_plain(PLAIN.put(each.label)), each) for each in buttons]
    written = [each for label, each in labelled if label == said]
    return written or [each for label, each in labelled if _is_such(label, said)]


def _is_such(label: str, said: str) -> bool:
    first = label.partition(" ")[0].rstrip(",")
    if said in _YES:
        return first == "yes" or label == _HAVE_YOU_MET
    if said in _NO:
        return first in _NOES
    return said == first == "stop"


def _noes(buttons: Sequence[Button], said: str) -> list[Button]:
    """The answers to "have you met?" that are no yes, where that was asked, a no was said, and none of them says so."""
    if said not in _NOT_MET or _meant(buttons, said):
        return []
    labels = [_plain(PLAIN.put(each.label)) for each in buttons]
    return [
        each for each, label in zip(buttons, labels, strict=True) if label != _HAVE_YOU_MET and _HAVE_YOU_MET in labels
    ]


def _which_of(noes: Sequence[Button]) -> NotPossible:
    said = "A no can mean either of these. Press the one that you mean, or write it: {labels}."
    error = NotPossible(say(said, labels=tuple(each.label for each in noes)))
    error.also = (Buttons(tuple(noes)),)
    return error


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split()).strip(" .!…")
