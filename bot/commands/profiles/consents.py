"""Who sees one's profile: a switch for each, all of them off until they are switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.profiles import Consent, shown
from bot.kinds.choices import choice_of
from bot.kinds.profiles import SWITCH, Switch
from bot.own_profile import AUDIENCES, described, keep_profile, own_profile, showcase_of
from bot.registry import command
from bot.reply import Button, Heading, Line, Reply, Row, Small, call
from bot.words import Phrase, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.profiles import Profile

WORDS: Mapping[Consent, Phrase] = {
    Consent.CARD: say(
        "Members who ask me for your card see your name, what you do, your pitch in one line and in full, your "
        "interests, offers, what you look for, languages, links, time zone, what you did and what others thanked you "
        "for."
    ),
    Consent.MEETUPS: say(
        "Before a meetup, members who go to it too see your name, what you do, your pitch in one line, your "
        "interests, offers, what you look for and languages."
    ),
    Consent.ORGANISERS: say(
        "Organisers see your name in their lists of members, with what you do, your interests, offers and what you "
        "look for; and whether you have noted nobody yet a month after joining. Never whom, never what."
    ),
    Consent.SEARCH: say(
        "Whoever searches, as in “who knows Rust”, can find you by what you do, your pitch in one line, your "
        "interests, offers and what you look for, and sees these with your name."
    ),
    Consent.ROUNDS: say(
        "Members whom a round puts you together with see your name, what you do, your pitch in one line, your "
        "interests, offers, what you look for and languages."
    ),
    Consent.INTRODUCTIONS: say(
        "Whoever is asked whether they would like to be introduced to you sees what you do, your pitch in one line and "
        "in full, your interests, offers and what you look for, but nothing that holds your name before you said yes."
    ),
}
"""What each member agrees to; `bot.domain.profiles.SHOWS` is what is done."""


class Consents(Command):
    """Decide who sees your profile; nobody does until you say so."""

    card: Annotated[Switch | None, Slot("Members who ask for my card", lead=("card",), kind=SWITCH)] = None
    meetups: Annotated[Switch | None, Slot("Others who go to the same meetup", lead=("meetups",), kind=SWITCH)] = None
    organisers: Annotated[Switch | None, Slot("Organisers, in their lists", lead=("organisers",), kind=SWITCH)] = None
    search: Annotated[Switch | None, Slot("Whoever searches: “who knows …”", lead=("search",), kind=SWITCH)] = None
    rounds: Annotated[Switch | None, Slot("Whom a round puts me with", lead=("rounds",), kind=SWITCH)] = None
    introductions: Annotated[
        Switch | None, Slot("Whoever may be introduced to me", lead=("introductions",), kind=SWITCH)
    ] = None


_ALL = " ".join(f"={consent}:off" for consent in Consent)


@command(
    "consent",
    phrases=(
        "consent",
        "consent ...",
        "[my] consents",
        "~ sees my profile|card",
        "~ see|read|find my profile|card",
        "~ my profile|card shown|visible to",
        "show|share my profile|card to|with others|everyone|everybody|members|people|anyone =card:on",
        "let others|everyone|everybody|members|people|anyone see my profile|card =card:on",
        "let others|everyone|everybody|members|people|anyone find me =search:on",
        "let others|everyone|everybody|members|people|anyone find me in|by [the] search|searches =search:on",
        "others|everyone|everybody|members|people|anyone can|may find me [in|by] [the] [search] =search:on",
        "show me in [the] search|searches =search:on",
        "let me be found =search:on",
        "don't|never let others|everyone|everybody|members|people|anyone find me =search:off",
        "show|share my profile|card to|with [the] organisers|organizers =organisers:on",
        "don't|never show|list me in [the] search|searches =search:off",
        "hide|remove me from|in [the] search|searches =search:off",
        "let [the] organisers|organizers see me|my [profile|card|name] =organisers:on",
        "[it's|it] [is] fine|ok|okay if [the] organisers|organizers see me|my [profile|card|name] =organisers:on",
        "[the] organisers|organizers can|may see me|my [profile|card|name] =organisers:on",
        "don't|never let [the] organisers|organizers see me|my [profile|card|name] =organisers:off",
        "don't|never show me|my [profile|card|name] to [the] organisers|organizers [lists] =organisers:off",
        "hide me|my [profile|card|name] from [the] organisers|organizers [lists|list] =organisers:off",
        "don't|never show me|my [profile|card|name] at|before [the] meetups =meetups:off",
        "don't|never show me|my [profile|card|name] to others at|before [the] meetups =meetups:off",
        "hide me|my [profile|card|name] at|before [the] meetups =meetups:off",
        "show me|my [profile|card|name] to others at|before [the] meetups =meetups:on",
        f"hide my profile|card {_ALL}",
        f"hide my profile|card from others|everyone|everybody|anyone|all {_ALL}",
        f"stop showing|sharing my profile|card {_ALL}",
        f"stop showing|sharing my profile|card to|with others|everyone|everybody|anyone|people {_ALL}",
        f"don't|never show|share my profile|card {_ALL}",
        f"don't|never show|share my profile|card to|with others|everyone|everybody|anyone|people {_ALL}",
    ),
    examples=("who sees my profile?",),
)
async def consents(cmd: Consents, ctx: Ctx) -> Reply:
    before = after = await own_profile(ctx)
    for consent in Consent:
        match getattr(cmd, consent):
            case Switch.ON:
                after = after.agreeing(consent, at=ctx.now)
            case Switch.OFF:
                after = after.refusing(consent)
            case _:
                continue
    if after != before:
        await keep_profile(ctx, after)
    heading = Heading(say("Who sees your profile"))
    aside = Small(say("Each is yours alone to switch, at any time. What is off, nobody else gets to see."))
    return Reply.of(*_news(before, after), heading, *(_row(consent, after) for consent in Consent), aside)


def _news(before: Profile, after: Profile) -> list[Line]:
    """What was switched."""
    on = tuple(AUDIENCES[each] for each in Consent if each in after.consents and each not in before.consents)
    off = tuple(AUDIENCES[each] for each in Consent if each in before.consents and each not in after.consents)
    lines = (
        say("Shown from now on to: {audiences}.", audiences=on) if on else None,
        say("No longer shown to: {audiences}.", audiences=off) if off else None,
    )
    return [Line(line) for line in lines if line is not None]


def _row(consent: Consent, profile: Profile) -> Row:
    is_on = consent in profile.consents
    turned = Switch.OFF if is_on else Switch.ON
    turn = call("consent", **{consent.value: turned.value})
    if not is_on:
        return Row(say("Off: {words}", words=WORDS[consent]), (Button(say("Switch on"), turn),))
    look = Button(say("What they see"), call("as-seen", to=consent))
    return Row(say("On: {words}", words=WORDS[consent]), (Button(say("Switch off"), turn), look))


class AsSeen(Command):
    """See your profile as others do."""

    to: Annotated[Consent, Slot("Who", kind=choice_of(Consent))]


@command("as-seen", effect=Effect.READS, hidden=True)
async def as_seen(cmd: AsSeen, ctx: Ctx) -> Reply:
    profile = await own_profile(ctx)
    seen = shown(await showcase_of(ctx, profile), cmd.to)
    if seen is None:
        return Reply.of(Line(say("They see nothing of your profile: this is switched off.")))
    return Reply.of(Heading(say("{name}", name=seen.name)), *described(seen), Small(say("This is all they see.")))
