"""Life on several platforms: where each member's zone is from, which side they prefer, and secrets of the instance."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

ADDED = (
    ("workspace", sa.Column("suspended_at", sa.BigInteger(), nullable=True)),
    ("member", sa.Column("zone_from", KEY, nullable=False, server_default="platform")),
    ("member", sa.Column("prefers", KEY, nullable=True)),
    ("account", sa.Column("entered_at", sa.BigInteger(), nullable=True)),
)


def upgrade() -> None:
    for table, column in ADDED:
        op.add_column(table, column)
    op.create_index("ix_account_platform_user", "account", ["platform", "user"])
    op.create_table(
        "keyring",
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_keyring"),
    )
    op.create_table(
        "link_code",
        sa.Column("community", KEY, nullable=False),
        sa.Column("code", KEY, nullable=False),
        sa.Column("member", KEY, nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "code", name="pk_link_code"),
        sa.ForeignKeyConstraint(["community", "member"], ["member.community", "member.id"], name="fk_link_code_member"),
    )
    op.create_index("ix_link_code_community_member", "link_code", ["community", "member"])
    op.create_table(
        "zone_rules",
        sa.Column("release", KEY, nullable=False),
        sa.PrimaryKeyConstraint("release", name="pk_zone_rules"),
    )


def downgrade() -> None:
    op.drop_table("zone_rules")
    op.drop_table("link_code")
    op.drop_table("keyring")
    op.drop_index("ix_account_platform_user", "account")
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)
