"""What is on its way to members: one row per occurrence and recipient, one per attempt, and the buckets that wait.

An open delivery has ``next_at``, when somebody must look at it next: a pending one when it may be claimed, one being
sent when its lease ends. Only open ones are in that index, so waking costs the same however much is stored.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    text,
)

from bot.domain.delivery import DeliveryState, NoticeKind
from storage.tables.schema import community, key, metadata
from storage.types import Choice, Instant, Key, WallMoment


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


DELIVERY = Table(
    "delivery",
    metadata,
    community(),
    key("id", primary=True),
    Column("kind", Choice(NoticeKind), nullable=False),
    key("subject"),
    key("recipient"),
    Column("occurrence", Key, nullable=False, comment="The wall time of the occurrence: no clock change makes two."),
    Column("generation", Integer, nullable=False, server_default="1", comment="One up when a cancelled one is wanted."),
    Column("moment", WallMoment, nullable=False),
    Column("due_at", Instant, nullable=False),
    _flag("unasked"),
    Column("state", Choice(DeliveryState), nullable=False),
    Column("next_at", Instant),
    Column(
        "claims", Integer, nullable=False, server_default="0", comment="Counts up: fences off whoever lost a lease."
    ),
    Column("holder", Key, comment="Who claimed it and has not said yet what came of it."),
    _count("attempts"),
    _count("crashes"),
    Column("unread", Integer, nullable=False, server_default="0", comment="Look-ups that could not be read."),
    _flag("in_doubt"),
    Column("first_attempt_at", Instant),
    Column("platform", Key),
    Column("destination", Key),
    Column("message", Key, comment="The platform's id of it."),
    Column("sent_at", Instant),
    Column("audit_at", Instant),
    Column("error", Key),
    _flag("unseen"),
    UniqueConstraint(
        "community", "kind", "subject", "occurrence", "recipient", "generation", name="uq_delivery_occurrence"
    ),
    CheckConstraint("state <> 'sent' OR (message IS NOT NULL AND sent_at IS NOT NULL)", name="sent_has_message"),
    CheckConstraint("(state IN ('pending', 'sending')) = (next_at IS NOT NULL)", name="open_wakes"),
    CheckConstraint("audit_at IS NULL OR state = 'sent'", name="audits_sent"),
    ForeignKeyConstraint(["community"], ["community.id"]),
    Index(
        "ix_delivery_open",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
    Index(
        "ix_delivery_audit",
        "audit_at",
        sqlite_where=text("audit_at IS NOT NULL"),
        postgresql_where=text("audit_at IS NOT NULL"),
    ),
    Index("ix_delivery_recipient", "community", "recipient", "due_at"),
)

ATTEMPT = Table(
    "attempt",
    metadata,
    community(),
    key("delivery", primary=True),
    Column("n", Integer, primary_key=True, autoincrement=False, comment="The claim it was made under."),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    key("outcome"),
    Column("code", Key),
    ForeignKeyConstraint(["community", "delivery"], ["delivery.community", "delivery.id"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

PAUSE = Table(
    "pause",
    metadata,
    community(),
    key("platform", primary=True),
    key("destination", primary=True),
    Column("until", Instant, nullable=False),
)
