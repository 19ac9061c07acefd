"""Where and when a community announces its meetups."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "noticeboard",
        sa.Column("community", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_noticeboard"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_noticeboard_community"),
    )


def downgrade() -> None:
    op.drop_table("noticeboard")
