"""Whom members never want to be put together with."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "block",
        *(sa.Column(name, KEY, nullable=False) for name in ("community", "owner", "id", "member")),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_block"),
        sa.ForeignKeyConstraint(["community", "owner"], ["member.community", "member.id"], name="fk_block_owner"),
        sa.ForeignKeyConstraint(["community", "member"], ["member.community", "member.id"], name="fk_block_member"),
    )
    op.create_index("ix_block_community_member_owner", "block", ["community", "member", "owner"])


def downgrade() -> None:
    op.drop_table("block")
