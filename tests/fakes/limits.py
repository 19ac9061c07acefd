"""How often something may be asked, as the platforms count it: so many in a stretch of time that moves along."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Windows:
    """``now`` gives seconds on any clock that does not go back."""

    now: Callable[[], float]
    _recent: dict[Hashable, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, key: Hashable, count: float, seconds: float) -> float:
        """Zero, and it counts; or else for how many seconds it would be one too many, and it counts for nothing."""
        now, recent = self.now(), self._recent[key]
        while recent and now - recent[0] >= seconds:
            recent.popleft()
        if len(recent) >= count:
            return seconds - (now - recent[0])
        recent.append(now)
        return 0.0
