"""What can go wrong with a request to a fake platform, drawn from a seed."""

import random
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What can go wrong with one request."""

    LIMITED = "429"
    BEFORE = "500 before accepting"
    AFTER = "500 after accepting"
    DROPPED = "connection dropped after accepting"
    SLOW = "accepted, answered after the asker has given up"


@dataclass(frozen=True, slots=True)
class Odds:
    """How often each fault happens, of one; the rest of the time all is well."""

    limited: float = 0.04
    before: float = 0.03
    after: float = 0.04
    dropped: float = 0.05
    slow: float = 0.0

    def draw(self, dice: random.Random) -> Fault | None:
        roll = dice.random()
        for fault, share in zip(Fault, (self.limited, self.before, self.after, self.dropped, self.slow), strict=True):
            if roll < share:
                return fault
            roll -= share
        return None


CALM = Odds(0, 0, 0, 0)
