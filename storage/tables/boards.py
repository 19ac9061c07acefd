"""What members ask, offer and share, who answered, and where it was posted. Their words are sealed, as all are."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Table, UniqueConstraint

from bot.domain.boards import Board
from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Choice, Instant, Key, Names, Sealed, WallMoment

POST = Table(
    "post",
    metadata,
    community(),
    key("id", primary=True),
    key("author"),
    Column("board", Choice(Board), nullable=False),
    Column("text", Sealed, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    Column("ends", WallMoment, nullable=False),
    Column("over_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("solved_by", Key),
    Column("named_at", Instant, comment="Since when whoever helped may be named."),
    version(),
    refers("community", "author", to="member", name="fk_post_author"),
    refers("community", "solved_by", to="member", name="fk_post_solved_by"),
    Index(None, "community", "over_at"),
    Index(None, "community", "author"),
    Index(None, "community", "solved_by"),
)

HAND = Table(
    "hand",
    metadata,
    community(),
    key("id", primary=True),
    key("post"),
    key("member"),
    key("author"),
    Column("text", Sealed, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("told", WallMoment, nullable=False),
    version(),
    refers("community", "post", to="post"),
    refers("community", "member", to="member", name="fk_hand_member"),
    refers("community", "author", to="member", name="fk_hand_author"),
    UniqueConstraint("community", "post", "member"),
    Index(None, "community", "member"),
    Index(None, "community", "author"),
)

# One a community; its id is the community's.
BULLETIN = Table(
    "bulletin",
    metadata,
    community(),
    key("id", primary=True),
    Column("since", Instant, nullable=False),
    Column("moment", WallMoment, nullable=False),
    Column("channels", Names, nullable=False),
    version(),
    ForeignKeyConstraint(["community"], ["community.id"]),
)

# Which post stands in which digest: its key is the promise that it stands in one, once, on each platform.
ISSUE_POST = Table(
    "issue_post",
    metadata,
    community(),
    key("platform", primary=True),
    key("post", primary=True),
    Column("issue", Key, nullable=False, comment="The digest's delivery."),
    ForeignKeyConstraint(["community"], ["community.id"]),
    Index(None, "community", "issue"),
)
