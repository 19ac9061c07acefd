"""What each member may know of an introduction: the only shape in which it is listed or taken along.

Until it came about, it follows from when it was proposed and from what they did themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.warm import Side, WarmState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import MemberId
    from bot.domain.warm import Outcome, WarmIntroduction


class Standing(StrEnum):
    OPEN = "open"
    CAME_ABOUT = "came about"
    OVER = "has not come about"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SeenIntroduction:
    """``between`` are the names one may know: both for whoever asked, the other's for one of the two once it came
    about. ``outcome`` is what one said oneself. ``id`` is for buttons, and stays here."""

    id: str
    asked_by_me: bool
    between: tuple[str, ...]
    reason: str | None
    proposed_at: datetime
    standing: Standing
    until: datetime
    introduced_at: datetime | None = None
    outcome: Outcome | None = None


def seen_by(
    member: MemberId, introduction: WarmIntroduction, names: Mapping[MemberId, str], now: datetime
) -> SeenIntroduction | None:
    """None where they know nothing of it, or nothing but that they were asked. ``names`` are those of who is here."""
    side = introduction.side_of(member)
    is_mine = introduction.asker == member
    hopes = side is not None and introduction.is_hoped_for(side, now)
    if not is_mine and not hopes and not (side is not None and introduction.came_about):
        return None
    return SeenIntroduction(
        introduction.id,
        is_mine,
        _asked_for(introduction) if is_mine else _with(introduction, side, names),
        introduction.reason,
        introduction.created_at,
        _standing(introduction, now, is_mine=is_mine),
        introduction.over_at,
        introduction.introduced_at,
        None if side is None else introduction.outcome_of(side),
    )


def _standing(introduction: WarmIntroduction, now: datetime, *, is_mine: bool) -> Standing:
    if introduction.came_about:
        return Standing.CAME_ABOUT
    if is_mine and introduction.state is WarmState.WITHDRAWN:
        return Standing.WITHDRAWN
    return Standing.OPEN if now < introduction.over_at else Standing.OVER


def _asked_for(introduction: WarmIntroduction) -> tuple[str, ...]:
    names = (introduction.first_name or "", introduction.second_name or "")
    return names if introduction.is_of_a_third else names[1:]


def _with(introduction: WarmIntroduction, side: Side | None, names: Mapping[MemberId, str]) -> tuple[str, ...]:
    if side is None or not introduction.came_about:
        return ()
    other = introduction.member_at(side.other)
    return (names[other],) if other is not None and other in names else ()
