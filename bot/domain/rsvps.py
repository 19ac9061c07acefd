"""What members answer to one occurrence of a meetup."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.ids import MemberId


class Answer(StrEnum):
    GOING = "going"
    MAYBE = "maybe"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Rsvp:
    """One member's answer for one occurrence. ``said_at`` is their place in the order.

    Whoever goes has a seat from ``seated_at`` on, or waits. From ``offer_from`` to ``offer_until`` a seat is kept for
    somebody who waits. ``confirmed_at`` is when they said, shortly before, that they come; ``gave_way_at`` when
    somebody who waited took the seat that they had not confirmed. ``here_at`` is when they said that they are there,
    ``talked_at`` when they first recorded, after it, whom they talked to. ``mingles_at`` is when they asked for a
    group, ``circle`` which it is and ``circle_at`` from when on, maybe ahead; at ``circle_news_at`` the last one joins.
    """

    id: str
    meetup: str
    key: str
    member: MemberId
    answer: Answer
    said_at: datetime
    created_at: datetime
    seated_at: datetime | None = None
    offer_from: datetime | None = None
    offer_until: datetime | None = None
    confirmed_at: datetime | None = None
    gave_way_at: datetime | None = None
    here_at: datetime | None = None
    topic: str | None = None
    talked_at: datetime | None = None
    mingles_at: datetime | None = None
    circle: str | None = None
    circle_at: datetime | None = None
    circle_news_at: datetime | None = None
    version: int = 1

    @property
    def is_going(self) -> bool:
        return self.answer is Answer.GOING

    @property
    def may_come(self) -> bool:
        return self.answer is not Answer.NOT

    @property
    def is_seated(self) -> bool:
        return self.is_going and self.seated_at is not None

    @property
    def is_waiting(self) -> bool:
        return self.is_going and self.seated_at is None

    def is_offered(self, now: datetime) -> bool:
        """Whether a seat is kept for them now."""
        if not self.is_waiting or self.offer_from is None or self.offer_until is None:
            return False
        return self.offer_from <= now < self.offer_until

    def has_passed(self, now: datetime) -> bool:
        """Whether they let the seat that was kept for them go by."""
        return self.is_waiting and self.offer_until is not None and self.offer_until <= now

    def is_in_line(self, now: datetime) -> bool:
        """Whether they wait for a seat, and have not let one go by."""
        return self.is_waiting and not self.has_passed(now)

    def without_offer(self) -> Rsvp:
        return replace(self, offer_from=None, offer_until=None)

    def answering(self, answer: Answer, *, at: datetime) -> Rsvp:
        """Another answer; the same one again changes nothing, but that who let a seat go by joins the end."""
        if answer is self.answer and not self.has_passed(at):
            return self
        fresh = replace(self, answer=answer, said_at=at, seated_at=None, confirmed_at=None, gave_way_at=None)
        return fresh.without_offer()

    def seated(self, *, at: datetime) -> Rsvp:
        return replace(self, seated_at=at, gave_way_at=None).without_offer()

    def confirmed(self, *, at: datetime) -> Rsvp:
        return self if self.confirmed_at is not None else replace(self, confirmed_at=at)

    def arrived(self, *, at: datetime) -> Rsvp:
        return self if self.here_at is not None else replace(self, here_at=at)

    @property
    def circle_since(self) -> datetime:
        assert self.mingles_at is not None, "asked for a group"
        return self.mingles_at

    def mingling(self, *, at: datetime) -> Rsvp:
        """Asking for a group, once."""
        return self if self.circle is not None else replace(self, circle=self.id, mingles_at=at)

    def talked(self, *, at: datetime) -> Rsvp:
        return self if self.talked_at is not None else replace(self, talked_at=at)

    def giving_way(self, *, at: datetime) -> Rsvp:
        """Without the seat, at the end of those who wait."""
        return replace(self, seated_at=None, said_at=at, gave_way_at=at).without_offer()
