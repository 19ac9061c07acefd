"""Communities, the platforms they live on, their members and accounts."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, Table, text

from bot.domain.members import Willing, ZoneFrom
from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Choice, Hours, Instant, Key, WallMoment

COMMUNITY = Table(
    "community",
    metadata,
    key("id", primary=True),
    Column("name", Key, nullable=False),
    Column("created_at", Instant, nullable=False),
)

# A platform's workspace or server. Its key has no community: it is how a community is found. While it is suspended
# (the app was removed, its token revoked) nothing is sent there.
WORKSPACE = Table(
    "workspace",
    metadata,
    key("platform", primary=True),
    key("team", primary=True),
    community(primary=False),
    Column("suspended_at", Instant),
    ForeignKeyConstraint(["community"], ["community.id"]),
)

_WILLING = ("introduced", "confirming")

MEMBER = Table(
    "member",
    metadata,
    community(),
    key("id", primary=True),
    Column("name", Key, nullable=False),
    Column("zone", Key, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("locale", Key, nullable=False),
    Column("quiet", Hours),
    Column("digest", WallMoment),
    Column("budget", Integer, nullable=False),
    Column("zone_from", Choice(ZoneFrom), nullable=False, server_default=ZoneFrom.PLATFORM),
    Column("prefers", Key),
    Column("afterwards", Boolean, nullable=False, server_default=text("true")),
    Column("gather_minutes", Integer),
    *(Column(name, Choice(Willing), nullable=False, server_default=Willing.UNSAID) for name in _WILLING),
    Column("knowing", Boolean, nullable=False, server_default=text("false")),
    Column("resting_until", Instant),
    version(),
    ForeignKeyConstraint(["community"], ["community.id"]),
)

# A member's name key from each of its words on, so that a prefix finds any of them.
MEMBER_NAME = Table(
    "member_name",
    metadata,
    community(),
    key("part", primary=True),
    key("member", primary=True),
    refers("community", "member", to="member"),
    Index(None, "community", "member"),
)

# What a member shows on their other platform to say that both accounts are theirs. Each works once.
LINK_CODE = Table(
    "link_code",
    metadata,
    community(),
    key("code", primary=True),
    key("member"),
    Column("until", Instant, nullable=False),
    refers("community", "member", to="member"),
    Index(None, "community", "member"),
)

ACCOUNT = Table(
    "account",
    metadata,
    community(),
    key("platform", primary=True),
    key("user", primary=True),
    key("member"),
    Column("destination", Key),
    Column("entered_at", Instant, comment="When its user last came to this community, of several they are in."),
    refers("community", "member", to="member"),
    Index(None, "community", "member"),
    Index(None, "platform", "user"),
)
