"""Modals that come back: their problems stand at their fields, and nothing typed is lost when things are slow."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.slack import inbound
from adapters.slack.acts import SORRY
from adapters.slack.errors import Failed
from adapters.slack.forms import CALLBACK, Opened, answers, modal, notice, opened_at, problems_at_fields, typed_in
from adapters.slack.remembered import Remembered
from adapters.slack.replies import Target
from bot.reply import Form
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.slack.acts import Acts
    from adapters.slack.parts import Parts
    from adapters.slack.payloads import ViewSubmission
    from adapters.slack.runs import Block
    from adapters.slack.workspaces import Workspace
    from bot.dispatch import Response
    from bot.invocation import Filled

GONE = say("That form does not work any more. Please start again.")
WAIT = say("One moment: this takes longer than usual.")
DONE = say("Done. The answer is in your messages with me.")


@dataclass(frozen=True, slots=True)
class Worked:
    """What is said at once to Slack's request, or shown later in the modal's place."""

    body: Mapping[str, object]
    view: Block


class Submissions:
    """Takes modals back."""

    def __init__(self, parts: Parts, acts: Acts) -> None:
        self._api = parts.api
        self._commands = parts.dispatcher.commands
        self._seal = parts.seal
        self._works = parts.works
        self._acts = acts
        self._recent: Remembered[str, asyncio.Task[Worked]] = Remembered(500, 600)

    async def submitted(self, workspace: Workspace, payload: ViewSubmission, patience: float) -> Mapping[str, object]:
        """What Slack's request is answered with; the same to the same form submitted twice."""
        opened = Opened.unsealed(payload.view.private_metadata, self._seal)
        spec = None if opened is None else self._commands.find(opened.command)
        if payload.view.callback_id != CALLBACK or opened is None or spec is None:
            return _update(notice(GONE, self._acts.reader()))
        values = typed_in(payload.view.state)
        key = inbound.key_of_submission(payload, values)
        task = self._recent.fresh(key)
        if task is None:
            target = Target(payload.user.id, key, channel=opened.channel, thread=opened.thread)
            work = self._worked(workspace, target, opened, inbound.filled_of(spec, answers(opened, values)))
            task = self._recent.put(key, self._works.start(work))
        await asyncio.wait({task}, timeout=patience)
        if not task.done():
            self._works.start(self._later(workspace, payload.view.id, task))
            return _update(notice(WAIT, self._acts.reader()))
        return task.result().body if task.exception() is None else _update(notice(SORRY, self._acts.reader()))

    async def _worked(self, workspace: Workspace, target: Target, opened: Opened, filled: Filled) -> Worked:
        response = await self._acts.dispatched(workspace, target, filled)
        form = response.reply.form
        if response.is_failure:
            return self._again(opened, Form(opened.command, filled.slots, {}), response)
        if form is None:
            self._works.start(self._acts.shown(workspace, target, response))
            return Worked({}, notice(DONE, response.reader))
        return self._again(opened, form, response)

    def _again(self, opened: Opened, form: Form, response: Response) -> Worked:
        """The form once more: with the problems at its fields, or with what went wrong on our side above them."""
        reader, spec = response.reader, self._commands.find(form.command)
        if spec is None:
            gone = notice(GONE, reader)
            return Worked(_update(gone), gone)
        if response.is_failure:
            form = Form(form.command, form.values, {"": SORRY})
        carried = opened_at(form, spec, opened.channel, opened.thread).sealed(self._seal)
        view = modal(form, spec, reader, carried)
        problems = problems_at_fields(form, spec, reader) if form.command == opened.command else None
        body = _update(view) if problems is None else {"response_action": "errors", "errors": problems}
        return Worked(body, view)

    async def _later(self, workspace: Workspace, view: str, task: asyncio.Task[Worked]) -> None:
        await asyncio.wait({task})
        shown = task.result().view if task.exception() is None else notice(SORRY, self._acts.reader())
        try:
            await self._api.call(workspace.token, "views.update", view_id=view, view=shown)
        except Failed:
            return  # the modal was closed meanwhile


def _update(view: Block) -> Mapping[str, object]:
    return {"response_action": "update", "view": view}
