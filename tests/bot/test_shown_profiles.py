"""Two worlds: what others see of a member is what the member shows, whatever else is in the profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.profiles import SHOWS, Consent
from tests.bot.chat import Chat, Room

_TEAMS = count()
_WORDS = st.text("abcdefghij", min_size=5, max_size=9)
_FIELDS = ("occupation", "headline", "interests", "offers", "asks", "links", "languages")
_PROFILES = st.fixed_dictionaries({}, optional={name: _WORDS.map(f"{name}x{{}}".format) for name in _FIELDS})


@dataclass(frozen=True)
class Surface:
    """A place where somebody's profile can appear, and what its owner has to agree to for that."""

    consent: Consent
    says: str


_SURFACES = (
    Surface(Consent.CARD, "who is Ana Silva?"),
    Surface(Consent.CARD, "card <@ana>"),
    *(Surface(Consent.SEARCH, f"who knows {name}x?") for name in _FIELDS),
    Surface(Consent.SEARCH, "find people named Ana"),
    Surface(Consent.SEARCH, "who works at occupationx?"),
    Surface(Consent.SEARCH, "people"),
)


def _with_domain(profile: Mapping[str, str]) -> dict[str, str]:
    return {name: f"{text}.example" if name == "links" else text for name, text in profile.items()}


async def _seen(room: Room, surface: Surface, profile: Mapping[str, str], agreed: set[Consent], *, met: bool) -> str:
    """What Bo sees in a world of its own, where Ana has this profile and agreed to that."""
    community = await room.store.community("local", f"world-{next(_TEAMS)}", "World", room.clock.now())
    ana, bo = (
        Chat(user, name, community, room.dispatcher, room.clock) for user, name in (("ana", "Ana Silva"), ("bo", "Bo"))
    )
    await ana.say("hello")
    if profile:
        assert "is saved" in await ana.fill("profile", **profile)
    if agreed:
        await ana.fill("consent", **{consent.value: "on" for consent in agreed})
    if met:
        await bo.say("met <@ana> at PyCon about Rust")
    text = await bo.say(surface.says)
    return "\n".join([text, *(f"[{button.label}]" for button in bo.last.buttons)])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    surface=st.sampled_from(_SURFACES),
    profile=_PROFILES.map(_with_domain),
    agreed=st.sets(st.sampled_from(Consent)),
    met=st.booleans(),
)
async def test_what_is_not_shown_makes_no_difference_to_anybody(
    room: Room, surface: Surface, profile: Mapping[str, str], agreed: set[Consent], *, met: bool
) -> None:
    allowed = SHOWS[surface.consent] if surface.consent in agreed else frozenset[str]()
    of_it = {name: text for name, text in profile.items() if name in allowed}
    whole = await _seen(room, surface, profile, agreed, met=met)
    assert whole == await _seen(room, surface, of_it, agreed, met=met)
    assert not any(text in whole for name, text in profile.items() if name not in allowed)
    if surface.consent is Consent.CARD and surface.consent in agreed:
        assert all(text in whole for text in of_it.values())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(surface=st.sampled_from(_SURFACES), profile=_PROFILES.map(_with_domain), met=st.booleans())
async def test_who_agreed_to_nothing_looks_like_somebody_without_a_profile(
    room: Room, surface: Surface, profile: Mapping[str, str], *, met: bool
) -> None:
    others = set(Consent) - {Consent.CARD, Consent.SEARCH}
    nobody = await _seen(room, surface, {}, set(), met=met)
    assert await _seen(room, surface, profile, set(), met=met) == nobody
    assert await _seen(room, surface, profile, others, met=met) == nobody


async def test_who_lets_themselves_be_found_is_found_and_taken_back_is_not(room: Room) -> None:
    ana, bo = room.chat(), room.chat("bo", "Bo Chen")
    await ana.fill("profile", interests="Kafka")
    await ana.say("let others find me")
    assert "Ana Silva" in await bo.say("who knows Kafka?")
    assert "let themselves be found" not in await ana.say("who knows Kafka?")
    await ana.say("hide my profile")
    assert "Ana Silva" not in await bo.say("who knows Kafka?")
    await ana.say("undo")
    assert "Ana Silva" in await bo.say("who knows Kafka?")


async def test_another_community_finds_nobody_of_this_one(room: Room) -> None:
    ana = room.chat()
    await ana.fill("profile", interests="Kafka")
    await ana.fill("consent", card="on", search="on")
    elsewhere = await room.store.community("local", "T2", "Elsewhere", room.clock.now())
    bo = Chat("bo", "Bo Chen", elsewhere, room.dispatcher, room.clock)
    assert "Ana" not in await bo.say("who knows Kafka?")
    assert ana.member is not None
    assert "Kafka" not in await bo.fill("card", person=f"<member:{ana.member}>")
