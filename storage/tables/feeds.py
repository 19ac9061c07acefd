"""Calendars that are fetched from outside. Of each address only the hash is kept."""

from sqlalchemy import Column, Index, Table, UniqueConstraint

from storage.tables.schema import community, key, metadata, refers
from storage.types import Instant, Key

FEED = Table(
    "feed",
    metadata,
    community(),
    key("fingerprint", primary=True),
    Column("member", Key, comment="None for the community's own."),
    Column("opened_at", Instant, nullable=False),
    refers("community", "member", to="member"),
    UniqueConstraint("fingerprint"),
    Index(None, "community", "member"),
)
