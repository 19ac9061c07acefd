"""A draw in another process, and what is loaded for one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
_DRAW = """
import hashlib
from random import Random
from bot.domain.rounds.drawing import draw
from bot.domain.rounds.entrants import Case
from tests.domain.rounds.cases import entrant, members
for many, size in ((31, 2), (100, 2), (100, 3), (1100, 2)):
    chance = Random(many)
    drawn = draw(Case(tuple(entrant(each, chance) for each in members(many)), 7, size))
    print(hashlib.sha256(repr(drawn).encode()).hexdigest())
"""
_LOADED = """
import sys, bot.commands, bot.dispatch, config.app, scheduler.clock
from bot.domain.rounds import drawing
print(sorted({"rustworkx", "numpy"} & set(sys.modules)))
"""


def _run(script: str, hash_seed: int) -> str:
    env = {**os.environ, "PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_same_seed_gives_the_same_draw_in_any_process() -> None:
    assert _run(_DRAW, 1) == _run(_DRAW, 2)


def test_the_solver_is_loaded_when_a_round_is_drawn_and_not_before() -> None:
    assert _run(_LOADED, 1).strip() == "[]"
