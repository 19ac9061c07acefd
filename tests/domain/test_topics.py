"""Topics: read from a text, and where those of two people meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.topics import meeting, overlap, topic_key, topics_in, united, without
from tests.domain.standings import Standing

TEXTS = st.text(max_size=80)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Rust", ("Rust",)),
        ("Rust, Go and Zig", ("Rust", "Go", "Zig")),
        ("Rust and Go", ("Rust", "Go")),
        ("Rust, Go, and Zig.", ("Rust", "Go", "Zig")),
        ("research and development of compilers", ("research and development of compilers",)),
        ("- Rust\n- Go and its runtime\n", ("Rust", "Go and its runtime")),
        ("C++; C#, .NET", ("C++", "C#", ".NET")),
        ("rust, Rust", ("rust",)),
        (" , ;. ", ()),
    ],
)
def test_a_list_is_read_as_it_is_meant(text: str, topics: tuple[str, ...]) -> None:
    assert topics_in(text) == topics


@given(TEXTS)
def test_topics_are_trimmed_and_each_is_there_once(text: str) -> None:
    topics = topics_in(text)
    assert all(topic and topic == " ".join(topic.split()) for topic in topics)
    assert united(topics, topics) == topics


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rust", "rust compilers"),
        ("a Rust mentor", "mentoring in Rust"),
        ("help with Kafka", "Kafka consulting"),
        ("databases", "Database"),
        ("São Paulo meetups", "sao paulo"),
    ],
)
def test_these_meet(one: str, other: str) -> None:
    assert meeting([one], [other]) == (one,)
    assert meeting([other], [one]) == (other,)


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("Rust", "trust"), ("Go", "Django"), ("help", "Rust")])
def test_these_do_not(one: str, other: str) -> None:
    assert meeting([one], [other]) == ()


def test_two_people_meet_in_interests_offers_and_asks() -> None:
    mine = Standing(interests=("Rust", "tea"), offers=("code reviews",), asks=("a Kafka mentor",))
    theirs = Standing(interests=("Rust compilers",), offers=("mentoring on Kafka",), asks=("code review",))
    found = overlap(mine, theirs)
    assert found.shared == ("Rust compilers",)
    assert found.theirs_for_me == ("mentoring on Kafka",)
    assert found.mine_for_them == ("code review",)
    assert found
    assert not overlap(mine, Standing())


_LISTS = st.lists(TEXTS.filter(topic_key), max_size=4).map(tuple)
_STANDINGS = st.builds(Standing, _LISTS, _LISTS, _LISTS)


@given(_STANDINGS, _STANDINGS)
def test_meeting_is_mutual(mine: Standing, theirs: Standing) -> None:
    there, back = overlap(mine, theirs), overlap(theirs, mine)
    assert bool(there.shared) == bool(back.shared)
    assert bool(there.theirs_for_me) == bool(back.mine_for_them)
    assert bool(there) == bool(back)


@given(_LISTS, _LISTS)
def test_what_is_taken_away_is_gone_and_the_rest_stays(topics: tuple[str, ...], gone: tuple[str, ...]) -> None:
    left = without(topics, gone)
    assert not {topic_key(each) for each in left} & {topic_key(each) for each in gone}
    assert set(left) <= set(topics)
    assert without(topics, ()) == topics
