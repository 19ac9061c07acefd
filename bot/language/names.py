"""Who might be meant by a name: the member's own people first, then members of the community."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.ids import MemberId, PersonId
from bot.domain.people import Person, name_key
from bot.kinds import PersonRef
from bot.kinds.people import PRONOUNS, exactly

if TYPE_CHECKING:
    from bot.domain.members import Member
    from bot.ports import Book, Work

MOST_OPTIONS = 4
_CLOSE = 84
"""Of 100: at this similarity "Anna Silva" is asked about where one knows an Ana Silva, "Bob" is not for a Bo."""

_ACCOUNT = re.compile(r"<@([^<>|]+)(?:\|[^<>]*)?>")
_EXACT_MEMBER = "<member:"


@dataclass(frozen=True, slots=True)
class Directory:
    """Looks names up for one member, in one unit of work. ``person`` is whom the conversation was about last."""

    work: Work
    book: Book
    member: Member
    platform: str
    person: PersonId | None

    async def candidates(self, texts: Iterable[str]) -> Mapping[str, tuple[PersonRef, ...]]:
        """For each text, everybody it may mean, the likeliest first, at most a handful."""
        return {text: (await self._meant_by(text))[:MOST_OPTIONS] for text in dict.fromkeys(texts) if text}

    async def _meant_by(self, text: str) -> tuple[PersonRef, ...]:
        account = _ACCOUNT.fullmatch(text.strip())
        if account:
            member = await self.work.members.by_account(self.platform, account[1])
            return () if member is None else (await self._of_member(member),)
        known = exactly(text)
        if known is not None:
            return await self._exactly(known, is_member=text.strip().startswith(_EXACT_MEMBER))
        if text.casefold() in PRONOUNS:
            return () if self.person is None else await self._exactly(self.person, is_member=False)
        return await self._named(name_key(text))

    async def _exactly(self, known: PersonId | MemberId, *, is_member: bool) -> tuple[PersonRef, ...]:
        if is_member:
            return (await self._of_member(await self.work.members.get(MemberId(known))),)
        person = await self.book.people.find(known)
        return () if person is None else (_own(person),)

    async def _of_member(self, member: Member) -> PersonRef:
        person = await self.book.people.linked_to(member.id)
        return PersonRef(member.name, person.id if person else None, member.id)

    async def _named(self, key: str) -> tuple[PersonRef, ...]:
        if not key:
            return ()
        own = [_own(person) for person in await self.book.people.every()]
        linked, taken = {ref.member for ref in own}, {name_key(ref.name) for ref in own}
        members = [
            PersonRef(member.name, None, member.id)
            for member in await self.work.members.named_like(key.split()[0], limit=20)
            if member.id not in linked and member.id != self.member.id and name_key(member.name) not in taken
        ]
        return best_matches(key, [*own, *members])


def best_matches(key: str, refs: list[PersonRef]) -> tuple[PersonRef, ...]:
    """The people with exactly this name; else those it is the beginning of; else those it resembles."""
    exact = tuple(ref for ref in refs if name_key(ref.name) == key)
    if exact:
        return exact
    partial = tuple(ref for ref in refs if _begins(name_key(ref.name), key))
    return partial or _similar(key, refs)


def _begins(name: str, key: str) -> bool:
    return name.startswith(key + " ") or name.endswith(" " + key)


def _similar(key: str, refs: list[PersonRef]) -> tuple[PersonRef, ...]:
    from rapidfuzz import fuzz, process

    names = {index: name_key(ref.name) for index, ref in enumerate(refs)}
    found = process.extract(key, names, scorer=fuzz.ratio, limit=MOST_OPTIONS, score_cutoff=_CLOSE)
    return tuple(refs[index] for _, _, index in found)


def _own(person: Person) -> PersonRef:
    return PersonRef(person.name, person.id, person.member)
