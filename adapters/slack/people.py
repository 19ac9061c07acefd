"""The people of a workspace, as Slack knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.errors import Failed
from adapters.slack.inbound import accounts_in, profile_of
from adapters.slack.payloads import Person, person_of
from adapters.slack.remembered import Remembered
from adapters.slack.workspaces import PLATFORM
from bot.invocation import Profile

if TYPE_CHECKING:
    from adapters.slack.parts import Parts
    from adapters.slack.workspaces import Workspace

FRESH = 60.0
"""Seconds for which somebody who is no admin any more may still count as one."""

MENTIONS = 20
"""People looked up for one message."""


class People:
    """Asks Slack about each of them once a minute at most."""

    def __init__(self, parts: Parts) -> None:
        self._api = parts.api
        self._dispatcher = parts.dispatcher
        self._known: Remembered[tuple[str, str], Person] = Remembered(5000, FRESH)
        self._joined: Remembered[tuple[str, str], bool] = Remembered(5000, 3600)

    async def profile(self, workspace: Workspace, user: str, name: str = "") -> Profile | None:
        """None for a stranger: somebody of another organisation, whom a shared channel brought here.

        Where Slack cannot be asked, what was known before counts, or else what the payload says.
        """
        person = await self.person(workspace, user)
        if person is None:
            return Profile(user, name.strip() or user)
        return None if is_stranger(person, workspace) else profile_of(person)

    async def person(self, workspace: Workspace, user: str) -> Person | None:
        """None where Slack does not say."""
        key = (workspace.tenant.key, user)
        if (known := self._known.fresh(key)) is not None:
            return known
        try:
            answer = await self._api.call(workspace.token, "users.info", user=user, include_locale=True)
        except Failed:
            return self._known.any(key)
        person = person_of(answer.data.get("user"))
        return None if person is None else self._known.put(key, person)

    async def learned(self, workspace: Workspace, person: Person) -> Profile | None:
        """Take what Slack told unasked; None for whom Hallway has nothing to do with."""
        self._known.put((workspace.tenant.key, person.id), person)
        is_nobody = person.is_bot or person.deleted or person.id == "USLACKBOT" or is_stranger(person, workspace)
        return None if is_nobody else profile_of(person)

    async def introduce(self, workspace: Workspace, text: str) -> str:
        """Make sure the core knows who is mentioned in the text; strangers and bots are mentioned by name instead."""
        for user in accounts_in(text)[:MENTIONS]:
            person = await self.person(workspace, user)
            if person is None:
                continue
            if person.is_bot or is_stranger(person, workspace):
                text = text.replace(f"<@{user}>", profile_of(person).name)
                continue
            key = (workspace.community, user)
            if self._joined.fresh(key) is None:
                await self._dispatcher.join(workspace.community, PLATFORM, profile_of(person))
                self._joined.put(key, value=True)
        return text


def is_stranger(person: Person, workspace: Workspace) -> bool:
    if person.is_stranger:
        return True
    return bool(person.team_id) and not workspace.owns(person.team_id, person.enterprise_user.enterprise_id)
