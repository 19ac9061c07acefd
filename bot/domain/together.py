"""Conversations of a few members with each other, which Hallway opens and speaks in once.

What is to be said to a group is one delivery to the group's address, and one to each of its members, which is said
only where the group could not be told: no platform all of them are on, or the platform does not open such a
conversation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import DeliveryState, Drop, Wait
from bot.domain.ids import MemberId
from bot.domain.noticeboard import EVERYBODY
from bot.domain.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.domain.delivery import Due, NoticeKind
    from bot.domain.ids import CommunityId
    from bot.domain.times import Moment

GROUP = "&"
"""How the address of a group begins. No member's id does."""

FEWEST = 2
"""Fewer are no group: one of them would be told alone."""

_A_MOMENT = timedelta(seconds=2)
_AND = "&"


@dataclass(frozen=True, slots=True)
class Together:
    """A conversation of these users of one platform and Hallway.

    Some platforms show its ``title``. Where a group is a part of a channel, it is one ``near`` this, if that is known,
    in the workspace or server ``team``. ``destination`` is the platform's id of it, once there is one.
    """

    community: CommunityId
    platform: str
    users: tuple[str, ...]
    title: str = ""
    team: str = ""
    near: str | None = None
    destination: str | None = None

    @property
    def user(self) -> str:
        """What tells it from others while it has no destination; nobody is called that."""
        return "&".join(self.users)

    @property
    def member(self) -> MemberId:
        """For whom its buttons are made. Nobody else sees them; a command checks who presses, as always."""
        return EVERYBODY


@dataclass(frozen=True, slots=True)
class Spoken:
    """A delivery to a group, as it stands: ``key`` is its occurrence's, ``next_at`` when somebody looks at it next."""

    group: MemberId
    kind: NoticeKind
    key: str
    state: DeliveryState
    next_at: datetime | None
    platform: str | None
    destination: str | None


def group_address(subject: str) -> MemberId:
    """What deliveries call the group of this subject."""
    return MemberId(f"{GROUP}{subject}")


def told_together(kind: NoticeKind, subject: str, members: Iterable[MemberId], moment: Moment) -> tuple[Wanted, ...]:
    """What a record wants that brings these members together, in its ``wanted``: a message to the group, and one to
    each of them ``instead_of`` it (see `bot.notices.writing.Message`). Each has a subject of its own: `subject_of`."""
    group = Wanted(kind, subject, group_address(subject), moment)
    return (group, *(Wanted(kind, f"{subject}{_AND}{each}", each, moment) for each in members))


def subject_of(due: Due) -> str:
    """The subject of the group, whether this goes to it or to one of its members."""
    return due.subject.partition(_AND)[0]


def is_group(recipient: MemberId) -> bool:
    return recipient.startswith(GROUP)


def unless_together(due: Due, group: MemberId, spoken: Sequence[Spoken], now: datetime) -> Wait | Drop | None:
    """Why one member is not told alone what the group was to be told, or not yet; none where it has to be.

    ``spoken`` is everything for this group, the oldest first.
    """
    about = (group, due.kind, due.moment.key)
    alike = [each for each in spoken if (each.group, each.kind, each.key) == about]
    if any(each.state is DeliveryState.SENT for each in alike):
        return Drop("told together")
    open_until = alike[-1].next_at if alike else None
    if open_until is None:
        return None
    is_under_way = alike[-1].state is DeliveryState.SENDING  # its lease ends long after it is usually done
    return Wait(_A_MOMENT + (now if is_under_way else max(now, open_until)), "told together, perhaps")
