"""What Slack sends to the app, over whichever way the app has opened, and what comes back for it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from tests.fakes.slack.wire import Json


class Sort(StrEnum):
    """What a delivery is, in the words of Socket Mode."""

    EVENT = "events_api"
    SLASH = "slash_commands"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` is that of HTTP, 0 where nobody answered in time; over Socket Mode an acknowledgement is a 200."""

    status: int
    payload: Json = field(default_factory=dict[str, object])
    reason: str = ""
    wants_no_retry: bool = False

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


NOBODY = Answer(0, reason="timeout")


@dataclass(frozen=True, slots=True)
class Sent:
    """One attempt to deliver something; ``retry`` counts from 0."""

    sort: Sort
    payload: Json
    retry: int = 0
    reason: str = ""


class Way(Protocol):
    """How deliveries reach the app."""

    async def send(self, sent: Sent) -> Answer: ...


@dataclass(slots=True)
class Outgoing:
    """Events that are not taken are sent again after each of ``retry_delays`` seconds; nothing else is, as a person
    sees at once that it failed. ``log`` holds every attempt with its answer."""

    way: Way
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    log: list[tuple[Sent, Answer]] = field(default_factory=list[tuple[Sent, Answer]])
    _tasks: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _waiting: list[Sent] = field(default_factory=list["Sent"])

    async def deliver(self, sort: Sort, payload: Json) -> Answer:
        """The answer to the first attempt."""
        sent = Sent(sort, payload)
        answer = await self._attempt(sent)
        if sort is Sort.EVENT and not answer.is_taken and not answer.wants_no_retry:
            self.later(self._again(sent, answer))
        return answer

    async def repeat(self, payload: Json, times: int = 1) -> list[Answer]:
        """Send the same event again, at once and side by side, as Slack does when acknowledgements get lost."""
        again = (Sent(Sort.EVENT, payload, number + 1, "http_timeout") for number in range(times))
        return await asyncio.gather(*(self._attempt(each) for each in again))

    def later(self, work: Coroutine[object, object, None]) -> None:
        """Do it while the request that caused it is answered."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def quiet(self) -> None:
        """Returns once everything under way has been sent, retries included."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _attempt(self, sent: Sent) -> Answer:
        answer = await self.way.send(sent)
        self.log.append((sent, answer))
        return answer

    async def _again(self, sent: Sent, answer: Answer) -> None:
        for number, delay in enumerate(self.retry_delays, 1):
            await asyncio.sleep(delay)
            answer = await self._attempt(Sent(sent.sort, sent.payload, number, answer.reason))
            if answer.is_taken or answer.wants_no_retry:
                return
