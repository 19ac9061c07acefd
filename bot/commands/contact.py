"""Touches that keep a contact alive."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.people import ContactKind
from bot.domain.talk import ItemKind, ItemRef
from bot.kinds import PersonRef
from bot.kinds.choices import choice_of
from bot.kinds.people import PERSON, exact
from bot.kinds.times import DAY
from bot.notebook import contact_with, kept_by, person_of, settle_follow_ups, touch
from bot.registry import command
from bot.reply import Button, Buttons, Line, Part, Reply, call
from bot.words import by_name, say

_KIND_OF = (
    "coffee|really|quick|short|brief|long|nice|great|good|lovely|fun|interesting|video|phone|zoom|virtual|late|early"
)
"""What kind of coffee or talk it was."""

_A_TALK = "call|chat|talk|conversation|catch-up|exchange|discussion"
_OUTINGS = "walk|run|hike|ride|swim|stroll|climb|coffee|tea|drink|drinks|beer|beers|pint|pints|lunch|dinner|breakfast"
_SPORTS = "climbing|running|hiking|cycling|swimming|bouldering|surfing|skiing|sailing|walking|dancing|shopping"
_DONE_WITH = (
    "zoomed|skyped|paired|collaborated|worked|walked|connected|travelled|traveled|debugged|coded|programmed|hacked|"
    "brainstormed|ran|hiked|cycled|climbed|ate|trained|lunched|dined"
)
"""What people do together, which is to be in touch."""

_PLEASANT = "nice|great|good|lovely|fun|interesting|wonderful|fascinating|fantastic|productive"
"""What only something that was is called."""

_NETWORKS = "zoom|slack|discord|signal|linkedin|whatsapp|telegram|teams|matrix|irc|mastodon|bluesky|twitter|instagram"


class RecordContact(Command):
    """Record that you were in touch with someone."""

    person: Annotated[PersonRef, Slot("Who you were in touch with", "Who were you in touch with?", kind=PERSON)]
    about: Annotated[
        str | None,
        Slot(
            "What about",
            lead=(
                *("about", "that"),
                "regarding|concerning|re",
                "[we] talked|spoke|chatted about",
                "[we|to] discussed|discussing|discuss",
                "[we|i] went through|over",
                "[and] our|the chat|talk|conversation|discussion was [all|mostly|mainly] about",
                "[and] it was [all|mostly|mainly] about|for|regarding",
                "[and] it's|its [all|mostly|mainly] about",
                "because of",
                "on the subject|topic|matter of",
                "[mostly|mainly|all] about",
                "with",
                "for",
                "to",
            ),
            runs_on=True,
            keeps=(
                *("after", "before", "at", "in", "over", "during", "via"),
                *(f"[on] {_NETWORKS}", f"over {_NETWORKS}", f"via {_NETWORKS}", "on the phone", "over the phone"),
                "over coffee|lunch|dinner|breakfast|drinks|beers",
                *("[and] we agreed|decided|planned|arranged", "[but] no answer|reply|response [yet]"),
                "all good|fine|well|agreed|set|sorted|clear|ok|okay|settled|confirmed",
                "[it|all] went well|great|fine",
            ),
        ),
    ] = None
    when: Annotated[date | None, Slot("When", lead=("on",), kind=DAY)] = None
    how: Annotated[ContactKind | None, Slot("How", lead=("by",), kind=choice_of(ContactKind))] = None


_HELPED_TO = (
    "debug|fix|find|write|set|install|deploy|move|prepare|review|understand|test|build|get|solve|migrate|port|learn|"
    "carry|choose|plan|polish|clean|run|configure|refactor|organise|organize|improve|design|draft|make|apply|update|upgrade"
)
"""What people help others to do."""

_GIVING = (ContactKind.WROTE, ContactKind.HELPED)
"""What promises are kept by."""


@command(
    "contact",
    phrases=(
        "I talked|spoke|chatted [briefly] to|with {person} =how:talked",
        f"WHEN [{_KIND_OF}] coffee|lunch|dinner|breakfast|brunch|tea|beer|beers|drinks with {{person}} =how:talked",
        f"WHEN [{_KIND_OF}] call|chat|talk|conversation|sync|meeting|catch-up|zoom with {{person}} =how:talked",
        "WHEN [quick|short|long] 1:1|1-1|1on1|one-on-one with {person} =how:talked",
        "I talked|spoke|chatted {about-} with {person} =how:talked",
        "I hung up|off with {person} =how:talked",
        "I exchanged|swapped|traded [a] [few|some|*] whatsapps|slacks|notes|voice with {person} =how:wrote",
        "[a|one|another] call|meeting|chat|talk|conversation happened with {person} =how:talked",
        "{person} and i|me messaged|texted|emailed|wrote|dmed|dm'd ... =how:wrote",
        "[i] [was] [just] on the phone|line with {person} =how:talked",
        "{person} i [have|just] called|phoned|rang him|her|them ... =how:talked",
        "{person} i [have|just] emailed|texted|messaged|written|wrote [to] him|her|them ... =how:wrote",
        "{person} and i we [have] talked|spoke|spoken|chatted ... =how:talked",
        "I been talking|chatting|speaking|phoning to|with {person} =how:talked",
        "I been texting|messaging|emailing|writing|dming|pinging [to|with] {person} =how:wrote",
        "I phoned|skyped|facetimed|zoomed|video-called with {person} =how:talked",
        "I held|led [a|an|another] [*] call|chat|talk|conversation|meeting|session with {person} =how:talked",
        f"I had [such] a|an|another|some [*] [*] {_A_TALK} with {{person}} =how:talked",
        "I had [such] a|an|another [*] [*] catch up with {person} =how:talked",
        "emails|e-mails|mails|messages|letters|texts were exchanged between {person} and me|myself ... =how:wrote",
        "[a|the] call|meeting|conversation|talk|chat took place with {person} =how:talked",
        "{person} has [just|finally] replied|answered|written|texted|emailed [to] [me|us] [back] ... =how:wrote",
        "{person} has [just|finally] called|phoned|rung|visited [me|us] [back] ... =how:talked",
        "{person} don|done reply|answer|text|email|message [to] [me|my] [mail|email|message] ... =how:wrote",
        "{person} don|done call me|us ... =how:talked",
        "{person} [just|finally] answered my mail|email|e-mail|message|text|dm ... =how:wrote",
        "I shared|split a|the cab|taxi|ride|car with {person} =how:talked",
        "I spoken to|with {person} =how:talked",
        "I called|phoned|rang|visited {person} =how:talked",
        "I [had] caught|catched up with {person} =how:talked",
        f"I had|grabbed|got [a|another|some] [{_KIND_OF}] coffee|tea|drink|beer|beers with {{person}} =how:talked",
        "I had|grabbed|got [a|some] drinks with {person} =how:talked",
        f"I had|grabbed|got [a|another] [{_KIND_OF}] lunch|dinner|breakfast|brunch with {{person}} =how:talked",
        "I had [a|an|another] [really] [*] [video|phone|zoom] call|chat|talk|conversation with {person} =how:talked",
        "I had [a|an|another] [*] meeting|catch-up|sync|zoom|hangout|huddle|word|session|1:1 with {person} =how:talked",
        "I had [a|an|another] [*] catch up with {person} =how:talked",
        f"[really] {_PLEASANT} call|chat|talk|meeting|conversation|catch-up with {{person}} =how:talked",
        f"[really] {_PLEASANT} coffee|lunch|dinner|breakfast with {{person}} =how:talked",
        f"[it was] [so|really] {_PLEASANT} talking|chatting|speaking to|with {{person}} =how:talked",
        f"[it was] [so|really] {_PLEASANT} catching up with {{person}} =how:talked",
        "I got|was|am off|on the phone with {person} =how:talked",
        "I got|came out of|from a|the|my [quick|long|video|zoom] call|meeting with {person} =how:talked",
        "I got|came off a|the|my [quick|long|video|zoom] call|meeting with {person} =how:talked",
        f"I did|jumped|hopped [on] a|another [{_KIND_OF}] call|zoom|interview with {{person}} =how:talked",
        "I talked|spoke|chatted on|over|via [the] phone|zoom|slack|discord to|with {person} =how:talked",
        f"I went [out] for|to [a|an|some] [*] {_OUTINGS} with {{person}} =how:talked",
        f"I went {_SPORTS} with {{person}} =how:talked",
        "I played * with {person} =how:talked",
        "I gave {person} a [quick] call|ring|buzz|shout ... =how:talked",
        "I bought|got {person} a coffee|beer|drink|pint ... =how:talked",
        "I gave|lent {person} a hand ... =how:helped",
        "I lent {person} {about} =how:helped",
        "{person} lent me {about} =how:asked",
        "I slacked|whatsapped|telegrammed|signalled [with] {person} =how:wrote",
        "I was on|in a call|meeting with {person} =how:talked",
        "I hung out with {person} =how:talked",
        "{person} and i talked|spoke|chatted ... =how:talked",
        f"{{person}} and i had|grabbed [a|an] [{_KIND_OF}] coffee|lunch|dinner|call|chat|talk|beer ... =how:talked",
        "{person} [just|finally] replied|answered|responded ... =how:wrote",
        "{person} [just] called|phoned|rang ... =how:talked",
        "{person} [just] emailed|texted|messaged ... =how:wrote",
        "I got|started talking|chatting to|with {person} =how:talked",
        f"I {_DONE_WITH} with {{person}} =how:talked",
        "I sat [down] with {person} =how:talked",
        "I pair|mob programmed [all] [day|morning|afternoon|evening] with {person} =how:talked",
        "I paired|worked|collaborated with {person} on {about} =how:talked",
        "I left|dropped|shot {person} a|an [quick|short] line|voicemail|message|note|email|mail|text|dm ... =how:wrote",
        "I left|dropped|shot a|an [quick|short] line|voicemail|message|note|email|text|dm for|to {person} =how:wrote",
        "I reviewed {person's} {about} =how:helped",
        "I gave [some] feedback|advice|help to {person} on|about|with {about} =how:helped",
        "I gave [some] feedback|advice|help to {person} =how:helped",
        "I gave {person} [some] feedback|advice|help on|about|with {about} =how:helped",
        "{person} helped me|us [out] ... =how:asked",
        f"{{person}} helped me|us [to] >{_HELPED_TO} {{about}} =how:asked",
        "I spent time|an hour|the day|evening|afternoon|morning with {person} =how:talked",
        "I saw|seen {person} =how:talked",
        "I emailed|e-mailed|messaged|texted|dmed|dm'd|pinged|mailed|contacted [with] {person} =how:wrote",
        "I exchanged|swapped|traded [*] emails|mails|messages|dms|texts|letters|numbers with {person} =how:wrote",
        "I emailed|e-mailed|mailed|texted|messaged|posted a|an|the|my|our|some {about} to {person} =how:wrote",
        "I shared {about} with {person} =how:wrote",
        "{person} shared {about} with me|us =how:wrote",
        "{person} got in touch ... =how:wrote",
        "{person} reached out [to] [me|us] ... =how:wrote",
        "{person} came|dropped|stopped by|over|round ... =how:talked",
        "I mentored|coached|tutored|onboarded {person} =how:helped",
        "I wrote|written [back] [to] {person} =how:wrote",
        "I wrote|sent [an|a] [*] email|message|dm|text|note|line|mail|letter to {person} =how:wrote",
        "I wrote|sent {person} [an|a] [*] email|message|dm|text|note|line|mail about|re|regarding {about} =how:wrote",
        "I sent {person} {about} =how:wrote",
        "I did send|email {person} {about} =how:wrote",
        "I did send|email {about} to {person} =how:wrote",
        "I sent|forwarded {about} to {person} =how:wrote",
        "I forwarded {person} {about} =how:wrote",
        "I emailed|e-mailed|messaged|texted|dmed|dm'd|pinged|mailed|wrote {person} {about} =how:wrote",
        "{person} [just|finally] emailed|messaged|texted|sent|mailed|wrote|dm'd|forwarded me|us {about} =how:wrote",
        "{person} emailed|e-mailed|messaged|texted|dmed|dm'd|pinged|mailed me|us ... =how:wrote",
        "{person} [just|finally] wrote|replied|answered|responded [back] [to] me|us ... =how:wrote",
        "{person} [just|finally] wrote|emailed|messaged|texted|pinged back ... =how:wrote",
        "{person} [just|finally] got back to me|us ... =how:wrote",
        "{person} [just|finally] called|phoned|rang|visited me|us [back] ... =how:talked",
        "I replied|answered|responded to {person} =how:wrote",
        "I replied|answered|responded [to] {person's} {about} =how:wrote",
        "I answered {person} =how:wrote",
        "I heard [back] from {person} =how:wrote",
        "[a|an|another] [*] email|e-mail|mail|dm|message|text|reply from {person} =how:wrote",
        "[a|another] [*] call from {person} =how:talked",
        "I showed|taught {person} [how] [to] {about} =how:helped",
        "I got|received [a|an] [*] reply|answer|email|message|response|dm|text|mail|invite from {person} =how:wrote",
        "I got a call from {person} =how:talked",
        "I got [back] in touch with {person} =how:wrote",
        "I got back to {person} =how:wrote",
        "I reached out to {person} =how:wrote",
        "I followed up with {person} =how:wrote",
        "I checked [back] in with|on {person} =how:talked",
        "I congratulated|interviewed|advised|briefed {person} =how:talked",
        "I congratulated|advised|briefed {person} on {about} =how:talked",
        "I helped {person} =how:helped",
        "I helped {person} {about} =how:helped",
        f"I helped {{person}} [to] >{_HELPED_TO} {{about}} =how:helped",
        "I asked {person} =how:asked",
        "I asked {person} {about} =how:asked",
    ),
    examples=("talked to Ana Silva today about Arrow", "emailed Bo", "helped Priya with her talk"),
)
async def record_contact(cmd: RecordContact, ctx: Ctx) -> Reply:
    day = cmd.when or ctx.today
    person = await person_of(ctx, cmd.person)
    contact = contact_with(ctx, person, cmd.how or ContactKind.TALKED, on=day, about=cmd.about)
    person = await touch(ctx, person, contact)
    parts: list[Part] = [
        Line(say("Recorded: in touch with {person} on {day}.", person=by_name(person), day=day)),
    ]
    if cmd.about:
        is_topic = contact.topic == cmd.about
        parts.append(Line(say("About: {about}", about=cmd.about) if is_topic else say("Noted: {text}", text=cmd.about)))
    kept = await kept_by(ctx, person, cmd.about) if cmd.how in _GIVING and cmd.about else None
    if kept is not None:
        parts.append(Line(say("That keeps your promise: {promise}", promise=kept.text)))
    if await settle_follow_ups(ctx, person.id, day):
        parts.append(Line(say("That settles the follow-up with {person}.", person=person.name)))
    if person.nudge is not None:
        parts.append(Line(say("Next time to be in touch: {day}.", day=person.nudge.local.date())))
    ref = exact(PersonRef(person.name, person.id))
    parts.append(Buttons.of(Button(say("Follow up in a week"), call("follow-up", person=ref, when="in a week"))))
    return Reply.of(*parts, focus=ItemRef(ItemKind.CONTACT, contact.id), person=person.id)
