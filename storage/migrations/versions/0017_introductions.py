"""Introductions by consent, meetings to confirm, and quests for a way to somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
PARTIES = ("asker", "first", "second")


def _keys(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, KEY, nullable=nullable) for name in names]


def _sealed(*names: str) -> list[sa.Column[bytes]]:
    return [sa.Column(name, sa.LargeBinary(), nullable=True) for name in names]


def _instants(*names: str, nullable: bool = True) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=nullable) for name in names]


def _member(table: str, column: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["community", column], ["member.community", "member.id"], name=f"fk_{table}_{name}")


def _add(table: str, *parts: sa.Column[str] | sa.Column[bytes] | sa.Column[int] | sa.Constraint) -> None:
    """A table of records in members' notebooks, which deliveries speak for."""
    op.create_table(
        table,
        *_keys("community", "owner", "id"),
        *parts,
        *_instants("created_at", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "owner", "id", name=f"pk_{table}"),
        sa.UniqueConstraint("community", "id", name=f"uq_{table}_community_id"),
    )


def upgrade() -> None:
    for name in ("introduced", "confirming"):
        op.add_column("member", sa.Column(name, KEY, nullable=False, server_default="unsaid"))
    op.add_column("member", sa.Column("knowing", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.add_column("profile", sa.Column("introductions_since", sa.BigInteger(), nullable=True))
    _add_warm()
    _add(
        "confirmation",
        *_keys("member", "introduction", "on"),
        *_sealed("where"),
        *_keys("state"),
        *_keys("theirs", nullable=True),
        sa.UniqueConstraint("community", "owner", "introduction", name="uq_confirmation_community_owner_introduction"),
        sa.ForeignKeyConstraint(
            ["community", "owner", "introduction"],
            ["introduction.community", "introduction.owner", "introduction.id"],
            name="fk_confirmation_introduction",
            ondelete="CASCADE",
        ),
        _member("confirmation", "member", "member"),
    )
    op.create_index("ix_confirmation_community_member", "confirmation", ["community", "member"])
    _add("quest", *_sealed("where", "about"), *_instants("withdrawn_at"), _member("quest", "owner", "member"))
    _add(
        "inquiry",
        *_keys("person", "quest", "asker"),
        *_instants("ask_at", nullable=False),
        *_keys("answer", nullable=True),
        *_instants("answered_at"),
        _member("inquiry", "owner", "owner"),
        _member("inquiry", "asker", "asker"),
    )
    for name in ("quest", "asker"):
        op.create_index(f"ix_inquiry_community_{name}", "inquiry", ["community", name])


def _add_warm() -> None:
    op.create_table(
        "warm",
        *_keys("community", "id"),
        *_keys(*PARTIES, nullable=True),
        *_sealed("first_name", "second_name", "reason"),
        *_instants("created_at", nullable=False),
        *_keys("state"),
        *_instants("first_yes_at"),
        *_keys("declined_by", nullable=True),
        *_instants("introduced_at"),
        *_keys("first_outcome", "second_outcome", nullable=True),
        *_instants("first_told_at", "second_told_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_warm"),
        *(_member("warm", name, name) for name in PARTIES),
    )
    for name in PARTIES:
        op.create_index(f"ix_warm_community_{name}_created_at", "warm", ["community", name, "created_at"])


def downgrade() -> None:
    for table in ("inquiry", "quest", "confirmation", "warm"):
        op.drop_table(table)
    op.drop_column("profile", "introductions_since")
    for name in ("knowing", "confirming", "introduced"):
        op.drop_column("member", name)
