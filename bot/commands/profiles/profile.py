"""One's own profile: looking at it, and changing it by form."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

from bot.command import Command, Ctx, Slot
from bot.domain.profiles import Profile, everything
from bot.kinds.choices import Off, choice_of
from bot.kinds.people import NAME
from bot.kinds.profiles import HEADLINE, LINKS, OCCUPATION, TOPICS
from bot.own_profile import AUDIENCES, described, keep_profile, own_profile, showcase_of
from bot.registry import command
from bot.reply import Button, Buttons, Form, Heading, Line, Part, Reply, Small, call
from bot.words import Code, Phrase, say

TEXTS = ("name", "occupation", "headline")
LISTS = ("interests", "offers", "asks", "links", "languages")


class Edit(StrEnum):
    YES = "yes"


class MyProfile(Command):
    """See or change what you say of yourself; others see it only where you allow it."""

    name: Annotated[str | Off | None, Slot("Name", lead=("name",), kind=NAME, clears=True)] = None
    occupation: Annotated[
        str | Off | None, Slot("What you do", lead=("role", "job", "occupation"), kind=OCCUPATION, clears=True)
    ] = None
    headline: Annotated[
        str | Off | None, Slot("Your pitch in one line", lead=("pitch", "headline"), kind=HEADLINE, clears=True)
    ] = None
    interests: Annotated[
        tuple[str, ...] | Off | None, Slot("Interests", lead=("interests",), kind=TOPICS, clears=True)
    ] = None
    offers: Annotated[
        tuple[str, ...] | Off | None, Slot("What you offer", lead=("offers", "offering"), kind=TOPICS, clears=True)
    ] = None
    asks: Annotated[
        tuple[str, ...] | Off | None, Slot("What you look for", lead=("asks", "looking for"), kind=TOPICS, clears=True)
    ] = None
    links: Annotated[tuple[str, ...] | Off | None, Slot("Links", lead=("links", "link"), kind=LINKS, clears=True)] = (
        None
    )
    languages: Annotated[
        tuple[str, ...] | Off | None, Slot("Languages you speak", lead=("languages",), kind=TOPICS, clears=True)
    ] = None
    edit: Annotated[Edit | None, Slot("Edit", kind=choice_of(Edit), hidden=True)] = None


@command(
    "profile",
    phrases=(
        "[show|open|see] [me] my profile|card",
        "~ in|on my profile|card",
        "~ my profile|card",
        "profile",
        "profile ...",
        "edit|change|update|fill [in|out] my profile =edit:yes",
        "edit profile =edit:yes",
    ),
    examples=("my profile",),
)
async def profile(cmd: MyProfile, ctx: Ctx) -> Reply:
    before = await own_profile(ctx)
    if cmd.edit is not None:
        return Reply.of(Form("profile", _as_said(before), {}))
    said = {name: getattr(cmd, name) for name in (*TEXTS, *LISTS)}
    after = replace(before, **{name: _value(name, value) for name, value in said.items() if value is not None})
    if after != before:
        await keep_profile(ctx, after)
        return await told(after, ctx, say("Your profile is saved."))
    return await told(after, ctx)


def _value(name: str, said: Any) -> Any:
    """What is kept: nothing, where the field was emptied."""
    if said is Off.OFF:
        return () if name in LISTS else None
    return said


async def told(profile: Profile, ctx: Ctx, news: Phrase | None = None) -> Reply:
    """The whole profile as its owner sees it, and who else does."""
    whole = everything(await showcase_of(ctx, profile))
    lines = described(whole)
    parts: list[Part] = [] if news is None else [Line(news)]
    parts += [Heading(say("{name}", name=whole.name)), *lines, *_missing(profile), _who_sees(profile)]
    buttons = (
        Button(say("Change"), call("profile", edit="yes")),
        Button(say("Who sees it"), call("consent")),
        Button(say("My pitch"), call("pitch")),
    )
    return Reply.of(*parts, Buttons(buttons))


def _missing(profile: Profile) -> list[Part]:
    if profile.occupation or profile.interests or profile.offers or profile.asks:
        return []
    examples = ("I'm a data engineer at Acme", "I work on Rust compilers", "I offer code reviews")
    return [
        Line(
            say(
                "It is empty so far. Tell me, as in {examples}, or press Change.",
                examples=tuple(Code(each) for each in (*examples, "I'm looking for a co-founder")),
            )
        )
    ]


def _who_sees(profile: Profile) -> Part:
    audiences = tuple(AUDIENCES[each] for each in profile.consents)
    if not audiences:
        return Small(say("Nobody sees this but you."))
    return Small(say("Of this is shown what you agreed to, to: {audiences}.", audiences=audiences))


def _as_said(profile: Profile) -> dict[str, str]:
    """The form as it opens."""
    values = {name: getattr(profile, name) for name in TEXTS}
    values |= {name: TOPICS.write(getattr(profile, name)) for name in LISTS if name != "links"}
    values["links"] = LINKS.write(profile.links)
    return {name: text for name, text in values.items() if text}
