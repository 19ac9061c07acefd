"""What is shown of a profile to whom, also after two members turned out to be one."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.commands.profiles.consents import WORDS
from bot.domain.deeds import Deed
from bot.domain.ids import MemberId
from bot.domain.members import Member
from bot.domain.pitches import Pitch
from bot.domain.profiles import SHOWS, Consent, Profile, Showcase, Shown, as_one, everything, shown
from bot.domain.times import ZoneName

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
_TEXTS = ("name", "occupation", "headline")
_LISTS = ("interests", "offers", "asks", "links", "languages")
_SINCE = tuple(f"{consent}_since" for consent in Consent)


def _showcases(who: str) -> st.SearchStrategy[Showcase]:
    """Somebody whose every text begins with their id."""
    owner = MemberId(who)
    texts = {name: st.none() | st.just(f"{who} {name}") for name in _TEXTS}
    lists = {name: st.sampled_from([(), (f"{who} {name}", f"{who} more")]) for name in _LISTS}
    since = dict.fromkeys(_SINCE, st.none() | st.just(NOW))
    profiles = st.builds(Profile, st.just(owner), st.just(owner), st.just(NOW), **texts, **lists, **since)
    pitches = st.just(Pitch("p", owner, NOW, f"{who} who"))
    deeds = st.just((Deed("d", owner, f"{who} deed", date(2026, 3, 1), NOW),))
    member = st.just(Member(owner, f"{who} member", ZoneName("UTC"), NOW))
    return st.builds(Showcase, member, st.none() | profiles, st.none() | pitches, st.just(()) | deeds)


def _of(value: Any, who: str) -> bool:
    return f"{who} " in repr(value)


@given(_showcases("ana"), st.sampled_from(Consent))
def test_only_what_was_agreed_to_is_shown_and_all_of_that(ana: Showcase, consent: Consent) -> None:
    found = shown(ana, consent)
    agreed = ana.profile is not None and getattr(ana.profile, f"{consent}_since") is not None
    assert (found is not None) == agreed
    if found is None:
        return
    whole, nothing = everything(ana), Shown(found.member, found.name)
    for name in {field.name for field in fields(Shown)} - {"member", "name"}:
        wanted = whole if name in SHOWS[consent] else nothing
        assert getattr(found, name) == getattr(wanted, name), name


@given(_showcases("ana"), _showcases("bo"), st.sampled_from(Consent))
def test_linking_two_accounts_shows_nothing_that_one_of_them_did_not_show(
    ana: Showcase, bo: Showcase, consent: Consent
) -> None:
    one = as_one(ana, bo)
    if one is None or consent not in one.consents:
        return
    for each in (ana, bo):
        assert each.is_empty or shown(each, consent) is not None


@given(_showcases("ana"), _showcases("bo"))
def test_linking_two_accounts_loses_nothing(ana: Showcase, bo: Showcase) -> None:
    one = as_one(ana, bo)
    kept = [] if one is None else [getattr(one, name) for name in _LISTS]
    for each in (ana, bo):
        if each.profile is not None:
            assert one is not None
            assert one.id == one.owner == ana.member.id
            assert all(set(getattr(each.profile, name)) <= set(into) for name, into in zip(_LISTS, kept, strict=True))
            assert all(getattr(one, name) for name in _TEXTS if getattr(each.profile, name))


def test_agreeing_twice_keeps_since_when_and_refusing_ends_it() -> None:
    profile = Profile(MemberId("ana"), MemberId("ana"), NOW)
    later = NOW.replace(hour=13)
    for consent in Consent:
        agreed = profile.agreeing(consent, at=NOW)
        assert agreed.agreeing(consent, at=later) == agreed
        assert dict(agreed.consents) == {consent: NOW}
        assert agreed.refusing(consent) == profile


_IN_WORDS = {
    "occupation": "what you do",
    "headline": "pitch in one line",
    "pitch": "in full",
    "interests": "interests",
    "offers": "offers",
    "asks": "what you look for",
    "links": "links",
    "languages": "languages",
    "zone": "time zone",
    "deeds": "what you did",
    "thanks": "others thanked you",
}


def test_the_words_of_each_consent_say_what_is_shown_and_nothing_else() -> None:
    assert {*_IN_WORDS} == {field.name for field in fields(Shown)} - {"member", "name"}
    for consent in Consent:
        said = {name for name, words in _IN_WORDS.items() if words in str(WORDS[consent])}
        assert said == SHOWS[consent], consent
    assert replace(Profile("a", MemberId("a"), NOW), version=2).consents == {}
