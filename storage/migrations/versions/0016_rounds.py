"""Rounds: who takes part, what was drawn, where everybody was in it, and what they show there."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
IN_PLACE = ("community", "id")


def _instant(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _keys(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, KEY, nullable=nullable) for name in names]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    targets = [f"{to}.{each}" for each in IN_PLACE]
    return sa.ForeignKeyConstraint(["community", column], targets, name=f"fk_{table}_{to}")


def upgrade() -> None:
    op.add_column("profile", _instant("rounds_since", nullable=True))
    op.create_table(
        "round",
        *_keys(*IN_PLACE),
        *_keys("by", nullable=True),
        *_keys("title"),
        sa.Column("starts", sa.Text(), nullable=False),
        _instant("created_at"),
        _instant("due_at", nullable=True),
        _number("size"),
        *_keys("odd"),
        _number("version"),
        sa.PrimaryKeyConstraint(*IN_PLACE, name="pk_round"),
        _refers("round", "by", "member"),
    )
    op.create_index("ix_round_due_at", "round", ["due_at"])
    op.create_table(
        "participation",
        *_keys(*IN_PLACE, "round", "member"),
        _instant("created_at"),
        _instant("since"),
        _instant("paused_until", nullable=True),
        sa.Column("is_silent", sa.Boolean(), nullable=False),
        _number("version"),
        sa.PrimaryKeyConstraint(*IN_PLACE, name="pk_participation"),
        _refers("participation", "round", "round"),
        _refers("participation", "member", "member"),
        sa.UniqueConstraint("community", "round", "member", name="uq_participation_community_round_member"),
    )
    op.create_index("ix_participation_community_member", "participation", ["community", "member"])
    _create_draws()


def _create_draws() -> None:
    op.create_table(
        "draw",
        *_keys(*IN_PLACE, "round", "key"),
        _instant("created_at"),
        _instant("ends_at"),
        *_keys("by", nullable=True),
        _instant("seed"),
        *(_number(name) for name in ("score", "most", "groups", "waits", "repeats", "version")),
        sa.PrimaryKeyConstraint(*IN_PLACE, name="pk_draw"),
        _refers("draw", "round", "round"),
        _refers("draw", "by", "member"),
        sa.UniqueConstraint("community", "round", "key", name="uq_draw_community_round_key"),
    )
    op.create_table(
        "seat",
        *_keys(*IN_PLACE, "draw", "round", "member"),
        _instant("created_at"),
        *_keys("place"),
        *_keys("circle", nullable=True),
        _number("among"),
        sa.Column("asks", sa.Text(), nullable=True),
        sa.Column("asks_again", sa.Text(), nullable=True),
        *_keys("answer", nullable=True),
        _instant("answered_at", nullable=True),
        _number("version"),
        sa.PrimaryKeyConstraint(*IN_PLACE, name="pk_seat"),
        _refers("seat", "draw", "draw"),
        _refers("seat", "member", "member"),
        sa.UniqueConstraint("community", "draw", "member", name="uq_seat_community_draw_member"),
    )
    op.create_index("ix_seat_community_member", "seat", ["community", "member"])
    op.create_index("ix_seat_community_circle", "seat", ["community", "circle"])


def downgrade() -> None:
    for table in ("seat", "draw", "participation", "round"):
        op.drop_table(table)
    op.drop_column("profile", "rounds_since")
