"""Thanks between members; what for is sealed."""

from sqlalchemy import Column, Index, Table

from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Instant, Sealed, WallMoment

THANKS = Table(
    "thanks",
    metadata,
    community(),
    key("id", primary=True),
    key("giver"),
    key("taker"),
    Column("text", Sealed, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("told", WallMoment, nullable=False),
    version(),
    refers("community", "giver", to="member", name="fk_thanks_giver"),
    refers("community", "taker", to="member", name="fk_thanks_taker"),
    Index(None, "community", "giver"),
    Index(None, "community", "taker"),
)
