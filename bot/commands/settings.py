"""A member's own settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from enum import StrEnum
from typing import Annotated, Literal

from bot.command import Command, Ctx, Slot
from bot.domain.members import Member, QuietHours, ZoneFrom
from bot.domain.times import Moment, ZoneName
from bot.kinds.choices import Off, choice_of
from bot.kinds.counts import CountKind
from bot.kinds.plans import LEAD
from bot.kinds.profiles import SWITCH, Switch
from bot.kinds.times import EARLY_HOUR, HOUR, HOURS, MOMENT, ZONE
from bot.locales import LOCALE, english_name
from bot.registry import command
from bot.reply import Button, Buttons, Form, Heading, Line, Part, Reply, Small, call
from bot.support import resting
from bot.words import Code, Phrase, Strong, say


class Edit(StrEnum):
    YES = "yes"


class Settings(Command):
    """See or change your zone, language, quiet hours, digest and message budget."""

    zone: Annotated[ZoneName | None, Slot("Time zone", lead=("zone", "timezone", "time zone"), kind=ZONE)] = None
    language: Annotated[str | None, Slot("Language", lead=("language", "lang"), kind=LOCALE)] = None
    quiet: Annotated[
        QuietHours | Literal[Off.OFF] | None, Slot("Quiet hours", lead=("quiet", "quiet hours"), kind=HOURS)
    ] = None
    digest: Annotated[
        time | Literal[Off.OFF] | None, Slot("Daily digest at", lead=("digest", "digest at"), kind=EARLY_HOUR)
    ] = None
    budget: Annotated[
        int | None, Slot("Unasked messages a week", lead=("budget",), kind=CountKind("number", least=0, most=20))
    ] = None
    afterwards: Annotated[
        Switch | None, Slot("Ask me the morning after a meetup", lead=("afterwards",), kind=SWITCH)
    ] = None
    ahead: Annotated[
        int | Literal[Off.OFF] | None,
        Slot("How long before a meetup to write", lead=("ahead",), kind=LEAD),
    ] = None
    silent_from: Annotated[time | None, Slot("No messages after", kind=HOUR, hidden=True)] = None
    silent_until: Annotated[time | None, Slot("No messages before", kind=HOUR, hidden=True)] = None
    until: Annotated[Moment | None, Slot("Until when", kind=MOMENT, hidden=True)] = None
    less: Annotated[Edit | None, Slot("Less", kind=choice_of(Edit), hidden=True)] = None
    edit: Annotated[Edit | None, Slot("Edit", kind=choice_of(Edit), hidden=True)] = None


@command(
    "settings",
    phrases=(
        "~ settings|preferences ~",
        "settings ...",
        "how do|can i change|set|fix|update|see my|the timezone|zone|digest|budget|language",
        "how do|can i change|set|fix|update|see my|the time zone|hour",
        "how do|can i change|set|fix|update|see my|the quiet hours",
        "set|change [my] timezone|zone [to] {zone}",
        "set|change [my] time zone [to|as] {zone}",
        "my timezone|zone is [now] {zone}",
        "my time zone is [now] {zone}",
        "what|what's|whats|which ~ timezone|zone|budget|digest ~",
        "what|what's|whats|which ~ time zone|quiet hours ~",
        "what|what's|whats|when ~ digest time|hour|come|coming",
        "how many messages|suggestions|pings ~ a|per|each|every day|week|month",
        "timezone|zone [is] {zone!}",
        "time zone [is] {zone!}",
        "i [now] live in {zone!}",
        "i live in {zone!} now",
        "i [have] [just] moved to {zone!}",
        "i'm [now] in {zone!}",
        "i am [now] in {zone!}",
        "use {zone!} time",
        "[i'm] in|on {zone} time",
        "i'm|i've [arrived] back in {zone!}",
        "i am back in {zone!}",
        "i'm [back] in {zone!} now|again",
        "i am [back] in {zone!} now|again",
        "i'm [back] in {zone!} until|till {until!}",
        "i am [back] in {zone!} until|till {until!}",
        "i'm [back] in {zone!} for {until!}",
        "i am [back] in {zone!} for {until!}",
        "set|change [my|the] language [to] {language}",
        "my language is {language}",
        "language {language!}",
        "speak|talk|write|answer [to me|me] [in] {language!}",
        "[set] [my] quiet hours [to|from|are] {quiet}",
        "quiet from|between {quiet!}",
        "no|stop|disable|end quiet hours =quiet:off",
        "turn|switch off quiet hours =quiet:off",
        "[set|move|change] [my|the] [daily] digest [hour|time] [at|to] {digest}",
        "send [me] [my|a|the] [daily] digest [daily] [at] {digest}",
        "send [me] [my|a|the] digest every day|morning at {digest}",
        "no|stop|disable [the|my|more] [daily] digest =digest:off",
        "i don't want a|the|any [daily] digest [anymore|any more] =digest:off",
        "don't|never send [me] a|the|any|my [daily] digest =digest:off",
        "turn|switch off [the|my] [daily] digest =digest:off",
        "turn|switch [the|my] [daily] digest off =digest:off",
        "turn|switch on [the|my] [daily] digest =digest:09:00",
        "turn|switch [the|my] [daily] digest on =digest:09:00",
        "i want a|the [daily] digest =digest:09:00",
        "don't|never message|write|text|ping|contact|bother|disturb|notify [to] me after|past {silent_from!}",
        "don't|never message|write|text|ping|contact|bother|disturb|notify [to] me before {silent_until!}",
        "don't|never message|write|text|ping|contact|bother|disturb|notify [to] me between|from {quiet!}",
        "don't|never message|write|text|ping|notify [to] me after {silent_from!} or|and before {silent_until!}",
        "no messages|notifications|pings after|past {silent_from!}",
        "no messages|notifications|pings before {silent_until!}",
        "no messages|notifications|pings between|from {quiet!}",
        "no messages|notifications|pings after {silent_from!} or|and before {silent_until!}",
        "[set] [my] [weekly] budget [to|of] {budget}",
        "[only] {budget} unasked|unprompted|unsolicited messages|suggestions|pings [a|per|each|every] [week]",
        "only|just {budget} messages|suggestions|pings a|per|each|every week",
        "[at] max|most|maximum {budget} [unasked|unprompted|unsolicited] messages|suggestions|pings [a|per] [week]",
        "[at] max|most|maximum {budget} message|suggestion|ping [a|per] [week]",
        "i want|need at most {budget} message|messages|suggestion|suggestions [a|per] [week]",
        "less of this =less:yes",
        "less|fewer messages|suggestions =less:yes",
        "write|message me less =less:yes",
        "you write|message|text|ping [me] too much|often =less:yes",
        "too many messages|suggestions|pings =less:yes",
        "don't suggest anything =budget:0",
        "no [more] suggestions =budget:0",
        "stop|disable [the|your|all] suggestions =budget:0",
        "stop suggesting [things|people|anything] =budget:0",
        "turn|switch off [the|all] suggestions =budget:0",
        "turn|switch [the|all] suggestions off =budget:0",
        "turn|switch on [the] suggestions =budget:3",
        "[do] ask me [whom i talked to] the morning|day after =afterwards:on",
        "ask me the morning|day after [a|each|every] meetup|meetups =afterwards:on",
        "[please] ask me after meetups =afterwards:on",
        "don't|never|stop ask|asking me the morning|day after =afterwards:off",
        "don't|never|stop ask|asking me the morning|day after [a|each|every|the] meetup|meetups =afterwards:off",
        "don't|never|stop ask|asking me after meetups =afterwards:off",
        "don't|never|stop ask|asking me who|whom i talked to =afterwards:off",
        "turn|switch [the] suggestions on =budget:3",
        "remind|tell|notify me of|about meetups|meetings {ahead!} before|earlier|ahead|beforehand",
        "remind|tell|notify me {ahead!} before a|each|every|any meetup",
        "remind|tell|notify me {ahead!} before meetups",
        "don't|never remind|tell|notify me before a|each|every meetup|meetups =ahead:off",
        "don't|never remind|tell|notify me before meetups =ahead:off",
    ),
    examples=("settings zone Lisbon", "quiet hours 21:00-08:00", "digest at 8:30"),
)
async def settings(cmd: Settings, ctx: Ctx) -> Reply:
    if cmd.edit is not None:
        return Reply.of(Form("settings", _as_said(ctx.member), {}))
    changed = _changed(cmd, ctx)
    if changed != ctx.member:
        await ctx.work.members.save(changed)
    before, after = _lines(ctx.member), _lines(changed)
    news = tuple(line for line in after if line not in before)
    heading = Heading(say("Saved: {settings}", settings=news) if news else say("Your settings"))
    lines = [*(Line(line) for line in after), *resting(changed, ctx.now)]
    aside = Small(say("Reminders you already set keep the zone they were set in. Your settings are yours alone."))
    change = Button(say("Change"), call("settings", edit="yes"))
    return Reply.of(heading, *lines, *_promptly(cmd, ctx), aside, Buttons.of(change))


def _promptly(cmd: Settings, ctx: Ctx) -> list[Part]:
    """What a member could expect of these settings and would not get."""
    parts: list[Part] = []
    if cmd.silent_from is not None or cmd.silent_until is not None:
        parts.append(Line(say("What you ask for at a time within these hours still comes then.")))
    if cmd.until is not None:
        day, before = cmd.until.local.date(), Code(f"I'm in {ctx.member.zone}")
        back = call("remind", what=f"set my time zone back to {ctx.member.zone}", when=f"{day} 09:00")
        parts.append(Line(say("It stays so after {day} until you tell me: {example}", day=day, example=before)))
        parts.append(Buttons.of(Button(say("Remind me then"), back)))
    return parts


def _changed(cmd: Settings, ctx: Ctx) -> Member:
    member = ctx.member
    if cmd.zone is not None:
        member = member.living_in(cmd.zone, told_by=ZoneFrom.MEMBER, now=ctx.now)
    if cmd.quiet is not None:
        member = replace(member, quiet=None if cmd.quiet is Off.OFF else cmd.quiet)
    if cmd.silent_from is not None or cmd.silent_until is not None:
        hours = member.quiet or QuietHours()
        member = replace(member, quiet=QuietHours(cmd.silent_from or hours.start, cmd.silent_until or hours.end))
    if cmd.digest is not None and cmd.digest != (member.digest and member.digest.local.time()):
        member = member.digesting_at(None if cmd.digest is Off.OFF else cmd.digest, now=ctx.now)
    budget = member.budget if cmd.budget is None else cmd.budget
    budget = max(0, budget - 1) if cmd.less is not None else budget
    if cmd.afterwards is not None:
        member = replace(member, afterwards=cmd.afterwards is Switch.ON)
    if cmd.ahead is not None:
        member = replace(member, gather_minutes=None if cmd.ahead is Off.OFF else cmd.ahead)
    return replace(member, locale=cmd.language or member.locale, budget=budget)


def _lines(member: Member) -> tuple[Phrase, ...]:
    quiet = HOURS.write(member.quiet) if member.quiet else None
    return (
        say("Time zone: {zone}", zone=Strong(member.zone)),
        say("Language: {language}", language=Strong(english_name(member.locale))),
        say("Quiet hours: {hours}", hours=Strong(quiet)) if quiet else say("Quiet hours: off"),
        say("Daily digest: {time}", time=member.digest.local.time()) if member.digest else say("Daily digest: off"),
        say("Unasked messages: at most {count} a week", count=member.budget)
        if member.budget
        else say("Suggestions and other unasked messages: off"),
        say("Before a meetup you come to: I write {time} ahead", time=LEAD.write(member.gather_minutes))
        if member.gather_minutes is not None
        else say("Before a meetup you come to: I write nothing"),
        say("The morning after a meetup: I ask you whom you talked to")
        if member.afterwards
        else say("The morning after a meetup: I ask nothing"),
    )


def _as_said(member: Member) -> dict[str, str]:
    return {
        "zone": member.zone,
        "language": member.locale,
        "quiet": HOURS.write(member.quiet) if member.quiet else "off",
        "digest": f"{member.digest.local:%H:%M}" if member.digest else "off",
        "budget": str(member.budget),
        "ahead": LEAD.write(member.gather_minutes),
        "afterwards": Switch.ON if member.afterwards else Switch.OFF,
    }
