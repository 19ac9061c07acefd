"""What goes wrong with requests: limits, faults by seed, and errors to order."""

import math
import random
from dataclasses import dataclass, field
from functools import cache
from typing import assert_never

from tests.absent import specs_folder
from tests.fakes.faults import CALM, Fault, Odds
from tests.fakes.limits import Windows
from tests.fakes.slack.wire import Json

_PER_MINUTE = {"Tier1": 1, "Tier2": 20, "Tier3": 50, "Tier4": 100, "SpecialTier_auth_test": 200}
_POSTS_A_MINUTE = 300
_TIERS = "slack_rate_limit_tiers.json"


class Failed(Exception):
    """The request fails in this way; ``is_accepted`` says whether it was carried out all the same."""

    def __init__(self, body: Json, *, status: int = 200, is_accepted: bool = False, wait: float | None = None) -> None:
        super().__init__(body.get("error", status))
        self.body = body
        self.status = status
        self.is_accepted = is_accepted
        self.wait = wait


class Gone(Exception):
    """The request was carried out and the connection ends without an answer, at once or after a long while."""

    def __init__(self, *, at_once: bool) -> None:
        super().__init__()
        self.at_once = at_once


@dataclass(slots=True)
class Order:
    """The next ``times`` requests of this method fail with this error, 200 and all; ``wait`` makes it a 429."""

    method: str
    error: str
    times: int = 1
    status: int = 200
    is_accepted: bool = False
    wait: float | None = None


@dataclass(slots=True)
class Trouble:
    """Faults are drawn for the methods named in ``faulty`` only. ``history_a_minute`` is the limit of
    conversations.history, which Slack sets to one for apps outside of its Marketplace."""

    windows: Windows
    seed: int = 1
    odds: Odds = CALM
    faulty: frozenset[str] = frozenset({"chat.postMessage", "chat.delete", "conversations.history"})
    has_limits: bool = False
    history_a_minute: int | None = None
    is_down: bool = False
    retry_after: float = 1.0
    orders: list[Order] = field(default_factory=list[Order])
    limited: set[str] = field(default_factory=set[str])
    refused: int = 0
    _dice: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Draw the faults of the seed from the first on."""
        self._dice.seed(self.seed)

    def strike(self, method: str, team: str, channel: str) -> Failed | Gone | None:
        """What goes wrong with this request, if anything."""
        if self.is_down:
            return Failed({"ok": False, "error": "service_unavailable"}, status=503)
        order = next((each for each in self.orders if each.method == method), None)
        if order is not None:
            return self._carry_out(order)
        wait = self._over_limit(method, team, channel)
        if wait > 0:
            self.refused += 1
            return _limited(wait)
        return self._fault(self.odds.draw(self._dice)) if method in self.faulty else None

    def _carry_out(self, order: Order) -> Failed:
        order.times -= 1
        if order.times <= 0:
            self.orders.remove(order)
        if order.wait is not None:
            return _limited(order.wait)
        return Failed({"ok": False, "error": order.error}, status=order.status, is_accepted=order.is_accepted)

    def _over_limit(self, method: str, team: str, channel: str) -> float:
        if channel in self.limited:
            return self.retry_after
        if method == "conversations.history" and self.history_a_minute is not None:
            return self.windows.wait((method, team), self.history_a_minute, 60)
        if not self.has_limits:
            return 0.0
        if method == "chat.postMessage":
            return self.windows.wait((team, channel), 1, 1) or self.windows.wait(team, _POSTS_A_MINUTE, 60)
        return self.windows.wait((method, team), _PER_MINUTE[_tiers()[method]], 60) if method in _tiers() else 0.0

    def _fault(self, fault: Fault | None) -> Failed | Gone | None:
        match fault:
            case None:
                return None
            case Fault.LIMITED:
                return _limited(self.retry_after)
            case Fault.BEFORE:
                return Failed({"ok": False, "error": "internal_error"}, status=500)
            case Fault.AFTER:
                return Failed({"ok": False, "error": "internal_error"}, status=500, is_accepted=True)
            case Fault.DROPPED:
                return Gone(at_once=True)
            case Fault.SLOW:
                return Gone(at_once=False)
            case _:
                assert_never(fault)


def _limited(wait: float) -> Failed:
    return Failed({"ok": False, "error": "ratelimited"}, status=429, wait=math.ceil(wait))


@cache
def _tiers() -> dict[str, str]:
    """Slack's tier of each method; none where the descriptions are not on this machine."""
    import json

    folder = specs_folder()
    return json.loads((folder / _TIERS).read_text()) if folder is not None else {}
