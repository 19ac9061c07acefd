"""A member's own profile: read and kept, and how a profile looks, to its owner and to those it is shown to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deeds import newest_first
from bot.domain.pitches import current
from bot.domain.profiles import Consent, Profile, Showcase
from bot.domain.thanks import Thanked
from bot.reply import Line
from bot.words import Phrase, Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Ctx
    from bot.domain.deeds import Deed
    from bot.domain.profiles import Shown
    from bot.reply import Part

_MOST_DEEDS = 5
_MOST_THANKS = 5

AUDIENCES: Mapping[Consent, Phrase] = {
    Consent.CARD: say("members who ask for your card"),
    Consent.MEETUPS: say("members who go to the same meetup"),
    Consent.ORGANISERS: say("organisers"),
    Consent.SEARCH: say("whoever searches"),
    Consent.ROUNDS: say("members whom a round puts you together with"),
    Consent.INTRODUCTIONS: say("members who may be introduced to you"),
}
"""Who sees a profile by each consent."""


async def own_profile(ctx: Ctx) -> Profile:
    """The one there is, or an empty one that is not kept yet."""
    found = await ctx.book.profiles.find(ctx.member.id)
    return found or Profile(ctx.member.id, ctx.member.id, ctx.now)


async def keep_profile(ctx: Ctx, profile: Profile) -> None:
    if await ctx.book.profiles.find(profile.id) is None:
        await ctx.book.profiles.add(profile)
    else:
        await ctx.book.profiles.save(profile)


async def showcase_of(ctx: Ctx, profile: Profile) -> Showcase:
    """Everything the member has to show, with this as their profile."""
    pitch = current(await ctx.book.pitches.every())
    deeds = newest_first(await ctx.book.deeds.every())
    return Showcase(ctx.member, profile, pitch, deeds, await thanks_of(ctx))


async def thanks_of(ctx: Ctx) -> tuple[Thanked, ...]:
    """What the member was thanked for and knows of, the newest first."""
    known = [each for each in await ctx.work.thanks.to(ctx.member.id) if each.told.instant <= ctx.now]
    givers = await ctx.work.subjects.members([each.giver for each in known])
    return tuple(
        Thanked(givers[each.giver].name, each.text, ctx.member.today(each.created_at).date())
        for each in known
        if each.giver in givers
    )


def described(shown: Shown) -> list[Part]:
    """A line for each thing that is shown, the name apart."""
    lines = [
        shown.occupation and say("Does: {occupation}", occupation=Strong(shown.occupation)),
        shown.headline and say("In one line: {headline}", headline=shown.headline),
        shown.pitch and say("Pitch: {pitch}", pitch=shown.pitch),
        shown.interests and say("Interests: {topics}", topics=shown.interests),
        shown.offers and say("Offers: {topics}", topics=shown.offers),
        shown.asks and say("Looks for: {topics}", topics=shown.asks),
        shown.languages and say("Speaks: {languages}", languages=shown.languages),
        shown.links and say("Links: {links}", links=shown.links),
        shown.zone and say("Time zone: {zone}", zone=shown.zone),
        *(deed_line(each) for each in shown.deeds[:_MOST_DEEDS]),
    ]
    left = len(shown.deeds) - _MOST_DEEDS
    if left > 0:
        lines.append(say_count("and one more before that", "and {count} more before that", left))
    lines += [
        say("{name} says thanks for {text}", name=Strong(each.name), text=each.text)
        for each in shown.thanks[:_MOST_THANKS]
    ]
    return [Line(line) for line in lines if isinstance(line, Phrase)]


def deed_line(deed: Deed) -> Phrase:
    if deed.link:
        return say("{day}: {text} ({link})", day=deed.on, text=deed.text, link=deed.link)
    return say("{day}: {text}", day=deed.on, text=deed.text)
