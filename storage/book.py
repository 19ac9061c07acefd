"""One member's private notebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import forgetting, shapes
from storage.changes import Changes
from storage.records import FollowUps, People, Promises, Records, Reminders
from storage.talks import Talks

if TYPE_CHECKING:
    from bot.domain.blocks import Block
    from bot.domain.deeds import Deed
    from bot.domain.goals import Goal
    from bot.domain.ids import MemberId, PersonId
    from bot.domain.introductions import Introduction
    from bot.domain.mentoring import Session
    from bot.domain.paths import Path
    from bot.domain.people import Contact, Note
    from bot.domain.pitches import Pitch
    from bot.domain.profiles import Profile
    from bot.domain.quests import Inquiry, Quest
    from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Book:
    """See bot.ports.Book. Whoever holds one can reach one owner's records and no others."""

    _unit: Unit
    _owner: MemberId

    @property
    def people(self) -> People:
        return People(self._unit, self._owner, shapes.PERSON)

    @property
    def introductions(self) -> Records[Introduction]:
        return Records(self._unit, self._owner, shapes.INTRODUCTION)

    @property
    def promises(self) -> Promises:
        return Promises(self._unit, self._owner, shapes.PROMISE)

    @property
    def notes(self) -> Records[Note]:
        return Records(self._unit, self._owner, shapes.NOTE)

    @property
    def contacts(self) -> Records[Contact]:
        return Records(self._unit, self._owner, shapes.CONTACT)

    @property
    def followups(self) -> FollowUps:
        return FollowUps(self._unit, self._owner, shapes.FOLLOWUP)

    @property
    def reminders(self) -> Reminders:
        return Reminders(self._unit, self._owner, shapes.REMINDER)

    @property
    def profiles(self) -> Records[Profile]:
        return Records(self._unit, self._owner, shapes.PROFILE)

    @property
    def pitches(self) -> Records[Pitch]:
        return Records(self._unit, self._owner, shapes.PITCH)

    @property
    def goals(self) -> Records[Goal]:
        return Records(self._unit, self._owner, shapes.GOAL)

    @property
    def deeds(self) -> Records[Deed]:
        return Records(self._unit, self._owner, shapes.DEED)

    @property
    def blocks(self) -> Records[Block]:
        return Records(self._unit, self._owner, shapes.BLOCK)

    @property
    def sessions(self) -> Records[Session]:
        return Records(self._unit, self._owner, shapes.SESSION)

    @property
    def quests(self) -> Records[Quest]:
        return Records(self._unit, self._owner, shapes.QUEST)

    @property
    def inquiries(self) -> Records[Inquiry]:
        return Records(self._unit, self._owner, shapes.INQUIRY)

    @property
    def paths(self) -> Records[Path]:
        return Records(self._unit, self._owner, shapes.PATH)

    @property
    def changes(self) -> Changes:
        return Changes(self._unit, self._owner)

    @property
    def talk(self) -> Talks:
        return Talks(self._unit, self._owner)

    async def forget_person(self, person: PersonId) -> None:
        await forgetting.forget_person(self._unit, self._owner, person)

    async def forget_everything(self) -> None:
        await forgetting.forget_everything(self._unit, self._owner)
