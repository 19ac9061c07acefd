"""What belongs to the instance, not to a community."""

from sqlalchemy import Column, Integer, LargeBinary, Table

from storage.tables.schema import key, metadata
from storage.types import Instant

LEASE = Table(
    "lease",
    metadata,
    key("name", primary=True),
    key("holder"),
    Column("until", Instant, nullable=False),
)

# Secrets of the instance by name: tokens of installations, states of an OAuth flow on its way.
KEYRING = Table(
    "keyring",
    metadata,
    key("name", primary=True),
    Column("value", LargeBinary, nullable=False),
)

# ``proof`` tells the right secret from a wrong one, and nothing else.
KEY_CHECK = Table(
    "key_check",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("proof", LargeBinary, nullable=False),
)

# The release of tzdata by which the instants of what is to come were computed.
ZONE_RULES = Table(
    "zone_rules",
    metadata,
    key("release", primary=True),
)
