"""Referrals: who would speak for somebody at their company. Names appear only after a yes; a no looks like silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.people import name_key
from bot.domain.times import Moment, Precision, local_at
from bot.domain.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.ids import MemberId
    from bot.domain.members import Member

OPEN_FOR = timedelta(days=14)
MOST_ASKED = 3
"""Members asked for one referral."""

MOST_OPEN = 3
"""Referrals one member looks for at a time."""

MOST_A_MONTH = 6


@dataclass(frozen=True, slots=True)
class Referral:
    """``ends`` is when its asker hears that it is over, the same whatever anybody answered or did not."""

    id: str
    asker: MemberId
    company: str
    about: str | None
    created_at: datetime
    ends: Moment
    closed_at: datetime | None = None
    version: int = 1

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and now < self.ends.instant

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        return () if self.closed_at is not None else (Wanted(NoticeKind.REFERRAL, self.id, self.asker, self.ends),)

    def closed(self, *, now: datetime) -> Referral:
        return replace(self, closed_at=self.closed_at or now)


class Said(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Vouch:
    """The question to one member whether they would refer the asker, put at ``told``. After a yes, the asker is told
    at ``news``; after a no, nobody is told anything."""

    id: str
    referral: str
    member: MemberId
    asker: MemberId
    created_at: datetime
    told: Moment
    said: Said | None = None
    news: Moment | None = None
    version: int = 1

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        if self.said is None:
            return (Wanted(NoticeKind.VOUCH, self.id, self.member, self.told),)
        return () if self.news is None else (Wanted(NoticeKind.VOUCHED, self.id, self.asker, self.news),)

    def answered(self, said: Said, news: Moment | None) -> Vouch:
        return replace(self, said=said, news=news if said is Said.YES else None)


def two_weeks_on(member: Member, now: datetime) -> Moment:
    local = (local_at(now, member.zone) + OPEN_FOR).replace(hour=9, minute=0, second=0, microsecond=0, fold=0)
    return Moment(local.replace(tzinfo=None), member.zone, Precision.DAY)


def is_same_company(one: str, other: str) -> bool:
    """Whether both names mean one company, for all that is known: "Acme" is "ACME GmbH" too."""
    mine, theirs = _words(one), _words(other)
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


_FORMS = frozenset("inc gmbh ltd llc ag sa srl bv corp corporation co company limited plc the".split())


def _words(name: str) -> frozenset[str]:
    words = frozenset(word.strip(".,()") for word in name_key(name).split())
    return frozenset(word for word in words - _FORMS if word)


def works_at(companies: Iterable[str], company: str) -> bool:
    return any(is_same_company(each, company) for each in companies)
