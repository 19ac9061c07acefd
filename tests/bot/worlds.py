"""Two worlds that differ in what one member does: what another sees in each."""

import re
from collections.abc import Mapping, Sequence
from io import StringIO

from config.play.local import LocalStage
from config.play.narrator import Narrator
from config.play.parse import parse
from config.play.runner import Runner
from config.play.script import Joins, Reader

_BY_CHANCE = re.compile(r"\b[0-9a-v]{20}\b|(?<=:\d\d)\.\d+(?=\+00:00)")
"""Ids, and the milliseconds that acts take on the stage."""

_PLAYED: dict[str, Mapping[str, Sequence[str]]] = {}


async def seen(story: str, who: str = "ana") -> Sequence[str]:
    """Everything they saw, at whatever time it was. A story is played once, however many tests compare with it."""
    if story not in _PLAYED:
        _PLAYED[story] = await _play(story)
    return _PLAYED[story][who]


async def _play(story: str) -> Mapping[str, Sequence[str]]:
    script = parse(story, "world")
    members = [step.act.name for step in script.steps if isinstance(step.act, Joins)]
    stage = await LocalStage.open(script)
    try:
        await Runner(stage, Narrator(StringIO(), script.zone)).play(script)
        return {who: [_BY_CHANCE.sub("", str(sight)) for sight in stage.seen(Reader(who))] for who in members}
    finally:
        await stage.close()
