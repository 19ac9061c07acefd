"""From what happens in the workspace to invocations of the core."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.local.messages import HALLWAY
from bot.command import Place
from bot.domain.ids import new_id
from bot.invocation import Invocation, Profile, Said, Slash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from adapters.local.archive import Persona
    from bot.domain.ids import CommunityId
    from bot.invocation import Act

PLATFORM = "local"

_ADDRESS = re.compile(r"\s*@hallway\b[\s,:]*", re.IGNORECASE)
_SLASH = re.compile(r"/([A-Za-z][A-Za-z-]*)(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Addressed:
    """Text in which people are accounts; ``mentions`` are their names, and Hallway's, as they were typed."""

    text: str
    mentions: tuple[str, ...]


def invocation(community: CommunityId, persona: Persona, channel: str | None, act: Act, at: datetime) -> Invocation:
    """One act of one person. Every call is an event of its own."""
    return Invocation(community, Place(PLATFORM, channel), profile(persona), act, new_id(at))


def profile(persona: Persona) -> Profile:
    return Profile(persona.user, persona.name, persona.zone, persona.locale, persona.role)


def act_of(text: str, channel: str | None, people: Iterable[Persona]) -> Act | None:
    """What the text asks of Hallway, if it is meant for Hallway at all.

    That is a slash command anywhere, anything in the direct conversation, and in a channel what begins with its name.
    """
    slash = _SLASH.fullmatch(text.strip())
    if slash is not None:
        return Slash(slash[1].lower(), with_accounts(slash[2] or "", people).text)
    address = _ADDRESS.match(text)
    if channel is not None and address is None:
        return None
    said = text if address is None else text[address.end() :]
    return Said(with_accounts(said, people).text)


def with_accounts(text: str, people: Iterable[Persona]) -> Addressed:
    """The text with "@Bo Chen" and "@bo" written as the account, the way the core reads it."""
    if "@" not in text:
        return Addressed(text, ())
    accounts = {name.casefold(): f"<@{persona.user}>" for persona in people for name in (persona.user, persona.name)}
    accounts[HALLWAY] = f"@{HALLWAY}"
    names = "|".join(re.escape(name) for name in sorted(accounts, key=len, reverse=True))
    mention = re.compile(rf"(?<!\w)@({names})(?!\w)", re.IGNORECASE)
    found = tuple(match[0] for match in mention.finditer(text))
    return Addressed(mention.sub(lambda match: accounts[match[1].casefold()], text), found)
