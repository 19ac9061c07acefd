"""Numbers of members that nobody can be told from."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.census import FEWEST
from bot.few import at_least_a_few


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_number_is_said_only_where_a_few_are_on_either_side_of_it(many: int, others: int) -> None:
    said = str(at_least_a_few(many, many + others))
    assert (said == str(many)) == (many >= FEWEST and others >= FEWEST)


@given(st.integers(0, FEWEST - 1), st.integers(0, FEWEST - 1))
def test_few_and_fewer_look_alike(one: int, other: int) -> None:
    assert str(at_least_a_few(one)) == str(at_least_a_few(other))
    assert str(at_least_a_few(FEWEST + one, FEWEST * 2)) == "3 or more" or one == 0
