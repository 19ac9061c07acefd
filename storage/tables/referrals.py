"""What members look for at companies, and who was asked to refer them. Companies and words are sealed."""

from sqlalchemy import Column, Index, Table, UniqueConstraint

from bot.domain.referrals import Said
from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Choice, Instant, Sealed, WallMoment

REFERRAL = Table(
    "referral",
    metadata,
    community(),
    key("id", primary=True),
    key("asker"),
    Column("company", Sealed, nullable=False),
    Column("about", Sealed),
    Column("created_at", Instant, nullable=False),
    Column("ends", WallMoment, nullable=False),
    Column("closed_at", Instant),
    version(),
    refers("community", "asker", to="member"),
    Index(None, "community", "asker"),
)

VOUCH = Table(
    "vouch",
    metadata,
    community(),
    key("id", primary=True),
    key("referral"),
    key("member"),
    key("asker"),
    Column("created_at", Instant, nullable=False),
    Column("told", WallMoment, nullable=False),
    Column("said", Choice(Said)),
    Column("news", WallMoment),
    version(),
    refers("community", "referral", to="referral"),
    refers("community", "member", to="member", name="fk_vouch_member"),
    refers("community", "asker", to="member", name="fk_vouch_asker"),
    UniqueConstraint("community", "referral", "member"),
    Index(None, "community", "member"),
    Index(None, "community", "asker"),
)
