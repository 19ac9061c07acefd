"""What a member says of themselves, and what of it they show to whom: to nobody, until they say so.

`Shown` is all that anybody else ever gets of a profile; `shown` decides what is in it, by what its owner agreed to.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.topics import united

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.deeds import Deed
    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.pitches import Pitch
    from bot.domain.thanks import Thanked
    from bot.domain.times import ZoneName


class Consent(StrEnum):
    """To whom a profile may be shown; each is agreed to by itself."""

    CARD = "card"
    """Members who ask for this member's card."""
    MEETUPS = "meetups"
    """Members who go to the same meetup, before it."""
    ORGANISERS = "organisers"
    """Organisers, in their lists."""
    SEARCH = "search"
    """Whoever searches: "who knows Rust?"."""
    ROUNDS = "rounds"
    """Whom a round puts them together with."""
    INTRODUCTIONS = "introductions"
    """Whoever is asked whether they would like to be introduced to this member."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One member's, with the member's own id. ``name`` is what they want to be called, where the platform has another
    name. Each ``…_since`` is when they agreed to that `Consent`; none means that they have not. ``refers`` are the
    companies about which they may be asked to refer somebody, since ``refers_since``: shown to nobody."""

    id: str
    owner: MemberId
    created_at: datetime
    name: str | None = None
    occupation: str | None = None
    headline: str | None = None
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    card_since: datetime | None = None
    meetups_since: datetime | None = None
    organisers_since: datetime | None = None
    search_since: datetime | None = None
    refers: tuple[str, ...] | None = None
    refers_since: datetime | None = None
    rounds_since: datetime | None = None
    introductions_since: datetime | None = None
    version: int = 1

    @property
    def consents(self) -> Mapping[Consent, datetime]:
        """What was agreed to, and since when."""
        since = {
            Consent.CARD: self.card_since,
            Consent.MEETUPS: self.meetups_since,
            Consent.ORGANISERS: self.organisers_since,
            Consent.SEARCH: self.search_since,
            Consent.ROUNDS: self.rounds_since,
            Consent.INTRODUCTIONS: self.introductions_since,
        }
        return {consent: at for consent, at in since.items() if at is not None}

    def agreeing(self, to: Consent, *, at: datetime) -> Profile:
        return self if to in self.consents else self._since(to, at)

    def refusing(self, to: Consent) -> Profile:
        return self._since(to, None)

    def _since(self, to: Consent, at: datetime | None) -> Profile:
        match to:
            case Consent.CARD:
                return replace(self, card_since=at)
            case Consent.MEETUPS:
                return replace(self, meetups_since=at)
            case Consent.ORGANISERS:
                return replace(self, organisers_since=at)
            case Consent.SEARCH:
                return replace(self, search_since=at)
            case Consent.ROUNDS:
                return replace(self, rounds_since=at)
            case Consent.INTRODUCTIONS:
                return replace(self, introductions_since=at)


@dataclass(frozen=True, slots=True)
class Showcase:
    """Everything of a member that could be shown."""

    member: Member
    profile: Profile | None = None
    pitch: Pitch | None = None
    deeds: tuple[Deed, ...] = ()
    thanks: tuple[Thanked, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.profile is None and self.pitch is None and not self.deeds


@dataclass(frozen=True, slots=True)
class Shown:
    """What others get of a member: whatever is not shown is empty here."""

    member: MemberId
    name: str
    occupation: str | None = None
    headline: str | None = None
    pitch: str | None = None
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    zone: ZoneName | None = None
    deeds: tuple[Deed, ...] = ()
    thanks: tuple[Thanked, ...] = ()


_TOPICS = frozenset({"occupation", "interests", "offers", "asks"})
_EVERYTHING = frozenset(field.name for field in fields(Shown)) - {"member", "name"}
SHOWS: Mapping[Consent, frozenset[str]] = {
    Consent.CARD: _EVERYTHING,
    Consent.MEETUPS: _TOPICS | {"headline", "languages"},
    Consent.ORGANISERS: _TOPICS,
    Consent.SEARCH: _TOPICS | {"headline"},
    Consent.ROUNDS: _TOPICS | {"headline", "languages"},
    Consent.INTRODUCTIONS: _TOPICS | {"headline", "pitch"},
}
"""What each consent shows beside the name. The words by which members agree say the same."""


def shown(showcase: Showcase, to: Consent) -> Shown | None:
    """What is shown there, if its owner agreed."""
    if showcase.profile is None or to not in showcase.profile.consents:
        return None
    whole, blank = everything(showcase), Shown(showcase.member.id, "")
    hidden = _EVERYTHING - SHOWS[to]
    return replace(whole, **{name: getattr(blank, name) for name in hidden})


def everything(showcase: Showcase) -> Shown:
    """The same with nothing left out: for its owner."""
    member, profile = showcase.member, _or_blank(showcase)
    return Shown(
        member.id,
        profile.name or member.name,
        profile.occupation,
        profile.headline,
        showcase.pitch and showcase.pitch.text,
        profile.interests,
        profile.offers,
        profile.asks,
        profile.links,
        profile.languages,
        member.zone,
        showcase.deeds,
        showcase.thanks,
    )


def as_one(stays: Showcase, goes: Showcase) -> Profile | None:
    """The profile of two members who turn out to be one. What one of them showed nobody does not come to be shown
    because the other showed theirs: only what both agreed to goes on."""
    if goes.profile is None and stays.profile is None:
        return None
    if stays.is_empty or goes.is_empty:
        kept = goes.profile if stays.is_empty else stays.profile
        return kept and replace(kept, id=stays.member.id, owner=stays.member.id)
    mine, theirs = _or_blank(stays), _or_blank(goes)
    one = replace(mine, **{name: getattr(mine, name) or getattr(theirs, name) for name in _TEXTS})
    one = replace(one, **{name: united(getattr(mine, name), getattr(theirs, name)) for name in _LISTS})
    one = replace(one, refers=united(mine.refers or (), theirs.refers or ()) or None)
    one = replace(one, refers_since=mine.refers_since or theirs.refers_since)
    for consent in Consent:
        if consent not in theirs.consents:
            one = one.refusing(consent)
    return one


_TEXTS: Sequence[str] = ("name", "occupation", "headline")
_LISTS: Sequence[str] = ("interests", "offers", "asks", "links", "languages")


def _or_blank(showcase: Showcase) -> Profile:
    member = showcase.member
    return showcase.profile or Profile(member.id, member.id, member.joined_at)
