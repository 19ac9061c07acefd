"""Planning whom each wish is put to, one volunteer at a time."""

import itertools
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asking import MANNERS, Diary, Manner, Seeking, planned
from bot.domain.ids import MemberId, new_id
from bot.domain.volunteers import Help, Wish
from tests.stores import NOW

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_MIA, _MOE = MemberId("mia"), MemberId("moe")
_MANNER = Manner(window=3 * _DAY, ahead=4, patience=7 * _DAY, not_again=_DAY)


def seeking(*fitting: MemberId, after: int = 0, asked: int = 0, since: datetime = NOW) -> Seeking:
    wish = Wish(new_id(NOW), Help.MENTOR, MemberId(f"seeker{after}"), NOW + after * timedelta(seconds=1))
    return Seeking(wish, fitting, asked, since)


def test_the_next_is_asked_when_the_one_before_has_had_their_time_and_then_nobody_is_left() -> None:
    one = seeking(_MIA, _MOE)
    plan = planned([one], {_MIA: Diary(), _MOE: Diary()}, _MANNER)[one.wish.id]
    assert [(each.volunteer, each.asked_at) for each in plan.turns] == [(_MIA, NOW), (_MOE, NOW + 3 * _DAY)]
    assert plan.dry_at == NOW + 6 * _DAY


def test_with_nobody_who_fits_that_is_said_at_once() -> None:
    one = seeking()
    assert planned([one], {}, _MANNER)[one.wish.id].dry_at == NOW


def test_two_who_look_for_the_same_take_turns_and_the_first_comes_first() -> None:
    first, second = seeking(_MIA, _MOE), seeking(_MIA, _MOE, after=1)
    plans = planned([second, first], {_MIA: Diary(), _MOE: Diary()}, _MANNER)
    assert [each.volunteer for each in plans[first.wish.id].turns] == [_MIA, _MOE]
    assert [each.volunteer for each in plans[second.wish.id].turns] == [_MOE, _MIA]


def test_a_mentor_without_room_is_asked_when_there_will_be_and_who_waits_so_long_is_told() -> None:
    one, ends = seeking(_MIA), NOW + 20 * _DAY
    plan = planned([one], {_MIA: Diary(1, [ends])}, _MANNER)[one.wish.id]
    assert [each.asked_at for each in plan.turns] == [ends]
    assert plan.dry_at == NOW


def test_nobody_is_asked_at_night_and_three_at_most_where_there_is_a_most() -> None:
    def in_the_morning(at: datetime) -> datetime:
        return at if at.hour >= 8 else at.replace(hour=8)

    night = NOW.replace(hour=2)
    volunteers = [MemberId(f"listener{number}") for number in range(5)]
    one = seeking(*volunteers, asked=1, since=night)
    diaries = {each: Diary(awake=in_the_morning) for each in volunteers}
    plan = planned([one], diaries, MANNERS[Help.LISTEN])[one.wish.id]
    assert [each.asked_at.hour for each in plan.turns] == [8, 12]
    assert plan.dry_at == night.replace(hour=16)


members = st.sampled_from([MemberId(f"m{number}") for number in range(6)])


@given(
    wishes=st.lists(st.lists(members, unique=True, max_size=6), max_size=8),
    busy=st.dictionaries(members, st.lists(st.integers(0, 60), max_size=3)),
    taken=st.dictionaries(members, st.integers(-60, -1)),
)
def test_no_volunteer_has_two_questions_and_no_wish_two_volunteers_at_once(
    wishes: list[list[MemberId]], busy: dict[MemberId, list[int]], taken: dict[MemberId, int]
) -> None:
    diaries = {
        MemberId(f"m{number}"): Diary(
            1 + number % 2, [NOW + days * _DAY for days in busy.get(MemberId(f"m{number}"), [])]
        )
        for number in range(6)
    }
    for member, hours in taken.items():
        diaries[member].taken.append((NOW + hours * _HOUR, NOW + hours * _HOUR + 3 * _DAY))
    seekers = [seeking(*each, after=at) for at, each in enumerate(wishes)]
    plans = planned(seekers, diaries, _MANNER)
    for each in seekers:
        turns = plans[each.wish.id].turns
        assert len({turn.volunteer for turn in turns}) == len(turns) <= _MANNER.ahead
        assert all(one.answer_by <= other.asked_at for one, other in itertools.pairwise(turns))
        assert all(turn.answer_by - turn.asked_at == _MANNER.window and turn.asked_at >= NOW for turn in turns)
        soon = turns and turns[0].asked_at - NOW <= _MANNER.patience
        assert soon or plans[each.wish.id].dry_at == NOW, "asked, or told at once"
    for diary in diaries.values():
        windows = sorted(diary.taken)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(windows))
        asked = [start for start, _ in windows if start >= NOW]
        assert all(sum(end > start for end in diary.ends) < diary.capacity for start in asked)
