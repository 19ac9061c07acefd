"""How a community receives newcomers and looks after its members; a newcomer's path; until when a member rests."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "hospitality",
        sa.Column("community", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("elsewhere", sa.LargeBinary()),
        sa.Column("welcome_since", sa.BigInteger()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_hospitality"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_hospitality_community"),
    )
    op.create_table(
        "path",
        *(sa.Column(name, KEY, nullable=False) for name in ("community", "owner", "id")),
        sa.Column("begun_at", sa.BigInteger()),
        sa.Column("stopped_at", sa.BigInteger()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_path"),
        sa.UniqueConstraint("community", "id", name="uq_path_community_id"),
        sa.ForeignKeyConstraint(["community", "owner"], ["member.community", "member.id"], name="fk_path_member"),
    )
    op.add_column("member", sa.Column("resting_until", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("member", "resting_until")
    op.drop_table("path")
    op.drop_table("hospitality")
