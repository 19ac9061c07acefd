"""The draw of a round: everybody in one group at most, and the best draw there is."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.domain.rounds.drawing import draw
from bot.domain.rounds.entrants import BACK, Case, Drawn, Entrant, Odd
from bot.domain.rounds.few import EXACT, best_of_few
from bot.domain.rounds.hours import awake
from bot.domain.rounds.matching import best_matching, matched
from bot.domain.rounds.pairs import drawn_in_pairs
from bot.domain.rounds.scoring import Scores
from bot.domain.rounds.trios import drawn_in_trios
from bot.domain.times import ZoneName
from tests.domain.rounds.cases import DAY, Judge, cases, entrant, every_draw, members, pairs_of

SLOWLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_someone_in_two_groups_rc_coffee_chats_92() -> None:
    """See `everybody_once`, which every draw in this file goes through; here a large one of trios."""
    everybody_once(_case(301, size=3), draw(_case(301, size=3)))


@SLOWLY
@given(cases(300))
def test_everybody_is_in_one_group_and_with_nobody_they_are_kept_apart_from(case: Case) -> None:
    everybody_once(case, draw(case))


def everybody_once(case: Case, drawn: Drawn) -> None:
    placed = [each for group in drawn.groups for each in group]
    assert sorted([*placed, *drawn.waits]) == sorted(each.member for each in case.entrants)
    assert all(1 < len(group) <= 3 for group in drawn.groups)
    assert not case.apart & {frozenset(pair) for group in drawn.groups for pair in combinations(group, 2)}


@SLOWLY
@given(cases(10))
def test_a_draw_of_a_few_is_the_best_there_is(case: Case) -> None:
    if len(case.entrants) > 8:
        case = replace(case, entrants=case.entrants[:9])
    worth = Judge(case)
    best = max(worth(each) for each in every_draw(case))
    assert worth(draw(case).groups) == best


@settings(max_examples=6, deadline=None)
@given(cases(10, sizes=(2,)))
def test_a_draw_of_ten_is_the_best_there_is(case: Case) -> None:
    worth = Judge(case)
    best = max(worth(each) for each in every_draw(case))
    assert worth(draw(case).groups) == best


@SLOWLY
@given(cases(9, sizes=(2,)))
def test_what_solves_large_rounds_finds_the_best_draw_of_a_few_too(case: Case) -> None:
    scores = Scores(case)
    groups = [scores.members(group) for group in drawn_in_pairs(scores) if len(group) > 1]
    worth = Judge(case)
    best = max(worth(each) for each in every_draw(case))
    assert worth(groups)[:3] == best[:3]
    if case.odd is Odd.WAITS or len(case.entrants) % 2 == 0 or (best[0] == len(case.entrants) and best[2] == 0):
        assert worth(groups) == best


@SLOWLY
@given(cases(9, sizes=(3,)))
def test_what_solves_large_rounds_of_three_leaves_as_few_out_as_can_be(case: Case) -> None:
    scores = Scores(case)
    groups = drawn_in_trios(scores, matched(scores, range(scores.many)))
    worth = Judge(case)
    best = max(worth(each) for each in every_draw(case))
    assert worth([scores.members(group) for group in groups if len(group) > 1])[:3] == best[:3]


@SLOWLY
@given(st.sampled_from((9, 11, 13, 15)), st.integers(0, 2**32), st.sampled_from((0.0, 0.1, 0.3)), st.sampled_from(Odd))
def test_who_is_left_over_and_who_is_the_third_is_chosen_exactly(many: int, seed: int, share: float, odd: Odd) -> None:
    """Pairs of an odd number: whoever waits, always; the three, where a draw without repeats exists."""
    case = replace(
        _case(many, seed=seed), odd=odd, lately=dict.fromkeys(pairs_of(members(many), Random(seed), share), 1)
    )
    scores, worth = Scores(case), Judge(case)
    drawn, best = (worth(_named(scores, groups)) for groups in (drawn_in_pairs(scores), _best(scores)))
    assert drawn[:3] == best[:3]
    if odd is Odd.WAITS or best[2] == 0:
        assert drawn == best


@SLOWLY
@given(st.sampled_from((7, 9, 11, 12, 13, 14, 15)), st.integers(0, 2**32), st.sampled_from((0.0, 0.1, 0.3)))
def test_rounds_of_three_come_near_the_best_there_is(many: int, seed: int, share: float) -> None:
    """The best threes of many are hard to find (see docs/decisions.md). What is drawn has as many in groups, as few
    repeats and as few groups of another size, and nearly the points."""
    case = replace(
        _case(many, seed=seed, size=3), lately=dict.fromkeys(pairs_of(members(many), Random(seed), share), 1)
    )
    scores, worth = Scores(case), Judge(case)
    drawn = worth(_named(scores, drawn_in_trios(scores, matched(scores, range(many)))))
    best = worth(_named(scores, _best(scores)))
    assert drawn[:4] == best[:4]
    assert drawn[4] >= 0.95 * best[4]


def _best(scores: Scores) -> list[tuple[int, ...]]:
    return best_of_few(scores, range(scores.many))


def _named(scores: Scores, groups: list[tuple[int, ...]]) -> list[tuple[MemberId, ...]]:
    return [scores.members(group) for group in groups if len(group) > 1]


@SLOWLY
@given(
    many=st.integers(EXACT + 1, 300),
    seed=st.integers(0, 2**32),
    share=st.sampled_from((0.5, 0.9, 0.99)),
    apart=st.booleans(),
)
def test_same_partner_three_rounds_in_a_row_icebreaker_56_228_299(
    many: int, seed: int, share: float, apart: bool
) -> None:
    """No repeat while a draw without one exists: one is hidden where nearly all pairs are repeats, or kept apart."""
    case, chance = _case(many, seed=seed), Random(seed)
    everybody = members(many)
    chance.shuffle(everybody)
    hidden = {frozenset(everybody[at : at + 2]) for at in range(0, many - many % 2, 2)}
    if many % 2:
        hidden |= {frozenset(pair) for pair in combinations(everybody[-3:], 2)}
    known = pairs_of(everybody, chance, share) - hidden
    case = replace(case, apart=known) if apart else replace(case, lately=dict.fromkeys(known, 1))
    drawn = draw(case)
    everybody_once(case, drawn)
    assert (drawn.repeats, drawn.waits) == (0, ())


@SLOWLY
@given(st.integers(2, 120), st.integers(0, 2**32), st.sampled_from((0.0, 0.02, 0.1)))
def test_odd_one_out_never_twice_running_icebreaker_72_slack_sup_27(many: int, seed: int, share: float) -> None:
    """Over some rounds in which the one who is left over waits: whoever waited is in the next one, unless they are kept
    apart from so many that there is no place for all of them."""
    chance, waited = Random(seed), set[MemberId]()
    everybody = members(2 * many + 1)
    apart = pairs_of(everybody, chance, share)
    for turn in range(3):
        entrants = tuple(entrant(each, chance, waited=each in waited) for each in everybody)
        drawn = draw(Case(entrants, turn, 2, Odd.WAITS, apart))
        assert len(waited - {*drawn.waits}) == _places_for(waited, everybody, apart)
        assert share or not waited & {*drawn.waits}
        waited = {*drawn.waits}


def _places_for(waited: set[MemberId], everybody: list[MemberId], apart: frozenset[frozenset[MemberId]]) -> int:
    """How many of those who waited can be in pairs at once. Any of whom that is so can be so in a draw of the most
    pairs too, by exchanging along a path, so a draw has no reason to place fewer."""
    edges = [
        (one, other, (everybody[one] in waited) + (everybody[other] in waited))
        for one, other in combinations(range(len(everybody)), 2)
        if frozenset((everybody[one], everybody[other])) not in apart
    ]
    pairs = best_matching(edges, fullest=False)
    return len({each for pair in pairs for each in pair} & {at for at, each in enumerate(everybody) if each in waited})


@pytest.mark.parametrize("size", [2, 3])
def test_trio_ignores_history_rc_coffee_chats_92(size: int) -> None:
    """All the pairs of a group of three count: here each trio but one has two who were together."""
    five = members(5)
    new = {frozenset(pair) for pair in [(five[0], five[1]), *combinations(five[2:], 2)]}
    lately = {pair for two in combinations(five, 2) if (pair := frozenset(two)) not in new}
    case = replace(_case(5, size=size), lately=dict.fromkeys(lately, BACK))
    assert draw(case).groups == ((five[0], five[1]), (five[2], five[3], five[4]))


def test_pairs_across_time_zones_cannot_meet_slack_sup_36() -> None:
    """Four in Lisbon and four in Auckland, who are never up at the same time, are put together where they live."""
    zones = [ZoneName("Europe/Lisbon"), ZoneName("Pacific/Auckland")] * 4
    entrants = tuple(Entrant(each, awake(zone, None, DAY)) for each, zone in zip(members(8), zones, strict=True))
    for seed in range(20):
        for group in draw(Case(entrants, seed)).groups:
            assert len({int(each[1:]) % 2 for each in group}) == 1


def test_where_everybody_was_together_lately_it_is_not_with_the_same_again() -> None:
    """Four who were in three draws, each with each: it begins anew with the first of these."""
    one, two, three, four = members(4)
    draws = [((one, two), (three, four)), ((one, three), (two, four)), ((one, four), (two, three))]
    lately = {frozenset(pair): ago for ago, groups in enumerate(draws, 1) for pair in groups}
    for seed in range(20):
        assert draw(replace(_case(4), seed=seed, lately=lately)).groups == draws[-1]


@SLOWLY
@given(cases(60))
def test_the_same_seed_gives_the_same_draw(case: Case) -> None:
    again = replace(case, entrants=tuple(reversed(case.entrants)))
    assert draw(again) == draw(case)


def test_another_seed_gives_another_draw() -> None:
    assert len({draw(replace(_case(30, alike=True), seed=seed)).groups for seed in range(5)}) == 5


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from((0.0, 0.1)), st.booleans())
def test_of_more_members_too_the_best_three_are_together(seed: int, share: float, waited: bool) -> None:
    """Held against a matching of all others for every three of nineteen."""
    chance, everybody = Random(seed), members(19)
    entrants = tuple(entrant(each, chance, waited=waited and chance.random() < 0.3) for each in everybody)
    case = Case(entrants, seed, lately=dict.fromkeys(pairs_of(everybody, chance, share), 1))
    scores = Scores(case)
    drawn = draw(case)
    best = 0
    for trio in combinations(range(19), 3):
        groups = [trio, *matched(scores, [each for each in range(19) if each not in trio])]
        two = [pair for group in groups for pair in combinations(group, 2)]
        if not any(scores.is_repeat(*pair) for pair in two):
            best = max(best, sum(scores.points(*pair) for pair in two))
    assert (drawn.score, drawn.repeats, drawn.waits) == (best, 0, ())


def _case(many: int, *, seed: int = 1, size: int = 2, alike: bool = False) -> Case:
    chance = Random(seed)
    made = [entrant(each, chance) for each in members(many)]
    if alike:
        made = [replace(each, awake=-1 % (1 << 96), interests=(), offers=(), asks=()) for each in made]
    return Case(tuple(made), seed, size)
