"""What keeps a conversation going: what was changed, what was said last, which events came in."""

from sqlalchemy import Column, Index, Table

from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Instant, Key, Sealed

# ``journal`` holds the records as they were before; see storage.journal.
CHANGE = Table(
    "change",
    metadata,
    community(),
    key("owner", primary=True),
    key("id", primary=True),
    key("command"),
    Column("summary", Sealed, nullable=False),
    Column("journal", Sealed, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("undone_at", Instant),
    version(),
    refers("community", "owner", to="member"),
    Index(None, "community", "owner", "created_at"),
    Index(None, "community", "created_at"),
)

TALK = Table(
    "talk",
    metadata,
    community(),
    key("owner", primary=True),
    Column("state", Sealed, nullable=False),
    refers("community", "owner", to="member"),
)

INBOUND_EVENT = Table(
    "inbound_event",
    metadata,
    community(),
    key("platform", primary=True),
    key("event_key", primary=True),
    Column("member", Key),
    Column("received_at", Instant, nullable=False),
    Index(None, "community", "received_at", "member"),
)
