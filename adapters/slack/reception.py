"""Everything Slack sends, and its answer within three seconds, whatever the database does.

What a person did is acknowledged at once and worked on afterwards. An event is acknowledged once it is committed: one
that is not, Slack tells again, and the table of events knows it by its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from adapters.slack.payloads import (
    BlockActions,
    EventCallback,
    GlobalShortcut,
    MessageShortcut,
    Payload,
    SlashCommand,
    ViewClosed,
    ViewSubmission,
)

if TYPE_CHECKING:
    from adapters.slack.acts import Acts, Did
    from adapters.slack.events import Events
    from adapters.slack.parts import Parts
    from adapters.slack.submissions import Submissions
    from adapters.slack.workspaces import Workspace

PATIENCE = 2.4
"""Seconds for which Slack's request waits for us: it gives up after three."""


@dataclass(frozen=True, slots=True)
class Ack:
    """What Slack's request is answered with. An event that is not ``taken`` is told again."""

    taken: bool = True
    body: Mapping[str, object] = field(default_factory=dict[str, object])


TAKEN, NOT_TAKEN = Ack(), Ack(taken=False)


class Reception:
    """Takes payloads that Slack has proved to have sent."""

    def __init__(self, acts: Acts, events: Events, submissions: Submissions, parts: Parts) -> None:
        self._acts = acts
        self._events = events
        self._submissions = submissions
        self._works = parts.works
        self._patience = parts.patience

    async def take(self, workspace: Workspace, payload: Payload) -> Ack:
        match payload:
            case EventCallback():
                is_done = await self._works.attempt(self._events.told(workspace, payload), self._patience)
                return TAKEN if is_done else NOT_TAKEN
            case ViewSubmission():
                return Ack(body=await self._submissions.submitted(workspace, payload, self._patience))
            case ViewClosed():
                return TAKEN
            case SlashCommand() | BlockActions() | GlobalShortcut() | MessageShortcut():
                self._works.start(self._answer(workspace, payload))
                return TAKEN
            case _:
                assert_never(payload)

    async def _answer(self, workspace: Workspace, payload: Did) -> None:
        """Whatever fails, the person is told something."""
        if not await self._works.attempt(self._acts.did(workspace, payload)):
            await self._acts.sorry(workspace, payload)
