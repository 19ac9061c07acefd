"""Places at which a test may kill, freeze, fail or delay a worker. They do nothing until a test arms them."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass

NAMES = frozenset(
    {
        "before_claim",
        "after_claim",
        "before_compose",
        "after_compose",
        "before_lookup",
        "after_lookup",
        "before_http",
        "after_http",
        "before_record",
        "after_record",
        "before_audit",
        "after_audit_lookup",
        "after_remove",
        "after_audit",
    }
)
DRAWS = frozenset({"before_draw", "after_solve", "after_draw"})
"""Those in drawing rounds, which is not part of every worker."""

_ACTS = frozenset({"kill", "freeze", "die", "raise", "delay"})


class Planted(Exception):
    """What an armed failpoint raises."""


class Died(BaseException):
    """As good as a kill within one process: nothing catches it, nothing is recorded after it."""


@dataclass(slots=True)
class _Fault:
    act: str
    passes: int
    seconds: float


_armed: dict[str, _Fault] = {}


def arm(plan: str) -> None:
    """``name=act@n`` or ``name=delay@n:seconds``, joined by commas: ``act`` at the nth pass, once. Empty disarms."""
    _armed.clear()
    for part in filter(None, plan.split(",")):
        name, _, rest = part.partition("=")
        act, _, when = rest.partition("@")
        passes, _, seconds = when.partition(":")
        if name not in NAMES | DRAWS or act not in _ACTS:
            raise ValueError(f"no failpoint can be armed by {part!r}")
        _armed[name] = _Fault(act, int(passes or 1), float(seconds or 0))


def waiting() -> set[str]:
    """Those armed failpoints whose turn has not come."""
    return {name for name, fault in _armed.items() if fault.passes > 0}


async def failpoint(name: str) -> None:
    """One place of those in ``NAMES`` and ``DRAWS``."""
    if not _armed:
        return
    fault = _armed.get(name)
    if fault is None:
        return
    fault.passes -= 1
    if fault.passes == 0:
        await _commit(fault)


async def _commit(fault: _Fault) -> None:
    match fault.act:
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "freeze":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "die":
            raise Died
        case "delay":
            await asyncio.sleep(fault.seconds)
        case _:
            raise Planted
