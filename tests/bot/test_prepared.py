"""Two worlds: before a meetup nobody appears in a way that they did not agree to."""

from collections.abc import Mapping
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.profiles import SHOWS, Consent
from tests.bot.chat import Chat, Room

_TEAMS = count()
_OTHERS = set(Consent) - {Consent.MEETUPS}
_TOPICS = st.lists(st.sampled_from(("Rust", "Arrow", "Kafka", "mentoring", "code reviews")), max_size=3, unique=True)
_SAID = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("interests", "offers", "asks"), _TOPICS.map(", ".join).filter(bool)),
        **dict.fromkeys(("occupation", "headline"), st.text("abcdefghij", min_size=5, max_size=9).map("x{}".format)),
        "languages": st.just("Esperanto"),
        "links": st.just("bo.example"),
    },
)


async def _prepared(
    room: Room, mine: Mapping[str, str], theirs: Mapping[str, str], agreed: set[Consent], *, met: bool
) -> str:
    """What Ana is told before a meetup, in a world of its own where Bo has this profile and agreed to that."""
    community = await room.store.community("local", f"prep-{next(_TEAMS)}", "World", room.clock.now())
    ana, bo = (
        Chat(user, name, community, room.dispatcher, room.clock) for user, name in (("ana", "Ana Silva"), ("bo", "Bo"))
    )
    await bo.say("hello")
    await ana.say("announce a meetup: Tea on 12 March 2027 at 19:00")
    if theirs:
        await bo.fill("profile", **theirs)
    if agreed:
        await bo.fill("consent", **{consent.value: "on" for consent in agreed})
    if mine:
        await ana.fill("profile", **mine)
    if met:
        await ana.say("met <@bo> at PyCon about typing, promised to send him slides")
    for each in (ana, bo):
        assert "You are going" in await each.say("I'm going to Tea")
    return await ana.say("prep")


_WORLDS = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_WORLDS
@given(mine=_SAID, theirs=_SAID, agreed=st.sets(st.sampled_from(sorted(_OTHERS))), met=st.booleans())
async def test_who_did_not_agree_looks_like_somebody_without_a_profile(
    room: Room, mine: Mapping[str, str], theirs: Mapping[str, str], agreed: set[Consent], *, met: bool
) -> None:
    seen = await _prepared(room, mine, theirs, agreed, met=met)
    assert seen == await _prepared(room, mine, {}, set(), met=met)
    assert ("Bo" in seen) == met


@_WORLDS
@given(mine=_SAID, theirs=_SAID, met=st.booleans())
async def test_who_agreed_is_shown_by_nothing_but_what_that_consent_names(
    room: Room, mine: Mapping[str, str], theirs: Mapping[str, str], *, met: bool
) -> None:
    of_it = {name: text for name, text in theirs.items() if name in SHOWS[Consent.MEETUPS]}
    seen = await _prepared(room, mine, theirs, set(Consent), met=met)
    assert seen == await _prepared(room, mine, of_it, {Consent.MEETUPS}, met=met)


async def test_who_agreed_and_fits_is_shown_until_they_take_it_back(room: Room) -> None:
    mine, theirs = {"asks": "mentoring"}, {"offers": "mentoring in Rust"}
    seen = await _prepared(room, mine, theirs, {Consent.MEETUPS}, met=False)
    assert "offers mentoring in Rust" in seen
    assert "Bo" not in await _prepared(room, mine, theirs, set(), met=False)
