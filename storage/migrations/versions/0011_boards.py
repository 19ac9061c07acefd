"""What members ask, offer and share, who answered to it, and the digests of it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _posts()
    _hands()
    op.create_table(
        "bulletin",
        *_keys("community", "id"),
        _instant("since"),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_bulletin"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_bulletin_community"),
    )
    op.create_table(
        "issue_post",
        *_keys("community", "platform", "post", "issue"),
        sa.PrimaryKeyConstraint("community", "platform", "post", name="pk_issue_post"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_issue_post_community"),
    )
    op.create_index("ix_issue_post_community_issue", "issue_post", ["community", "issue"])


def _posts() -> None:
    op.create_table(
        "post",
        *_keys("community", "id", "author", "board"),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        _instant("created_at"),
        _instant("since"),
        sa.Column("ends", sa.Text(), nullable=False),
        _instant("over_at"),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("solved_by", KEY, nullable=True),
        sa.Column("named_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_post"),
        _to_member("post", "author"),
        _to_member("post", "solved_by"),
    )
    for column in ("over_at", "author", "solved_by"):
        op.create_index(f"ix_post_community_{column}", "post", ["community", column])


def _hands() -> None:
    op.create_table(
        "hand",
        *_keys("community", "id", "post", "member", "author"),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        _instant("created_at"),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_hand"),
        sa.UniqueConstraint("community", "post", "member", name="uq_hand_community_post_member"),
        sa.ForeignKeyConstraint(["community", "post"], ["post.community", "post.id"], name="fk_hand_post"),
        _to_member("hand", "member"),
        _to_member("hand", "author"),
    )
    for column in ("member", "author"):
        op.create_index(f"ix_hand_community_{column}", "hand", ["community", column])


def _keys(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, KEY, nullable=False) for name in names)


def _instant(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _to_member(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["community", column], ["member.community", "member.id"], name=f"fk_{table}_{column}"
    )


def downgrade() -> None:
    for table in ("issue_post", "bulletin", "hand", "post"):
        op.drop_table(table)
