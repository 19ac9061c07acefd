"""Who may be asked about referrals, what members look for, and who was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("profile", sa.Column("refers", sa.LargeBinary(), nullable=True))
    op.add_column("profile", sa.Column("refers_since", sa.BigInteger(), nullable=True))
    op.create_index("ix_profile_community_refers_since", "profile", ["community", "refers_since"])
    op.create_table(
        "referral",
        *_keys("community", "id", "asker"),
        sa.Column("company", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_referral"),
        _to("member", "asker", name="fk_referral_member"),
    )
    op.create_index("ix_referral_community_asker", "referral", ["community", "asker"])
    _vouches()


def _vouches() -> None:
    op.create_table(
        "vouch",
        *_keys("community", "id", "referral", "member", "asker"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("said", KEY, nullable=True),
        sa.Column("news", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_vouch"),
        sa.UniqueConstraint("community", "referral", "member", name="uq_vouch_community_referral_member"),
        _to("referral", "referral", name="fk_vouch_referral"),
        _to("member", "member", name="fk_vouch_member"),
        _to("member", "asker", name="fk_vouch_asker"),
    )
    for column in ("member", "asker"):
        op.create_index(f"ix_vouch_community_{column}", "vouch", ["community", column])


def _keys(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, KEY, nullable=False) for name in names)


def _to(table: str, column: str, *, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["community", column], [f"{table}.community", f"{table}.id"], name=name)


def downgrade() -> None:
    for table in ("vouch", "referral"):
        op.drop_table(table)
    op.drop_index("ix_profile_community_refers_since", "profile")
    for column in ("refers", "refers_since"):
        op.drop_column("profile", column)
