"""Who offers to be asked, who wishes for one of them, and mentoring."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def _refers(table: str, column: str, to: str, name: str = "") -> sa.ForeignKeyConstraint:
    name = name or f"fk_{table}_{to}"
    return sa.ForeignKeyConstraint(["community", column], [f"{to}.community", f"{to}.id"], name=name)


def _instants(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger()) for name in names]


def upgrade() -> None:
    op.create_table(
        "volunteer",
        *_keys("community", "id", "kind", "member"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("topics", sa.LargeBinary(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_volunteer"),
        _refers("volunteer", "member", "member"),
        sa.UniqueConstraint("community", "member", "kind", name="uq_volunteer_community_member_kind"),
    )
    _create_wishes()
    _create_questions()
    op.create_table(
        "mentorship",
        *_keys("community", "id", "mentor", "mentee"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("quiet_since", sa.BigInteger(), nullable=False),
        sa.Column("topics", sa.LargeBinary(), nullable=False),
        *_instants("ended_at"),
        sa.Column("ended_by", KEY),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_mentorship"),
        _refers("mentorship", "mentor", "member", "fk_mentorship_mentor"),
        _refers("mentorship", "mentee", "member", "fk_mentorship_mentee"),
    )
    op.create_index("ix_mentorship_community_mentor", "mentorship", ["community", "mentor"])
    op.create_index("ix_mentorship_community_mentee", "mentorship", ["community", "mentee"])
    _create_sessions()


def _create_wishes() -> None:
    op.create_table(
        "wish",
        *_keys("community", "id", "kind", "member"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("topics", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary()),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        *_instants("dry_at", "settled_at"),
        sa.Column("found", KEY),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_wish"),
        _refers("wish", "member", "member"),
    )
    op.create_index("ix_wish_community_kind_settled_at", "wish", ["community", "kind", "settled_at"])
    op.create_index("ix_wish_community_member", "wish", ["community", "member"])


def _create_questions() -> None:
    op.create_table(
        "question",
        *_keys("community", "id", "wish", "kind", "seeker", "volunteer"),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer_by", sa.BigInteger(), nullable=False),
        sa.Column("said", KEY),
        *_instants("said_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "id", name="pk_question"),
        _refers("question", "wish", "wish"),
        _refers("question", "seeker", "member", "fk_question_seeker"),
        _refers("question", "volunteer", "member", "fk_question_volunteer"),
        sa.UniqueConstraint("community", "wish", "volunteer", name="uq_question_community_wish_volunteer"),
    )
    op.create_index("ix_question_community_kind_asked_at", "question", ["community", "kind", "asked_at"])
    op.create_index("ix_question_community_seeker", "question", ["community", "seeker"])
    op.create_index("ix_question_community_volunteer", "question", ["community", "volunteer"])


def _create_sessions() -> None:
    op.create_table(
        "session",
        *_keys("community", "owner", "id", "mentorship", "other"),
        sa.Column("on", KEY, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("next", sa.Text()),
        *_instants("shared_at"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_session"),
        sa.UniqueConstraint("community", "id", name="uq_session_community_id"),
        _refers("session", "owner", "member"),
    )


def downgrade() -> None:
    for table in ("session", "mentorship", "question", "wish", "volunteer"):
        op.drop_table(table)
