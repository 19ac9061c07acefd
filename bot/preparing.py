"""What one member should know before a meetup, out of their own notebook and of what others show there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.introductions import PromiseState
from bot.domain.pitches import current
from bot.domain.preparing import Seeker, matches
from bot.domain.profiles import Consent
from bot.goals import open_goals
from bot.reply import Button, Buttons, Heading, Line, Part, Row, Small, call
from bot.words import Mention, by_name, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import MemberId
    from bot.domain.introductions import Introduction, Promise
    from bot.domain.people import Person
    from bot.domain.preparing import Match
    from bot.ports import Book, Work
    from bot.words import Phrase

MOST_KNOWN = 5
_MOST_PROMISES = 3


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the member's own notebook, with what is noted there."""

    person: Person
    met: Introduction | None
    promises: tuple[Promise, ...]


async def seeker_of(book: Book, member: MemberId) -> Seeker:
    profile, goals = await book.profiles.find(member), tuple(await open_goals(book))
    if profile is None:
        return Seeker(goals=goals)
    return Seeker(profile.interests, profile.offers, profile.asks, goals)


async def matches_among(work: Work, member: MemberId, others: Sequence[MemberId]) -> tuple[Match, ...]:
    """Those of the others who agreed to be shown before meetups, and fit; nobody from whom this one is kept apart."""
    apart = await work.company.kept_apart([member, *others])
    near = [each for each in others if frozenset((member, each)) not in apart]
    shown = await work.profiles.shown(Consent.MEETUPS, near)
    return matches(await seeker_of(work.book(member), member), shown.values())


async def known_among(book: Book, members: Sequence[MemberId]) -> dict[MemberId, Known]:
    """Those of them who are in the notebook."""
    there = set(members)
    people = [(each.member, each) for each in await book.people.every() if each.member in there]
    return {member: await _known(book, person) for member, person in people if member is not None}


async def _known(book: Book, person: Person) -> Known:
    met = max(await book.introductions.about(person.id), key=lambda each: (each.on, each.id), default=None)
    promises = [each for each in await book.promises.about(person.id) if each.state is PromiseState.OPEN]
    return Known(person, met, tuple(promises[:_MOST_PROMISES]))


async def pitch_parts(book: Book) -> list[Part]:
    """One's own pitch, or the way to one."""
    pitch = current(await book.pitches.every())
    if pitch is not None:
        return [Line(say("Your pitch: {pitch}", pitch=pitch.text))]
    missing = say("You have no pitch yet: four questions make one of half a minute.")
    return [Line(missing), Buttons.of(Button(say("Make a pitch"), call("pitch")))]


def match_parts(match: Match, known: Known | None) -> list[Part]:
    who = Mention(match.who.member, match.who.name)
    line = match.who.headline or match.who.occupation
    phrase = say("{name}", name=who) if line is None else say("{name}: {line}", name=who, line=line)
    return [Row(phrase, (), say("{reasons}", reasons=match.reasons)), *([] if known is None else _noted(known))]


def known_parts(known: Sequence[Known]) -> list[Part]:
    """Those one knows already."""
    if not known:
        return []
    parts: list[Part] = [Heading(say("In your notebook, and going too"))]
    for each in known[:MOST_KNOWN]:
        parts += [Row(say("{name}", name=by_name(each.person))), *_noted(each)]
    return parts


def _noted(known: Known) -> list[Part]:
    lines = [] if known.met is None else [_met(known.met)]
    lines += [
        say("You owe {person} this, so bring it: {promise}", person=known.person.name, promise=each.text)
        for each in known.promises
    ]
    return [Small(each) for each in lines]


def _met(met: Introduction) -> Phrase:
    if met.where and met.about:
        return say("You met on {day} at {where}, about {about}.", day=met.on, where=met.where, about=met.about)
    if met.where:
        return say("You met on {day} at {where}.", day=met.on, where=met.where)
    if met.about:
        return say("You met on {day}, about {about}.", day=met.on, about=met.about)
    return say("You met on {day}.", day=met.on)
