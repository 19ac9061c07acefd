"""What Slack hands out: times that are names, trigger ids that live three seconds, and response URLs."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fakes.slack.wire import SlackError

_TRIGGER_LIFE = timedelta(seconds=3)
_HOOK_LIFE = timedelta(minutes=30)
_HOOK_USES = 5


@dataclass(slots=True)
class Stamps:
    """Ids and message times. No two times are the same, however fast messages come."""

    now: Callable[[], datetime]
    _last: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def ts(self) -> str:
        self._last = max(round(self.now().timestamp() * 1_000_000), self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06}"

    def number(self) -> int:
        return next(self._numbers)

    def id(self, prefix: str) -> str:
        return f"{prefix}{self.number():08}"


@dataclass(slots=True)
class Trigger:
    team: str
    user: str
    until: datetime
    view: str | None
    is_used: bool = False


@dataclass(slots=True)
class Triggers:
    """Permissions to put a modal on somebody's screen, each good for once."""

    stamps: Stamps
    _held: dict[str, Trigger] = field(default_factory=dict[str, Trigger])

    def issue(self, team: str, user: str, *, view: str | None = None) -> str:
        """``view`` is the modal in which it was got, if any."""
        text = f"{self.stamps.number()}.111.{team.lower()}"
        self._held[text] = Trigger(team, user, self.stamps.now() + _TRIGGER_LIFE, view)
        return text

    def use(self, text: str, team: str) -> Trigger:
        trigger = self._held.get(text)
        if trigger is None or trigger.team != team:
            raise SlackError("invalid_trigger_id")
        if trigger.is_used:
            raise SlackError("exchanged_trigger_id")
        if self.stamps.now() > trigger.until:
            raise SlackError("expired_trigger_id")
        trigger.is_used = True
        return trigger


@dataclass(slots=True)
class Hook:
    """Where a response URL leads: to this person in this conversation, about this message if there is one."""

    team: str
    channel: str
    user: str
    message: str | None
    until: datetime
    uses: int = 0


@dataclass(slots=True)
class Hooks:
    stamps: Stamps
    address: str = ""
    _held: dict[str, Hook] = field(default_factory=dict[str, Hook])

    def issue(self, team: str, channel: str, user: str, *, message: str | None = None) -> str:
        """A response URL."""
        key = f"{team}/{self.stamps.number()}"
        self._held[key] = Hook(team, channel, user, message, self.stamps.now() + _HOOK_LIFE)
        return f"{self.address}/response/{key}"

    def use(self, key: str) -> Hook:
        hook = self._held.get(key)
        if hook is None or self.stamps.now() > hook.until:
            raise SlackError("expired_url")
        if hook.uses >= _HOOK_USES:
            raise SlackError("used_url")
        hook.uses += 1
        return hook
