"""A stage with no Hallway behind it: it keeps every promise of the port in memory and answers by a few fixed rules.

Whoever says "later TEXT" is sent TEXT an hour on; "all TEXT" goes to the channel it was said in; "form" opens one;
anything else is echoed, with the buttons Undo and Fix.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from config.play.script import Crash, Joins, Reader
from config.play.stage import NotThere, Sight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(slots=True)
class EchoStage:
    now: datetime
    closed: bool = False
    log: list[str] = field(default_factory=list[str])
    _sights: dict[Reader, list[Sight]] = field(default_factory=dict[Reader, list[Sight]])
    _due: list[tuple[datetime, Reader, str]] = field(default_factory=list[tuple[datetime, Reader, str]])
    _open: set[str] = field(default_factory=set[str])
    _last: int = 0

    async def member(self, member: Joins) -> None:
        self._sights[Reader(member.name)] = []

    async def channel(self, name: str) -> None:
        self._sights[Reader(name, is_channel=True)] = []

    async def say(self, member: str, text: str, channel: str | None = None) -> None:
        verb, _, rest = text.partition(" ")
        if verb == "later":
            self._due.append((self.now + timedelta(hours=1), Reader(member), rest))
        elif verb == "form":
            self._open.add(member)
            self._show("Form", Reader(member))
        elif verb == "all" and channel is not None:
            self._show(rest, Reader(channel, is_channel=True), Reader(member))
        else:
            self._show(f"You said: {text}", Reader(member), buttons=("Undo", "Fix"))

    async def slash(self, member: str, command: str, text: str, channel: str | None = None) -> None:
        self._show(f"{command}({text}) in {channel}", Reader(member))

    async def press(self, member: str, label: str, beside: str = "") -> None:
        sights = [sight for sight in self._sights[Reader(member)] if label in sight.buttons and beside in sight.text]
        if not sights:
            raise NotThere(f"There is no button “{label}” that {member} sees.")
        self._show(f"{label}: {sights[-1].text}", Reader(member))

    async def fill(self, member: str, slots: Mapping[str, str]) -> None:
        if member not in self._open:
            raise NotThere(f"No form is open for {member}.")
        self._open.discard(member)
        self._show(", ".join(f"{name} is {text}" for name, text in slots.items()), Reader(member))

    async def share(self, member: str, file: str, content: bytes) -> None:
        self._show(f"{file}: {len(content)} bytes", Reader(member))

    async def read(self, member: str, file: str) -> None:
        self._show(f"inside {file}", Reader(member))

    def seen(self, reader: Reader) -> Sequence[Sight]:
        return self._sights[reader]

    async def advance(self, until: datetime) -> None:
        due = min((at for at, _, _ in self._due if at <= until), default=until)
        self.now = due
        for at, reader, text in [each for each in self._due if each[0] <= due]:
            self._due.remove((at, reader, text))
            self._show(text, reader)

    async def restart(self, *, after: datetime | None = None) -> None:
        self.log.append("restart")
        if after is not None:
            await self._catch_up(after)

    async def _catch_up(self, until: datetime) -> None:
        self.now = until
        await self.advance(until)

    async def crash(self, when: Crash) -> None:
        self.log.append(f"crash {when.value}")

    async def refuse(self, member: str, *, closed: bool) -> None:
        self.log.append(f"{member} {'closed' if closed else 'open'}")

    async def refuse_groups(self, *, closed: bool) -> None:
        self.log.append(f"groups {'closed' if closed else 'open'}")

    async def close(self) -> None:
        self.closed = True

    def _show(self, text: str, *readers: Reader, buttons: tuple[str, ...] = ()) -> None:
        self._last += 1
        for reader in readers:
            self._sights[reader].append(Sight(self._last, text, buttons))
