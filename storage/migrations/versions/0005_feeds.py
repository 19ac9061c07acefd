"""Calendars that are fetched from outside."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("community", KEY, nullable=False),
        sa.Column("fingerprint", KEY, nullable=False),
        sa.Column("member", KEY, nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "fingerprint", name="pk_feed"),
        sa.ForeignKeyConstraint(["community", "member"], ["member.community", "member.id"], name="fk_feed_member"),
        sa.UniqueConstraint("fingerprint", name="uq_feed_fingerprint"),
    )
    op.create_index("ix_feed_community_member", "feed", ["community", "member"])


def downgrade() -> None:
    op.drop_table("feed")
