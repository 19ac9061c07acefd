"""Two worlds: whoever looks for a mentor sees the same at every instant, whether those who are asked say no or nothing;
and nobody's name before their own yes."""

import re

import pytest

from tests.bot.worlds import seen

_NO = 'bo presses "Not this time"'
_BEGINS = """\
at 2026-03-04 10:00 Europe/Lisbon
member ana "Ana Silva" roles=organiser
member bo "Bo Chen"
member cleo "Cleo Dias"
member dan "Dan Wu"
bo: I can mentor two people in Rust
wait 1 minutes
cleo: I can mentor two people in Rust
dan: I'm looking for a mentor for Kafka
dan presses "Yes"
ana: I'm looking for a mentor for Rust because I want to change jobs
ana presses "Yes"
wait 10 minutes
"""
_LOOKS = 'ana: mentor\nana: export\nana reads "hallway.json"\nana: privacy\nana: organise\nana: organise failed\n'
FATES = {
    "the first says no at once": (_NO, ""),
    "the first says no on the last day": ("", f"wait 2 days\n{_NO}"),
    "the first says no when nobody waits for it any more": ("", f"wait 4 days\n{_NO}"),
    "both say no": (_NO, 'wait 73 hours\ncleo presses "Not this time"'),
}


def _story(now: str, later: str) -> str:
    """``later`` happens between looks that go on beside it, so that neither moves the other's clock."""
    days = [f"wait 1 days\n{_LOOKS}"] * 8
    moved = re.match(r"wait (\d+) (days|hours)\n", later)
    if moved is None:
        return f"{_BEGINS}{_LOOKS}{now}\n{''.join(days)}"
    after = int(moved[1]) // (24 if moved[2] == "hours" else 1)
    days.insert(after, f"{later[moved.end() :]}\n")
    return f"{_BEGINS}{_LOOKS}{now}\n{''.join(days)}"


@pytest.mark.parametrize("fate", FATES)
async def test_a_no_looks_like_silence_to_whoever_looks_for_a_mentor(fate: str) -> None:
    silent = await seen(_story("", ""))
    assert any("I found no mentor for Rust yet" in sight for sight in silent)
    now, later = FATES[fate]
    told = await seen(_story(now, later))
    assert told == silent
    assert not any("Bo Chen" in sight or "Cleo Dias" in sight for sight in told)


async def test_another_who_looks_too_sees_no_difference_either() -> None:
    assert await seen(_story(_NO, ""), "dan") == await seen(_story("", ""), "dan")


async def test_whoever_said_no_is_named_to_nobody_when_the_next_says_yes() -> None:
    yes = 'wait 73 hours\ncleo presses "Yes, gladly"'
    after_a_no, after_silence = await seen(_story(_NO, yes)), await seen(_story("", yes))
    assert after_a_no == after_silence
    assert any("Cleo Dias would like to be your mentor" in sight for sight in after_a_no)
    assert not any("Bo Chen" in sight for sight in after_a_no)


async def test_those_who_are_not_asked_yet_read_nothing_of_the_wish_nor_who_has_it() -> None:
    story = _story("", "").split("wait 1 days")[0] + "wait 2 days\n"
    assert not any("Ana Silva" in sight or "change jobs" in sight for sight in await seen(story, "cleo"))
    assert any("Ana Silva" in sight and "change jobs" in sight for sight in await seen(story, "bo"))


_ROUGH = """\
at 2026-03-04 10:00 Europe/Lisbon
member ana "Ana Silva" roles=organiser
member bo "Bo Chen"
member cleo "Cleo Dias"
bo: I can listen
wait 1 minutes
cleo: I can listen
ana: I'm having a rough week
ana presses "Find somebody to listen"
ana presses "Ask {how} my name"
wait 10 minutes
"""
_HOURS = f"wait 2 hours\n{_LOOKS.replace('ana: mentor', 'ana: my mentoring')}" * 6


@pytest.mark.parametrize("how", ["with", "without"])
async def test_a_no_to_listening_looks_like_silence(how: str) -> None:
    silent = await seen(_ROUGH.format(how=how) + _HOURS)
    assert await seen(f"{_ROUGH.format(how=how)}{_NO}\n{_HOURS}") == silent
    assert any("Nobody who offered to listen could just now" in sight for sight in silent)
    assert not any("Bo Chen" in sight or "Cleo Dias" in sight for sight in silent)


async def test_whoever_asks_without_their_name_is_named_to_nobody_but_whoever_says_yes() -> None:
    story = _ROUGH.format(how="without") + 'wait 5 hours\ncleo presses "Yes, gladly"\nwait 1 days\n'
    assert not any("Ana Silva" in sight for sight in await seen(story, "bo"))
    assert any("Ana Silva" in sight for sight in await seen(story, "cleo"))
    before = _ROUGH.format(how="without") + "wait 5 hours\n"
    assert any("Could you listen?" in sight for sight in await seen(before, "cleo"))
    assert not any("Ana Silva" in sight for sight in await seen(before, "cleo"))
    assert any("Cleo Dias would like to listen" in sight for sight in await seen(story))
