"""A platform in memory: keeps what it accepts, by key, and does as it is told once for each word it is given."""

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.domain.delivery import Accepted, Lookup, Outcome, Parcel, Refused, Seen, Unknown, Unreadable

Meanwhile: TypeAlias = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Post:
    """``orders`` are what comes of the next sends, in turn, and ``closed`` what comes of every one to that user;
    ``meanwhile`` happens while a request is on its way."""

    platform: str = "local"
    orders: deque[Outcome] = field(default_factory=deque[Outcome])
    refused: set[str] = field(default_factory=set[str])
    closed: dict[str, Outcome] = field(default_factory=dict[str, Outcome])
    is_readable: bool = True
    meanwhile: Meanwhile | None = None
    requests: list[str] = field(default_factory=list[str])
    lookups: int = 0
    kept: int = 0
    held: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def said(self) -> list[str]:
        """The texts of all messages there are, in order."""
        messages = sorted(message for copies in self.held.values() for message in copies)
        return [text for _, text in messages]

    async def send(self, parcel: Parcel) -> Outcome:
        user = parcel.say.to.user or parcel.say.to.destination or ""
        self.requests.append(user)
        if self.meanwhile is not None:
            await self.meanwhile()
        if user in self.refused:
            return Refused("closed")
        if user in self.closed:
            return self.closed[user]
        order = self.orders.popleft() if self.orders else None
        if order is None or order == LOST_REPLY:
            message = self.keep(parcel)
            return order or Accepted(message, user)
        return order

    def keep(self, parcel: Parcel) -> str:
        replaced = parcel.say.replaces
        if replaced is not None:
            self._renew(replaced, parcel.say.reply.plain())
            return replaced
        self.kept += 1
        message = f"m{self.kept:06}"
        self.held[parcel.key].append((message, parcel.say.reply.plain()))
        return message

    def _renew(self, message: str, text: str) -> None:
        """What is to say nothing any more is taken away."""
        for copies in self.held.values():
            copies[:] = [(each, text if each == message else said) for each, said in copies if each != message or text]

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        self.lookups += 1
        if not self.is_readable:
            return Unreadable("no scope")
        return Seen(tuple(message for message, _ in self.held[parcel.key]), parcel.say.to.user or "")

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        self.held[parcel.key] = [each for each in self.held[parcel.key] if each[0] != message]
        return Accepted(message, parcel.say.to.user)


LOST_REPLY = Unknown("reply lost")
"""An order: accept the message, but let the reply get lost. Any other Unknown loses the request."""
