"""Introductions by consent: the states, who may know what, and whose turn it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import NoticeKind
from bot.domain.ids import MemberId
from bot.domain.nameless import names_any
from bot.domain.openers import PLAIN, opener
from bot.domain.profiles import Shown
from bot.domain.seen_introductions import Standing, seen_by
from bot.domain.turns import NOT_AGAIN_WITHIN, in_turn
from bot.domain.warm import LIVES_FOR, Outcome, Side, WarmIntroduction, WarmState
from bot.errors import NotPossible

START = datetime(2026, 3, 4, 10, tzinfo=UTC)
ANA, BO, CLEO = MemberId("ana"), MemberId("bo"), MemberId("cleo")
NAMES = {ANA: "Ana", BO: "Bo", CLEO: "Cleo"}
Act = Callable[[WarmIntroduction, datetime], WarmIntroduction]

ACTS: dict[str, Act] = {
    "bo yes": lambda warm, at: warm.accepted(BO, at=at),
    "bo no": lambda warm, at: warm.declined(BO, at=at),
    "cleo yes": lambda warm, at: warm.accepted(CLEO, at=at),
    "cleo no": lambda warm, at: warm.declined(CLEO, at=at),
    "ana withdraws": lambda warm, at: warm.withdrawn(ANA, at=at),
    "bo withdraws": lambda warm, at: warm.withdrawn(BO, at=at),
    "bo met": lambda warm, at: warm.told(BO, Outcome.MET, at=at),
    "bo not yet": lambda warm, at: warm.told(BO, Outcome.NOT_YET, at=at),
    "cleo will not": lambda warm, at: warm.told(CLEO, Outcome.NO, at=at),
    "ana met": lambda warm, at: warm.told(ANA, Outcome.MET, at=at),
}
STORY = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 5)), max_size=8)


def proposed(n: int = 0, first: MemberId = BO, second: MemberId = CLEO, at: datetime = START) -> WarmIntroduction:
    return WarmIntroduction(f"w{n}", ANA, first, second, NAMES[first], NAMES[second], "both paint", at)


def played(story: list[tuple[str, int]]) -> tuple[WarmIntroduction, list[str], datetime]:
    """The introduction after that story, what of it was possible, and when that was."""
    warm, done, now = proposed(), list[str](), START
    for act, days in story:
        now += timedelta(days=days)
        before = warm
        try:
            warm = ACTS[act](warm, now)
            done.append(act)
        except NotPossible:
            assert warm == before
    return warm, done, now


@given(STORY)
def test_both_are_introduced_only_by_a_yes_of_each_in_turn_and_in_time(story: list[tuple[str, int]]) -> None:
    warm, done, _ = played(story)
    assert warm.came_about == ("bo yes" in done and "cleo yes" in done)
    if warm.came_about:
        assert done[:2] == ["bo yes", "cleo yes"]
        assert warm.introduced_at is not None
        assert warm.introduced_at < START + LIVES_FOR
    assert (warm.state is WarmState.MET) == ("bo met" in done[-1:] or "bo met" in done)
    assert not {"ana met", "bo withdraws"} & {*done}
    assert ("cleo no" in done) <= ("bo yes" in done)


@given(STORY)
def test_names_are_told_only_to_whom_their_owner_said_yes(story: list[tuple[str, int]]) -> None:
    warm, done, now = played(story)
    told = {(each.kind, each.recipient) for each in warm.wanted}
    to_cleo = (NoticeKind.WOULD_MEET, CLEO) in told or (NoticeKind.INTRODUCED, CLEO) in told
    assert to_cleo <= ("bo yes" in done)
    assert ((NoticeKind.INTRODUCED, BO) in told) == warm.came_about == ((NoticeKind.CAME_ABOUT, ANA) in told)
    seen = seen_by(BO, warm, NAMES, now)
    assert (seen is not None and "Cleo" in seen.between) == warm.came_about
    assert seen_by(CLEO, warm, NAMES, now) is None or warm.came_about


@given(STORY, st.integers(0, 40))
def test_whoever_asked_sees_what_silence_shows_unless_it_came_about(story: list[tuple[str, int]], days: int) -> None:
    warm, done, now = played([each for each in story if each[0] != "ana withdraws"])
    now += timedelta(days=days)
    seen, silent = seen_by(ANA, warm, NAMES, now), seen_by(ANA, proposed(), NAMES, now)
    assert (seen == silent) == (not warm.came_about)
    gone = replace(warm, first=None) if not warm.came_about else warm
    assert seen_by(ANA, gone, NAMES, now) == seen
    if "bo yes" in done and "bo no" not in done and not warm.came_about:
        hoping = replace(proposed().accepted(BO, at=START), first_yes_at=warm.first_yes_at)
        assert seen_by(BO, warm, NAMES, now) == seen_by(BO, hoping, NAMES, now)


def test_whoever_withdraws_sees_that_and_cannot_twice() -> None:
    warm = proposed().accepted(BO, at=START).declined(CLEO, at=START).withdrawn(ANA, at=START)
    seen = seen_by(ANA, warm, NAMES, START)
    assert seen is not None
    assert seen.standing is Standing.WITHDRAWN
    with pytest.raises(NotPossible):
        warm.withdrawn(ANA, at=START)


def test_whoever_asks_for_themselves_has_said_yes_with_it() -> None:
    mine = replace(proposed(), first=ANA, second=BO, first_name="Ana", second_name="Bo").accepted(ANA, at=START)
    assert {(each.kind, each.recipient) for each in mine.wanted} == {(NoticeKind.WOULD_MEET, BO)}
    introduced = mine.accepted(BO, at=START)
    assert NoticeKind.CAME_ABOUT not in {each.kind for each in introduced.wanted}


def test_a_week_later_both_are_asked_and_whoever_says_not_yet_once_more() -> None:
    warm = proposed().accepted(BO, at=START).accepted(CLEO, at=START)

    def checks(of: WarmIntroduction) -> set[tuple[MemberId, int]]:
        days = (each for each in of.wanted if each.kind is NoticeKind.DID_MEET)
        return {(each.recipient, (each.moment.instant - START).days) for each in days}

    assert checks(warm) == {(BO, 7), (CLEO, 7)}
    week = START + timedelta(days=7)
    later = warm.told(BO, Outcome.NOT_YET, at=week)
    assert checks(later) == {(BO, 21), (CLEO, 7)}
    assert checks(later.told(BO, Outcome.NOT_YET, at=week + timedelta(days=14))) == {(BO, 21), (CLEO, 7)}
    assert checks(later.told(BO, Outcome.NO, at=week).told(CLEO, Outcome.NO, at=week)) == set()
    assert later.told(BO, Outcome.NO, at=week).told(CLEO, Outcome.NO, at=week).state is WarmState.NOT_MET


_PEOPLE = [MemberId(f"m{n}") for n in range(5)]
_PAIRS = st.sampled_from(list(combinations(_PEOPLE, 2)))


@given(
    st.lists(st.tuples(_PAIRS, st.integers(0, 60)), max_size=12),
    st.sets(_PAIRS.map(frozenset), max_size=4),
    st.integers(0, 200),
)
def test_one_question_each_never_of_those_kept_apart_and_no_pair_twice(
    pairs: list[tuple[tuple[MemberId, MemberId], int]], apart: set[frozenset[MemberId]], after: int
) -> None:
    made = [
        WarmIntroduction(f"w{n:02}", MemberId("asker"), *pair, "", "", "", START + timedelta(days=days))
        for n, (pair, days) in enumerate(pairs)
    ]
    now = START + timedelta(days=after)
    there = [each for each in made if each.created_at <= now]
    for member in _PEOPLE:
        mine = [each for each in there if member in each.pair]
        turn = in_turn(member, mine, apart, now)
        able = [each for each in mine if each.asks(now) is Side.FIRST and each.first == member]
        able = [each for each in able if each.pair not in apart]
        if turn is None:
            assert all(_came_before(each, there) for each in able)
        else:
            assert turn in able
            assert all(turn.created_at <= each.created_at or _came_before(each, there) for each in able)


def _came_before(one: WarmIntroduction, others: list[WarmIntroduction]) -> bool:
    return any(
        each.pair == one.pair
        and (each.created_at, each.id) < (one.created_at, one.id)
        and one.created_at - each.created_at < NOT_AGAIN_WITHIN
        for each in others
    )


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("both work on Arrow", False),
        ("Ana's talk was great", True),
        ("ask silva about it", True),
        ("she is an analyst", False),
        ("AN\u00c1 knows", True),
        ("talk to <@U123>", True),
        ("write to @bo", True),
        ("mail me at x@y.example", False),
        ("the Ana-Bo project", True),
    ],
)
def test_a_name_is_found_in_any_dress(text: str, tells: bool) -> None:
    assert names_any(text, ("Ana Silva",)) is tells


def test_an_opener_says_only_what_both_show() -> None:
    one, other = Shown(ANA, "Ana", asks=("Rust",)), Shown(BO, "Bo", offers=("Rust mentoring",))
    assert "Ana looks for Rust" in str(opener(one, other))
    assert "Ana looks for Rust" in str(opener(other, one))
    both = Shown(ANA, "Ana", interests=("tea",)), Shown(BO, "Bo", interests=("tea",))
    assert "You share an interest: tea" in str(opener(*both))
    assert opener(one, None) is opener(None, other) is opener(one, both[1]) is PLAIN
