"""Meetups, what became of single occurrences of them, and who comes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def _instants(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=True) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["community", column], [f"{to}.community", f"{to}.id"], name=f"fk_{table}_{to}")


def upgrade() -> None:
    _add_meetups()
    _add_overrides()
    _add_rsvps()


def _add_meetups() -> None:
    op.create_table(
        "meetup",
        *_keys("community", "id"),
        sa.Column("host", KEY, nullable=True),
        *_keys("title"),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        *_numbers("minutes"),
        *(sa.Column(name, KEY, nullable=True) for name in ("where", "link", "about")),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("channel", KEY, nullable=True),
        *_keys("state"),
        *_numbers("sequence", "told_sequence"),
        *_instants("told_at", "over_at"),
        *_numbers("version"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_meetup"),
        _refers("meetup", "host", "member"),
    )
    op.create_index("ix_meetup_community_over_at", "meetup", ["community", "over_at"])
    op.create_index("ix_meetup_community_host", "meetup", ["community", "host"])


def _add_overrides() -> None:
    op.create_table(
        "meetup_override",
        *_keys("community", "id", "meetup", "key"),
        sa.Column("starts", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        *_numbers("sequence"),
        *_instants("told_at"),
        *_numbers("version"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_meetup_override"),
        _refers("meetup_override", "meetup", "meetup"),
        sa.UniqueConstraint("community", "meetup", "key", name="uq_meetup_override_community_meetup_key"),
    )


def _add_rsvps() -> None:
    op.create_table(
        "rsvp",
        *_keys("community", "id", "meetup", "key", "member", "answer"),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("said_at", "created_at")),
        *_instants("seated_at", "offer_from", "offer_until", "confirmed_at", "gave_way_at", "here_at"),
        sa.Column("topic", sa.LargeBinary(), nullable=True),
        *_numbers("version"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_rsvp"),
        _refers("rsvp", "meetup", "meetup"),
        _refers("rsvp", "member", "member"),
        sa.UniqueConstraint("community", "meetup", "key", "member", name="uq_rsvp_community_meetup_key_member"),
    )
    op.create_index("ix_rsvp_community_member", "rsvp", ["community", "member"])


def downgrade() -> None:
    for table in ("rsvp", "meetup_override", "meetup"):
        op.drop_table(table)
