"""What can be said of a meeting, whether it is being recorded or put right, and how it is read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Slot
from bot.kinds.texts import NOTE, WHOM
from bot.kinds.times import DAY, DUE
from bot.reply import Line, Part
from bot.words import Exactly, Phrase, say

if TYPE_CHECKING:
    from bot.domain.introductions import Introduction, Promise

_CALLS = "zoom|teams|skype|facetime|jitsi|hangouts|call|webinar|huddle|phone"
_NETWORKS = "slack|discord|signal|whatsapp|telegram|matrix|irc|linkedin|twitter|mastodon|bluesky|x"
"""Where one meets who is elsewhere, "via Zoom"; through a network one may also be brought together, "via LinkedIn"."""
_WILL = ("i'd|i'll", "i would|will")

WHERE_SLOT = Slot(
    "Event or place",
    "Where was that?",
    lead=("at", "in", "during", "over|up|down at"),
    keeps=(
        *"after before outside near over on behind".split(),
        f"on|over|via|through [a|an|the] [quick|video|phone|zoom|slack|discord|teams] {_CALLS}",
        *(f"on|over [the] {_NETWORKS}", "next to", "by the"),
    ),
)
ABOUT_SLOT = Slot(
    "What you talked about",
    "What did you talk about?",
    lead=(
        "about",
        "regarding|concerning|re",
        "[the] topic [was|were]",
        "[i|we] [mostly|mainly|briefly] talked|spoke|speaked|chatted|talking|chatting [with] [her|him|them] about",
        "talked|spoke|chatted briefly about",
        "[i|we] talked|spoke|chatted [a lot|a bit|for hours|for ages|for a while|for an hour|at length] about",
        "[we|to|for] discussed|discussing|discuss",
        "for talking|chatting about",
        "to talk|speak|chat about",
        "[we|i] went through|over",
        "[we] had a [nice|great|good|long|quick] chat|talk|conversation about",
        "we speak|talk|chat|spoken about",
        "[i] told|asked him|her|them about",
        "[where|when|there] [we] discussed",
        "where|when we talked|spoke|chatted [a lot|at length] about",
        "with whom i discussed|debated",
        "with whom i [have] talked|spoke|spoken|chatted about",
        "[and] we [have|had] [also] talked|spoken|chatted|spoke [a lot|a bit|lots|mostly|long] [about|on|of] about",
        "[and] we [have|had] discussed",
        "[and] we ended up talking|chatting|discussing [all] [about]",
        "we got talking|chatting about",
        "[and] our|the chat|talk|conversation|discussion was [all|mostly|mainly] about",
        "[and] it was [all|mostly|mainly] about",
        "[we] talked|chatted",
        "[and] it's|its [all|mostly|mainly] about",
        "because of",
        "on the subject|topic|matter of",
        "[mostly|mainly] about",
        "[and] we [have|had] [also] talked|spoke|spoken|discussed of",
        "[the] topic was|being",
    ),
    keeps=("to plan|prepare|review|organise|organize|brainstorm|design",),
)
WHEN_SLOT = Slot("When you met", "When was that?", lead=("on",), kind=DAY)
VIA_SLOT = Slot(
    "Who brought you together",
    lead=("via", "through", "thanks to", "introduced by", "by way of", "through the introduction of"),
    kind=WHOM,
)
PROMISE_SLOT = Slot(
    "What you promised",
    "What did you promise?",
    lead=(
        "[i|i've|i have] [also] promised [all|both] [of] [him|her|them] [to]",
        *(f"[i|i've|i have] [also] promised [him|her|them] [that] {will}" for will in _WILL),
        *(f"[i] told him|her|them [that] {will}" for will in _WILL),
        *(f"[i] said [that] {will}" for will in _WILL),
        "[i] will|i'll",
        "i'm going|gonna [to]",
        "i'm|im supposed|meant to",
        "promise [him|her|them] [to]",
        "[i] agreed|offered|promised|committed|volunteered|pledged|swore|vowed to",
        "[i] gave|given [him|her|them] my word [that] [i'd|i'll|i]",
        "[i] [also] told|promised|assured him|her|them [that] i",
        "[i] [still] need|have|ought to",
        "[i] must|should",
        "[i] [still] owe him|her|them",
    ),
    runs_on=True,
    dated_by="by",
)
BY_SLOT = Slot(
    "When the promise is due", "When is that due?", lead=("by", "before", "until", "till", "no later than"), kind=DUE
)
NOTE_SLOT = Slot(
    "Anything to remember",
    lead=("note", "notes", "remember", "nb"),
    kind=NOTE,
    runs_on=True,
    bare=True,
    keeps=tuple("from of for who whose she he they she's he's they're works working after before during while".split()),
)


def read_back(introduction: Introduction, promise: Promise | None) -> list[Part]:
    """Every slot that was understood, so that nothing is wrong in silence."""
    lines: list[Phrase | str | None] = [
        introduction.where and say("Where: {where}", where=introduction.where),
        introduction.about and say("About: {about}", about=introduction.about),
        say("When: {day}", day=introduction.on),
        introduction.via and say("Via: {via}", via=introduction.via),
        introduction.note and say("Note: {note}", note=introduction.note),
    ]
    if promise is not None and promise.due is not None:
        lines.append(
            say(
                "You promised: {promise}. I will remind you on {due}.",
                promise=promise.text,
                due=Exactly(promise.due),
            )
        )
    elif promise is not None:
        lines.append(say("You promised: {promise} (no date given, so no reminder)", promise=promise.text))
    return [Line(line) for line in lines if isinstance(line, Phrase)]
