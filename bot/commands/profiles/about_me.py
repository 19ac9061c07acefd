"""One's profile in one's own sentences: "I work on Rust compilers", "I'm looking for a co-founder"."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from bot.command import Command, Ctx, Slot
from bot.domain.topics import united, without
from bot.errors import TooMuch
from bot.kinds.choices import choice_of
from bot.kinds.profiles import LINKS, MOST_LINKS, MOST_TOPICS
from bot.kinds.told_of_oneself import SOUGHT, SPOKEN, TOLD, TOLD_LINE, WORK
from bot.own_profile import AUDIENCES, keep_profile, own_profile
from bot.paging import LONGEST
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import Phrase, Strong, say

if TYPE_CHECKING:
    from bot.domain.profiles import Profile

_LISTS = ("interests", "offers", "asks", "links", "languages")


class Less(StrEnum):
    YES = "yes"


class AboutMe(Command):
    """Tell of yourself, for your profile."""

    occupation: Annotated[str | None, Slot("What you do", kind=WORK)] = None
    headline: Annotated[str | None, Slot("Your pitch in one line", kind=TOLD_LINE)] = None
    interests: Annotated[tuple[str, ...] | None, Slot("Interests", kind=TOLD)] = None
    offers: Annotated[tuple[str, ...] | None, Slot("What you offer", kind=TOLD)] = None
    asks: Annotated[tuple[str, ...] | None, Slot("What you look for", kind=SOUGHT)] = None
    links: Annotated[tuple[str, ...] | None, Slot("Links", kind=LINKS)] = None
    languages: Annotated[tuple[str, ...] | None, Slot("Languages you speak", kind=SPOKEN)] = None
    less: Annotated[Less | None, Slot("Not any more", kind=choice_of(Less))] = None


@command(
    "about-me",
    phrases=(
        "i'm|im [also|now] a|an|the {occupation!}",
        "i am [also|now] a|an|the {occupation!}",
        "i work as a|an|the {occupation!}",
        "i'm|im working as a|an|the {occupation!}",
        "my job|role|occupation is {occupation!}",
        "i [also] work on {interests!}",
        "i'm|im [also|really|very] interested in|into {interests!}",
        "i am [also|really|very] interested in|into {interests!}",
        "i'm|im [also|really|very] into {interests!}",
        "my interests are {interests!}",
        "i [also|can] offer {offers!}",
        "i can [also] help [people|others] with {offers!}",
        "i'm|im happy to help [people|others] with {offers!}",
        "i'm|im [also] looking|searching for {asks!}",
        "i am [also] looking|searching for {asks!}",
        "i [also] need help with {asks!}",
        "i [also] speak {languages!}",
        "my pitch|headline is {headline!}",
        "add|put {links!} to|on|in my profile|card|links",
        "i [also] speak {languages} can|could|please [you] [please] add|put this|that|them|it to|on|in my profile",
        "put|write|add|note|save in|on|to my profile [that] i'm|im a|an|the {occupation!}",
        "put|write|add|note|save in|on|to my profile [that] i am a|an|the {occupation!}",
        "put|write|add|note|save in|on|to my profile [that] i speak {languages!}",
        "put|write|add|note|save in|on|to my profile [that] i'm|im interested in {interests!}",
        "add|put {interests} to|in my interests",
        "add|put {offers} to|in my offers",
        "add|put {languages} to|in my languages",
        "my website|homepage|blog|github|linkedin|page|link is {links!}",
        "i no longer work on {interests} =less:yes",
        "i'm|im no longer interested in|into {interests} =less:yes",
        "i no longer offer {offers} =less:yes",
        "i don't offer {offers} anymore =less:yes",
        "i'm|im no longer looking for {asks} =less:yes",
    ),
    hidden=True,
)
async def about_me(cmd: AboutMe, ctx: Ctx) -> Reply:
    before = await own_profile(ctx)
    after = _told(cmd, before)
    _must_fit(after)
    if after == before:
        return Reply.of(say("Your profile says that already.") if cmd.less is None else say("It is not there."))
    await keep_profile(ctx, after)
    lines = [Line(line) for line in _news(before, after)]
    show = Button(say("My profile"), call("profile")), Button(say("Change"), call("profile", edit="yes"))
    return Reply.of(*lines, _who_sees(after), Buttons((*show, *_to_board(cmd))))


def _to_board(cmd: AboutMe) -> tuple[Button, ...]:
    """What is told for the profile can be posted as well: that is asked for and agreed to by itself."""
    for board, topics in (("ask", cmd.asks), ("offer", cmd.offers)):
        text = ", ".join(topics or ())
        if text and cmd.less is None and len(quote(text)) <= LONGEST:
            return (Button(say("Post it on the board too"), call(board, text=text)),)
    return ()


def _told(cmd: AboutMe, before: Profile) -> Profile:
    """With what was told put to it, or taken away."""
    fields: dict[str, object] = {name: value for name in ("occupation", "headline") if (value := getattr(cmd, name))}
    change = without if cmd.less is not None else united
    fields |= {name: change(getattr(before, name), said) for name in _LISTS if (said := getattr(cmd, name))}
    return replace(before, **fields)  # pyright: ignore[reportArgumentType] - by name


def _must_fit(profile: Profile) -> None:
    for name in _LISTS:
        limit = MOST_LINKS if name == "links" else MOST_TOPICS
        if len(getattr(profile, name)) > limit:
            raise TooMuch(say("There are {limit} of these in your profile, which is all it holds.", limit=limit))


def _news(before: Profile, after: Profile) -> list[Phrase]:
    """Each line of the profile that is another now, as it is now."""
    lines = {
        "occupation": say("In your profile, you do: {text}.", text=Strong(after.occupation or "")),
        "headline": say("In your profile, your pitch in one line: {text}", text=Strong(after.headline or "")),
        "interests": say("In your profile, your interests: {topics}.", topics=after.interests),
        "offers": say("In your profile, you offer: {topics}.", topics=after.offers),
        "asks": say("In your profile, you look for: {topics}.", topics=after.asks),
        "links": say("In your profile, your links: {topics}", topics=after.links),
        "languages": say("In your profile, you speak: {topics}.", topics=after.languages),
    }
    emptied = say("That is not in your profile any more; nothing of its kind is left.")
    changed = [name for name in lines if getattr(before, name) != getattr(after, name)]
    return [lines[name] if getattr(after, name) else emptied for name in changed]


def _who_sees(profile: Profile) -> Small:
    audiences = tuple(AUDIENCES[each] for each in profile.consents)
    if not audiences:
        return Small(say("Nobody sees your profile but you."))
    return Small(say("Shown, as far as you agreed, to: {audiences}.", audiences=audiences))
