"""What members say of themselves, their pitches, goals and deeds."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def _sealed(*names: str, nullable: bool = True) -> list[sa.Column[bytes]]:
    return [sa.Column(name, sa.LargeBinary(), nullable=nullable) for name in names]


def _instants(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=True) for name in names]


def _add(table: str, *columns: sa.Column[str] | sa.Column[bytes] | sa.Column[int]) -> None:
    """A table of records in members' notebooks."""
    op.create_table(
        table,
        *_keys("community", "owner", "id"),
        *columns,
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "owner", "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["community", "owner"], ["member.community", "member.id"], name=f"fk_{table}_member"),
    )


def upgrade() -> None:
    _add(
        "profile",
        *_sealed("name", "occupation", "headline"),
        *_sealed("interests", "offers", "asks", "links", "languages", nullable=False),
        *_instants("card_since", "meetups_since", "organisers_since", "search_since"),
    )
    op.create_index("ix_profile_community_search_since", "profile", ["community", "search_since"])
    _add("pitch", *_sealed("who", "what", "proof", "ask"))
    _add(
        "goal",
        *_sealed("text", nullable=False),
        *_keys("kind"),
        sa.Column("target", sa.Integer(), nullable=False),
        *_sealed("topic"),
        sa.Column("until", KEY, nullable=True),
        *_instants("reached_at", "dropped_at"),
    )
    _add("deed", *_sealed("text", nullable=False), *_keys("on"), *_sealed("link"))


def downgrade() -> None:
    for table in ("deed", "goal", "pitch", "profile"):
        op.drop_table(table)
