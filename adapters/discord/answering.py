"""Answering one interaction: within three seconds, whatever the database does, and with everything there is to say."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

from adapters.discord.insisting import insist
from adapters.discord.messages import Flag

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from adapters.discord.messages import Draft, File, Json
    from adapters.discord.rest import Rest

T = TypeVar("T")

PATIENCE = 1.5
"""Seconds for an answer before it is announced; Discord waits three."""


class Callback(IntEnum):
    MESSAGE = 4
    DEFERRED = 5
    COMPLETIONS = 8
    MODAL = 9


@dataclass(slots=True)
class Answer:
    """The answer to one interaction, ``private`` to whoever acted. Its token lives for fifteen minutes."""

    rest: Rest
    application: str
    interaction: str
    token: str
    private: bool
    patience: float = PATIENCE
    has_begun: bool = False
    is_deferred: bool = False

    async def awaiting(self, work: Coroutine[object, object, T]) -> T:
        """The work's result; Discord is told that an answer comes where that takes its time."""
        task = asyncio.ensure_future(work)
        try:
            done, _ = await asyncio.wait({task}, timeout=self.patience)
            if not done and not self.has_begun:
                await self._defer()
            return await task
        finally:
            task.cancel()

    async def show(self, drafts: Sequence[Draft]) -> None:
        """Show these messages, in order."""
        for draft in drafts:
            if self.is_deferred:
                self.is_deferred = False
                await insist(lambda each=draft: self._replace(each), repeatable=True)
            elif self.has_begun:
                await insist(lambda each=draft: self._follow_up(each), repeatable=False)
            else:
                await self._begin(Callback.MESSAGE, draft.payload(private=self.private), draft.files)

    async def open(self, modal: Json) -> None:
        """Open a modal; it must be the first answer."""
        await self._begin(Callback.MODAL, modal)

    async def complete(self, choices: Sequence[Json]) -> None:
        await self._begin(Callback.COMPLETIONS, {"choices": list(choices)})

    @property
    def _hook(self) -> str:
        return f"/webhooks/{self.application}/{self.token}"

    async def _defer(self) -> None:
        flags = int(Flag.EPHEMERAL) if self.private else 0
        self.is_deferred = await self._begin(Callback.DEFERRED, {"flags": flags})

    async def _begin(self, callback: Callback, data: Json, files: Sequence[File] = ()) -> bool:
        """Whether the first answer stands."""
        self.has_begun = True
        path = f"/interactions/{self.interaction}/{self.token}/callback"
        body = {"type": callback.value, "data": data}
        return await insist(lambda: self.rest.post(path, body, files, urgent=True), repeatable=True)

    async def _replace(self, draft: Draft) -> object:
        return await self.rest.patch(f"{self._hook}/messages/@original", draft.payload(), draft.files)

    async def _follow_up(self, draft: Draft) -> object:
        return await self.rest.post(self._hook, draft.payload(private=self.private), draft.files, urgent=True)
