"""The boards of one community, and the digests of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.boards import Board, Hand, Post
    from bot.domain.bulletins import Bulletin, Issue, LostIssue
    from bot.domain.ids import DeliveryId, MemberId


class Boards(Protocol):
    """Posts are for everybody in the community to read; answers for the author of the post and whoever gave them.
    Who may see or change what is for the caller to decide.

    Every change is journalled for undo, and whatever is to be said of it follows in the same transaction. Whatever was
    changed since it was read raises NotPossible.
    """

    async def get(self, post: str) -> Post:
        """Raise NotFound where there is none."""
        ...

    async def find(self, post: str) -> Post | None: ...
    async def add(self, post: Post) -> None: ...
    async def save(self, post: Post) -> None: ...

    async def remove(self, post: Post) -> None:
        """With its answers, and out of every digest."""
        ...

    async def standing(self, at: datetime, *boards: Board) -> Sequence[Post]:
        """Those open at that instant on these boards, or on all; the newest first."""
        ...

    async def of(self, author: MemberId) -> Sequence[Post]:
        """Everything this member posted, the newest first."""
        ...

    async def solved_by(self, member: MemberId) -> Sequence[Post]:
        """The posts that this member is said to have solved."""
        ...

    async def raise_hand(self, hand: Hand) -> None:
        """Keep an answer. Raise NotPossible where this member answered to it before."""
        ...

    async def hand(self, hand: str) -> Hand | None: ...

    async def hands_to(self, author: MemberId) -> Sequence[Hand]:
        """Every answer to what this member posted, the eldest first."""
        ...

    async def hands_of(self, member: MemberId) -> Sequence[Hand]:
        """Every answer this member gave, the eldest first."""
        ...

    async def withdraw(self, hand: Hand) -> None: ...

    async def bulletin(self) -> Bulletin | None:
        """When and where the digest is posted; none where it is not."""
        ...

    async def publish(self, bulletin: Bulletin) -> None: ...

    async def fill(self, issue: DeliveryId, platform: str, due_at: datetime, at: datetime) -> None:
        """Put into the digest with this delivery what was posted by ``due_at``, still stands and is in none on that
        platform, the eldest first, as much as fits; once. What was in one that was never posted is free again.
        Not journalled."""
        ...

    async def in_issue(self, issue: str) -> Sequence[Post]:
        """The posts in this digest, the eldest first."""
        ...

    async def issue(self, delivery: str) -> Issue | None: ...

    async def lost_issues(self, since: datetime) -> Sequence[LostIssue]:
        """Those that did not come to stand in their channel, the newest first."""
        ...
