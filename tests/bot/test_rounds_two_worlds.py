"""Two worlds of a round: what one member keeps to themselves, nobody else can tell, whether they are in it or organise
it, but by whom they are put together with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.bot.worlds import seen

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ("Ana Silva", "Bo Chen", "Cleo Dias", "Dan Wu", "Olga Reis")
_OTHERS = ("ana", "bo", "dan", "olga")
_SEED = re.compile(r"(?<=[Ss]eed )\d+|(?<=Seed: )\d+")
_BEGINS = """\
at 2026-03-04 10:00 Europe/Lisbon
member olga "Olga Reis" roles=organiser
member ana "Ana Silva"{far}
member bo "Bo Chen"{far}
member cleo "Cleo Dias"
member dan "Dan Wu"
olga: start a round called Coffee every Monday at 10:00
ana: join the Coffee round
bo: join the Coffee round
cleo: join the Coffee round
dan: join the Coffee round
"""
_PREVIEW = "olga: preview the Coffee round\n"
"""Before the draw: of the next one it tells points, and these follow from who can be with whom."""

_LOOKS = """\
olga: how is the Coffee round going?
olga: organise
olga: organise failed
olga: organise members
olga: round list
ana: round list
ana: who is Cleo?
ana: export
ana reads "hallway.json"
ana: blocks
"""
_ANSWERS = """\
ana presses "We met"
bo presses "We will meet"
dan presses "We could not"
"""


def _story(before: str = "", after: str = "", *, far: bool = False) -> str:
    """``before`` and ``after`` the first draw Cleo does something. Who live ``far`` are put together by that alone."""
    begins = _BEGINS.format(far=" tz=Pacific/Auckland" if far else "")
    week = f"wait 4 days\n{_ANSWERS}{_LOOKS}"
    return f"{begins}{before}\n{_PREVIEW}{_LOOKS}wait 5 days\nwait 1 day\n{after}\n{_LOOKS}{week}"


def _masked(sights: Sequence[str]) -> list[str]:
    """With every name alike: who is with whom may differ."""
    names = re.compile("|".join(NAMES))
    return [names.sub("SOMEBODY", _SEED.sub("0", each)) for each in sights]


async def _worlds(one: str, other: str, who: str) -> tuple[list[str], list[str]]:
    return _masked(await seen(one, who)), _masked(await seen(other, who))


BLOCKS = {
    "one who is far away": "cleo: never match me with Ana",
    "both who are far away": "cleo: never match me with Ana\ncleo: never match me with Bo",
    "taken back": "cleo: never match me with Dan\ncleo: unblock Dan",
    "an organiser": "cleo: never match me with Olga",
}


@pytest.mark.parametrize("who", _OTHERS)
@pytest.mark.parametrize("block", BLOCKS)
async def test_a_block_that_parts_nobody_leaves_no_trace_at_all(block: str, who: str) -> None:
    one, other = _story(far=True), _story(BLOCKS[block], far=True)
    with_names = [_SEED.sub("0", each) for each in await seen(one, who)]
    assert [_SEED.sub("0", each) for each in await seen(other, who)] == with_names


@pytest.mark.parametrize("who", _OTHERS)
@pytest.mark.parametrize("blocked", ["Ana", "Bo", "Dan"])
async def test_a_block_shows_in_nothing_but_who_is_with_whom(blocked: str, who: str) -> None:
    one, other = await _worlds(_story(), _story(f"cleo: never match me with {blocked}"), who)
    assert other == one


@pytest.mark.parametrize("who", _OTHERS)
async def test_whoever_is_kept_away_after_a_draw_is_asked_all_the_same(who: str) -> None:
    one = _story(far=True)
    other = _story(after="cleo: never match me with Dan\ncleo: unblock Ana", far=True)
    until = _index_of_the_second_draw(await seen(one, who))
    assert _masked(await seen(other, who))[:until] == _masked(await seen(one, who))[:until]


def _index_of_the_second_draw(sights: Sequence[str]) -> int:
    """Where there is none, everything."""
    draws = [at for at, each in enumerate(sights) if "Coffee: whom you meet this time" in each]
    return draws[1] if len(draws) > 1 else len(sights)


async def test_whoever_keeps_somebody_away_after_a_draw_is_not_asked_about_them() -> None:
    asked = "have you met Dan Wu?"
    assert any(asked in each for each in await seen(_story(far=True), "cleo"))
    assert not any(
        asked in each for each in await seen(_story(after="cleo: never match me with Dan", far=True), "cleo")
    )


AWAY = {
    "paused": "cleo: pause the Coffee round until 1 June",
    "left": "cleo: leave the Coffee round",
    "skipped": "cleo: I'll skip this round",
}


@pytest.mark.parametrize("who", ["ana", "bo", "dan"])
@pytest.mark.parametrize("away", ["left", "skipped"])
async def test_whether_somebody_paused_or_left_or_never_joined_no_member_can_tell(away: str, who: str) -> None:
    one, other = _story(AWAY["paused"]), _story(AWAY[away])
    until = _index_of_the_second_draw(await seen(one, who))
    assert _masked(await seen(other, who))[:until] == _masked(await seen(one, who))[:until]


async def test_whether_somebody_skips_or_pauses_no_organiser_can_tell_before_they_are_back() -> None:
    paused, skipped = await seen(_story(AWAY["paused"]), "olga"), await seen(_story(AWAY["skipped"]), "olga")
    first = next(at for at, each in enumerate(paused) if "in numbers" in each)
    assert _masked(skipped)[: first + 1] == _masked(paused)[: first + 1]


@pytest.mark.parametrize("who", ["ana", "bo", "dan"])
async def test_closed_messages_of_one_are_nobody_elses_business(who: str) -> None:
    """Organisers are told that there are some: they may have to do something about it."""
    one, other = await _worlds(_story(far=True), _story("refuse cleo", far=True), who)
    assert other == one


@pytest.mark.parametrize("who", ["ana", "bo", "dan"])
@pytest.mark.parametrize("answer", ["We met", "We will meet", "We could not"])
async def test_what_the_other_answered_is_not_told(answer: str, who: str) -> None:
    story = _story(far=True).replace('dan presses "We could not"\n', "")
    one, other = await _worlds(
        story, story.replace(_ANSWERS_OF_TWO, f'{_ANSWERS_OF_TWO}cleo presses "{answer}"\n'), who
    )
    assert other == one


_ANSWERS_OF_TWO = 'ana presses "We met"\nbo presses "We will meet"\n'


async def test_no_organiser_sees_a_name_in_what_rounds_tell_them() -> None:
    told = await seen(_story().replace("olga: organise members\n", ""), "olga")
    assert any("If Coffee were drawn now" in each for each in told)
    assert any("Coffee in numbers" in each for each in told)
    assert not [each for each in told if any(name in each for name in NAMES if name != "Olga Reis")]


_CONSENTS = """\
at 2026-03-04 10:00 Europe/Lisbon
member olga "Olga Reis" roles=organiser
member ana "Ana Silva"
member bo "Bo Chen"
olga: start a round called Coffee every Monday at 10:00
bo: I'm a data engineer at Mozilla
bo: I'm interested in beekeeping
ana: I'm interested in beekeeping
ana: join the Coffee round
{}
olga: preview the Coffee round
wait 6 days
olga: how is the Coffee round going?
wait 4 days
ana: round list
"""


@pytest.mark.parametrize("who", ["ana", "olga"])
async def test_nobody_is_named_in_a_round_before_they_joined_it(who: str) -> None:
    assert not any("Bo Chen" in each for each in await seen(_CONSENTS.format("bo: round list"), who))
    assert any("Bo Chen" in each for each in await seen(_CONSENTS.format("bo: join the Coffee round"), "ana"))


async def test_what_somebody_does_is_shown_to_their_group_after_their_yes_alone() -> None:
    joined = "bo: join the Coffee round"
    shown = f'{joined}\nbo presses "Show it in rounds"'
    told = await seen(_CONSENTS.format(joined))
    assert not any("Mozilla" in each for each in told)
    assert not any("beekeeping" in each for each in told if "whom you meet" in each)
    told = await seen(_CONSENTS.format(shown))
    assert any("Mozilla" in each and "shares an interest: beekeeping" in each for each in told)
    assert not any("Mozilla" in each for each in await seen(_CONSENTS.format(shown), "olga"))
