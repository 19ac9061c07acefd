"""Thanks from one member to another."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MEMBERS = ("giver", "taker")


def upgrade() -> None:
    op.create_table(
        "thanks",
        *(sa.Column(name, KEY, nullable=False) for name in ("community", "id", *MEMBERS)),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_thanks"),
        *(
            sa.ForeignKeyConstraint(["community", name], ["member.community", "member.id"], name=f"fk_thanks_{name}")
            for name in MEMBERS
        ),
    )
    for name in MEMBERS:
        op.create_index(f"ix_thanks_community_{name}", "thanks", ["community", name])


def downgrade() -> None:
    op.drop_table("thanks")
