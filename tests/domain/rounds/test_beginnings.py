"""With what the same people begin, draw after draw: everything that they share once before anything twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.domain.preparing import Seeker, matches
from bot.domain.profiles import Shown
from bot.domain.rounds.beginnings import Beginnings, plain
from bot.words import PLAIN, Phrase

BO = MemberId("bo")
WORDS = ("arrow", "beer", "cats", "duckdb", "elm", "fuzzing", "go")
TOPICS = st.lists(st.sampled_from(WORDS), unique=True, max_size=5).map(tuple)


def shown(interests: tuple[str, ...], offers: tuple[str, ...]) -> Shown:
    return Shown(BO, "Bo Chen", interests=interests, offers=offers)


def said(phrase: Phrase) -> str:
    return PLAIN.put(phrase)


def draw(topics: tuple[str, ...], offers: tuple[str, ...], times: int, begun: frozenset[str]) -> Beginnings:
    found = matches(Seeker(interests=topics, asks=offers), [shown(topics, offers)])
    return Beginnings(found, {BO: times}, begun)


@given(TOPICS, TOPICS)
def test_each_thing_is_begun_with_once_and_then_it_is_over(topics: tuple[str, ...], offers: tuple[str, ...]) -> None:
    begun, named = frozenset[str](), list[str]()
    for times in range(12):
        now = draw(topics, offers, times, begun)
        if not now.points:
            break
        (point,) = now.points.values()
        if times:
            assert [said(each) for each in now.reasons(now.found[0])] == [said(point.reason)]
        named.append(said(now.question("Coffee")))
        begun |= {point.key}
    assert len(named) == len(set(named)) == len({*topics, *offers})
    after = draw(topics, offers, len(named), begun)
    assert after.has_met_all is bool(named)
    assert not any(after.reasons(each) for each in after.found) or not named


@given(TOPICS, st.integers(0, 40))
def test_the_question_is_never_the_one_of_the_draw_before(topics: tuple[str, ...], times: int) -> None:
    begun = frozenset(key for times in range(9) for key in _keys(draw(topics, (), times, frozenset())))
    first, second = (said(draw(topics, (), each, begun).question("Coffee")) for each in (times, times + 1))
    assert first != second


def _keys(begins: Beginnings) -> frozenset[str]:
    found, begun = frozenset[str](), begins
    while begun.points:
        found |= {each.key for each in begun.points.values()}
        begun = Beginnings(begins.found, begins.before, found)
    return found


@given(TOPICS)
def test_what_came_into_a_profile_later_is_new(topics: tuple[str, ...]) -> None:
    begun = _keys(draw(topics, (), 1, frozenset()))
    later = draw((*topics, "sailing"), (), 5, begun)
    assert "sailing" in said(later.question("Coffee"))


def test_who_share_nothing_are_told_what_suits_anybody_and_something_else_each_time() -> None:
    many = len(plain("Coffee"))
    asked = [said(draw((), (), times, frozenset()).question("Coffee")) for times in range(many + 1)]
    assert asked[0] == asked[many] == "“What brings you to Coffee?”"
    assert len(set(asked)) == many
