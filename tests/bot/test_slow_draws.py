"""Draws that somebody waits for: nobody is held up by them, and whoever waits is told."""

from __future__ import annotations

import asyncio
from io import StringIO
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.domain.rounds.drawing import draw
from bot.domain.rounds.entrants import Case, Drawn
from bot.matchmaking import MANY, Draws, drawn_aside
from config.play.files import play_on
from tests.domain.rounds.cases import entrant, members
from tests.stages.every import STAGES

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = """\
at 2026-03-04 10:00 Europe/Lisbon
member olga "Olga Reis" roles=organiser
member ana "Ana Silva"
member bo "Bo Chen"
channel general
olga: start a round called Coffee every Monday at 10:00
ana: join the round
bo: join the round
olga: preview the Coffee round
olga sees "One moment: I work out who of 2 fits whom"
olga sees "One group."
olga presses "Another seed"
olga sees "One moment"
olga sees "One group."
olga in #general: /round preview Coffee
olga sees "One moment"
olga sees "One group."
#general sees nothing
olga: draw the Coffee round now
olga sees "One moment"
olga sees "Coffee is drawn"
olga does not see "if Coffee were drawn"
wait 2 minutes
ana sees "Bo Chen"
bo sees "Ana Silva"
"""


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.matchmaking.PATIENCE", 0)


@pytest.mark.usefixtures("no_patience")
@pytest.mark.parametrize("platform", sorted(STAGES))
async def test_whoever_draws_a_round_by_hand_is_told_that_it_takes_a_while(platform: str, tmp_path: Path) -> None:
    script, out = tmp_path / "by-hand.transcript", StringIO()
    script.write_text(BY_HAND)
    assert await play_on(STAGES[platform], [script], out) == 0, out.getvalue()


def _case(many: int) -> Case:
    chance = Random(1)
    return Case(tuple(entrant(each, chance) for each in members(many)), 1)


async def test_many_are_drawn_in_a_process_of_their_own_with_the_same_outcome() -> None:
    case = _case(MANY + 1)
    assert await drawn_aside(case) == draw(case)


@pytest.mark.usefixtures("no_patience")
async def test_an_act_that_is_told_again_meanwhile_is_drawn_once() -> None:
    case, may_end, solved, told = _case(4), asyncio.Event(), list[int](), asyncio.Queue[str]()

    async def solve(case: Case) -> Drawn:
        solved.append(len(case.entrants))
        await may_end.wait()
        return draw(case)

    async def slowly() -> None:
        await told.put("one moment")

    draws = Draws(solve)
    both = [asyncio.create_task(draws.made("event-1", case, slowly)) for _ in range(2)]
    other = asyncio.create_task(draws.made("event-2", case, slowly))
    for _ in range(2):
        await told.get()
    may_end.set()
    assert await both[0] == await both[1] == await other == draw(case)
    assert (solved, told.empty()) == ([4, 4], True)
