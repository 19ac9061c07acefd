"""Groups of three at a meetup: everybody in one at most, nobody alone, who have met last."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.circles import PATIENCE, Ties, asking, circle_of, grouped
from bot.domain.ids import MemberId
from bot.domain.rsvps import Answer, Rsvp

START = datetime(2026, 3, 12, 19, tzinfo=UTC)
_PAIRS = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]))


def came(n: int, at: datetime) -> Rsvp:
    new = Rsvp(f"r{n}", "m", "k", MemberId(f"member{n}"), Answer.GOING, START, START)
    return new.arrived(at=at).mingling(at=at)


def of(pairs: set[tuple[int, int]]) -> set[frozenset[MemberId]]:
    return {frozenset((MemberId(f"member{a}"), MemberId(f"member{b}"))) for a, b in pairs}


def evening(
    gaps: list[int], pairs: set[tuple[int, int]], apart: set[tuple[int, int]] | None = None
) -> list[tuple[datetime, list[Rsvp]]]:
    """What the groups are after each arrival."""
    ties = Ties(of(pairs), of(apart or set()))
    rsvps, now, states = list[Rsvp](), START, list[tuple[datetime, list[Rsvp]]]()
    for n, gap in enumerate(gaps):
        now += timedelta(minutes=gap)
        rsvps = grouped([*rsvps, came(n, now)], ties, now)
        states.append((now, rsvps))
    return states


GAPS = st.lists(st.integers(0, 15), min_size=1, max_size=9)


@given(GAPS, _PAIRS)
def test_nobody_stays_alone_unless_nobody_else_asked(gaps: list[int], pairs: set[tuple[int, int]]) -> None:
    for now, rsvps in evening(gaps, pairs):
        later = now + PATIENCE
        for each in rsvps:
            assert circle_of(each, rsvps, later) or len(rsvps) == 1


@given(GAPS, _PAIRS)
def test_who_is_in_a_group_stays_in_it_with_all_who_were_there(gaps: list[int], pairs: set[tuple[int, int]]) -> None:
    before: dict[str, set[MemberId]] = {}
    for now, rsvps in evening(gaps, pairs):
        for each in rsvps:
            others = set(circle_of(each, rsvps, now))
            assert before.get(each.id, set()) <= others
            if others:
                before[each.id] = others


@given(GAPS, _PAIRS)
def test_a_group_is_the_same_for_all_in_it(gaps: list[int], pairs: set[tuple[int, int]]) -> None:
    for now, rsvps in evening(gaps, pairs):
        for one, other in combinations(rsvps, 2):
            assert (other.member in circle_of(one, rsvps, now)) == (one.member in circle_of(other, rsvps, now))


@given(GAPS, _PAIRS)
def test_three_who_have_not_met_never_wait(gaps: list[int], pairs: set[tuple[int, int]]) -> None:
    met = {frozenset(pair) for pair in pairs}
    for now, rsvps in evening(gaps, pairs):
        waiting = [int(each.id[1:]) for each in rsvps if asking(each, now)]
        assert all(any(frozenset(two) in met for two in combinations(trio, 2)) for trio in combinations(waiting, 3))


@given(GAPS, _PAIRS)
def test_who_have_met_are_put_together_only_after_waiting(gaps: list[int], pairs: set[tuple[int, int]]) -> None:
    met, since = {frozenset(pair) for pair in pairs}, dict[str, datetime]()
    for now, rsvps in evening(gaps, pairs):
        for each in rsvps:
            since.setdefault(each.id, now)
        for each in rsvps:
            if each.circle_at == now:
                others = [int(other.removeprefix("member")) for other in circle_of(each, rsvps, now)]
                mine = [each.id, *(f"r{other}" for other in others)]
                is_met = any(frozenset(map(int, (a[1:], b[1:]))) in met for a, b in combinations(mine, 2))
                assert not is_met or any(now - since[one] >= PATIENCE for one in mine)


@given(GAPS, _PAIRS, _PAIRS)
def test_who_is_kept_apart_is_never_in_one_group_and_alone_only_for_that(
    gaps: list[int], pairs: set[tuple[int, int]], blocks: set[tuple[int, int]]
) -> None:
    apart = of(blocks)
    for now, rsvps in evening(gaps, pairs, blocks):
        later = now + PATIENCE
        groups = [{each.member, *circle_of(each, rsvps, later)} for each in rsvps]
        assert not any(frozenset(pair) in apart for group in groups for pair in combinations(group, 2))
        for lonely in (next(iter(group)) for group in groups if len(group) == 1):
            others = (group for group in groups if lonely not in group)
            assert all(any(frozenset((lonely, other)) in apart for other in group) for group in others)


@given(GAPS)
def test_where_nobody_has_met_groups_are_of_three_and_the_last_waits_at_most_a_while(gaps: list[int]) -> None:
    for now, rsvps in evening(gaps, set()):
        waiting = [each for each in rsvps if asking(each, now)]
        assert len(waiting) < 3
        assert all(each.circle_at is None or each.circle_at - now <= PATIENCE for each in waiting)


@given(GAPS, _PAIRS, st.integers(0, 30))
def test_planning_again_changes_nothing(gaps: list[int], pairs: set[tuple[int, int]], minutes: int) -> None:
    ties, (now, rsvps) = Ties(of(pairs)), evening(gaps, pairs)[-1]
    assert grouped(rsvps, ties, now) == rsvps
    later = now + timedelta(minutes=minutes)
    for one, two in zip(rsvps, grouped(rsvps, ties, later), strict=True):
        assert set(circle_of(one, rsvps, later)) <= {each.member for each in rsvps if each.circle == two.circle}
