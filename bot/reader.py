"""Whoever will read a message, as far as its words depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.words import PlainStyle, Words

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.times import ZoneName
    from bot.words import Style


@dataclass(frozen=True, slots=True)
class Reader:
    """``users`` are the platform's ids of the members a message may name; those without one are named in plain text."""

    locale: str
    zone: ZoneName
    today: date
    users: Mapping[MemberId, str] = field(default_factory=dict["MemberId", str])

    @staticmethod
    def of(member: Member, now: datetime) -> Reader:
        return Reader(member.locale, member.zone, member.today(now).date())

    def words(self, style: Style) -> Words:
        return Words(style, self.locale, self.zone, self.today)

    @property
    def plain(self) -> Words:
        return self.words(PlainStyle())
