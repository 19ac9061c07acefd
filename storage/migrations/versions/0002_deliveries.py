"""What is on its way to members."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = sa.MetaData()
THERE_BEFORE = sa.Table("community", TABLES, sa.Column("id", KEY, primary_key=True))


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


sa.Table(
    "pause",
    TABLES,
    *_keys("community", "platform", "destination"),
    sa.Column("until", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("community", "platform", "destination", name="pk_pause"),
)

sa.Table(
    "delivery",
    TABLES,
    *_keys("community", "id", "kind", "subject", "recipient", "occurrence"),
    sa.Column("generation", sa.Integer(), nullable=False, server_default="1"),
    sa.Column("moment", sa.Text(), nullable=False),
    sa.Column("due_at", sa.BigInteger(), nullable=False),
    sa.Column("unasked", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    *_keys("state"),
    sa.Column("next_at", sa.BigInteger(), nullable=True),
    sa.Column("claims", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("holder", KEY, nullable=True),
    sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("crashes", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("unread", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("in_doubt", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    sa.Column("first_attempt_at", sa.BigInteger(), nullable=True),
    sa.Column("platform", KEY, nullable=True),
    sa.Column("destination", KEY, nullable=True),
    sa.Column("message", KEY, nullable=True),
    sa.Column("sent_at", sa.BigInteger(), nullable=True),
    sa.Column("audit_at", sa.BigInteger(), nullable=True),
    sa.Column("error", KEY, nullable=True),
    sa.Column("unseen", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    sa.PrimaryKeyConstraint("community", "id", name="pk_delivery"),
    sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_delivery_community"),
    sa.UniqueConstraint(
        "community", "kind", "subject", "occurrence", "recipient", "generation", name="uq_delivery_occurrence"
    ),
    sa.CheckConstraint("audit_at IS NULL OR state = 'sent'", name="ck_delivery_audits_sent"),
    sa.CheckConstraint("(state IN ('pending', 'sending')) = (next_at IS NOT NULL)", name="ck_delivery_open_wakes"),
    sa.CheckConstraint(
        "state <> 'sent' OR (message IS NOT NULL AND sent_at IS NOT NULL)", name="ck_delivery_sent_has_message"
    ),
    sa.Index(
        "ix_delivery_audit",
        "audit_at",
        sqlite_where=sa.text("audit_at IS NOT NULL"),
        postgresql_where=sa.text("audit_at IS NOT NULL"),
    ),
    sa.Index(
        "ix_delivery_open",
        "next_at",
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    ),
    sa.Index("ix_delivery_recipient", "community", "recipient", "due_at"),
)

sa.Table(
    "attempt",
    TABLES,
    *_keys("community", "delivery"),
    sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("started_at", sa.BigInteger(), nullable=False),
    sa.Column("ended_at", sa.BigInteger(), nullable=True),
    *_keys("outcome"),
    sa.Column("code", KEY, nullable=True),
    sa.PrimaryKeyConstraint("community", "delivery", "n", name="pk_attempt"),
    sa.ForeignKeyConstraint(
        ["community", "delivery"], ["delivery.community", "delivery.id"], name="fk_attempt_delivery", ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)


def _added() -> list[sa.Table]:
    return [table for table in TABLES.sorted_tables if table is not THERE_BEFORE]


def upgrade() -> None:
    TABLES.create_all(op.get_bind(), _added(), checkfirst=False)


def downgrade() -> None:
    TABLES.drop_all(op.get_bind(), _added(), checkfirst=False)
