"""The first tables: communities, members and their notebooks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = sa.MetaData()


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


sa.Table(
    "community",
    TABLES,
    *_keys("id", "name"),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_community"),
)

sa.Table(
    "inbound_event",
    TABLES,
    *_keys("community", "platform", "event_key"),
    sa.Column("member", KEY, nullable=True),
    sa.Column("received_at", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("community", "platform", "event_key", name="pk_inbound_event"),
    sa.Index("ix_inbound_event_community_received_at_member", "community", "received_at", "member"),
)

sa.Table(
    "key_check",
    TABLES,
    sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("proof", sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint("key", name="pk_key_check"),
)

sa.Table(
    "lease",
    TABLES,
    *_keys("name", "holder"),
    sa.Column("until", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("name", name="pk_lease"),
)

sa.Table(
    "member",
    TABLES,
    *_keys("community", "id", "name", "zone"),
    sa.Column("joined_at", sa.BigInteger(), nullable=False),
    *_keys("locale"),
    sa.Column("quiet", sa.Text(), nullable=True),
    sa.Column("digest", sa.Text(), nullable=True),
    sa.Column("budget", sa.Integer(), nullable=False),
    *_keys("role"),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "id", name="pk_member"),
    sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_member_community"),
)

sa.Table(
    "workspace",
    TABLES,
    *_keys("platform", "team", "community"),
    sa.PrimaryKeyConstraint("platform", "team", name="pk_workspace"),
    sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_workspace_community"),
)

sa.Table(
    "account",
    TABLES,
    *_keys("community", "platform", "user", "member"),
    sa.Column("destination", KEY, nullable=True),
    sa.PrimaryKeyConstraint("community", "platform", "user", name="pk_account"),
    sa.ForeignKeyConstraint(["community", "member"], ["member.community", "member.id"], name="fk_account_member"),
    sa.Index("ix_account_community_member", "community", "member"),
)

sa.Table(
    "change",
    TABLES,
    *_keys("community", "owner", "id", "command"),
    sa.Column("summary", sa.LargeBinary(), nullable=False),
    sa.Column("journal", sa.LargeBinary(), nullable=False),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("undone_at", sa.BigInteger(), nullable=True),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_change"),
    sa.ForeignKeyConstraint(["community", "owner"], ["member.community", "member.id"], name="fk_change_member"),
    sa.Index("ix_change_community_created_at", "community", "created_at"),
    sa.Index("ix_change_community_owner_created_at", "community", "owner", "created_at"),
)

sa.Table(
    "member_name",
    TABLES,
    *_keys("community", "part", "member"),
    sa.PrimaryKeyConstraint("community", "part", "member", name="pk_member_name"),
    sa.ForeignKeyConstraint(["community", "member"], ["member.community", "member.id"], name="fk_member_name_member"),
    sa.Index("ix_member_name_community_member", "community", "member"),
)

sa.Table(
    "person",
    TABLES,
    *_keys("community", "owner", "id"),
    sa.Column("name", sa.LargeBinary(), nullable=False),
    sa.Column("member", KEY, nullable=True),
    sa.Column("cadence", sa.Text(), nullable=True),
    sa.Column("seen_on", KEY, nullable=True),
    sa.Column("nudge", sa.Text(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_person"),
    sa.ForeignKeyConstraint(["community", "member"], ["member.community", "member.id"], name="fk_person_member"),
    sa.ForeignKeyConstraint(["community", "owner"], ["member.community", "member.id"], name="fk_person_owner"),
    sa.UniqueConstraint("community", "id", name="uq_person_community_id"),
    sa.Index("ix_person_community_member_owner", "community", "member", "owner"),
)

sa.Table(
    "reminder",
    TABLES,
    *_keys("community", "owner", "id"),
    sa.Column("text", sa.LargeBinary(), nullable=False),
    sa.Column("moment", sa.Text(), nullable=False),
    *_keys("state"),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_reminder"),
    sa.ForeignKeyConstraint(["community", "owner"], ["member.community", "member.id"], name="fk_reminder_member"),
    sa.UniqueConstraint("community", "id", name="uq_reminder_community_id"),
    sa.Index("ix_reminder_community_owner_state", "community", "owner", "state"),
)

sa.Table(
    "talk",
    TABLES,
    *_keys("community", "owner"),
    sa.Column("state", sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", name="pk_talk"),
    sa.ForeignKeyConstraint(["community", "owner"], ["member.community", "member.id"], name="fk_talk_member"),
)

sa.Table(
    "contact",
    TABLES,
    *_keys("community", "owner", "id", "person", "kind", "on"),
    sa.Column("about", sa.LargeBinary(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_contact"),
    sa.ForeignKeyConstraint(
        ["community", "owner", "person"], ["person.community", "person.owner", "person.id"], name="fk_contact_person"
    ),
    sa.Index("ix_contact_community_owner_person", "community", "owner", "person"),
)

sa.Table(
    "followup",
    TABLES,
    *_keys("community", "owner", "id", "person", "reason"),
    sa.Column("due", sa.Text(), nullable=False),
    *_keys("state"),
    sa.Column("about", sa.LargeBinary(), nullable=True),
    sa.Column("settled_at", sa.BigInteger(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_followup"),
    sa.ForeignKeyConstraint(
        ["community", "owner", "person"], ["person.community", "person.owner", "person.id"], name="fk_followup_person"
    ),
    sa.UniqueConstraint("community", "id", name="uq_followup_community_id"),
    sa.Index("ix_followup_community_owner_person", "community", "owner", "person"),
    sa.Index("ix_followup_community_owner_state", "community", "owner", "state"),
)

sa.Table(
    "introduction",
    TABLES,
    *_keys("community", "owner", "id", "person", "on"),
    sa.Column("where", sa.LargeBinary(), nullable=True),
    sa.Column("about", sa.LargeBinary(), nullable=True),
    sa.Column("via", sa.LargeBinary(), nullable=True),
    sa.Column("note", sa.LargeBinary(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_introduction"),
    sa.ForeignKeyConstraint(
        ["community", "owner", "person"],
        ["person.community", "person.owner", "person.id"],
        name="fk_introduction_person",
    ),
    sa.Index("ix_introduction_community_owner_person", "community", "owner", "person"),
)

sa.Table(
    "note",
    TABLES,
    *_keys("community", "owner", "id", "person"),
    sa.Column("text", sa.LargeBinary(), nullable=False),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_note"),
    sa.ForeignKeyConstraint(
        ["community", "owner", "person"], ["person.community", "person.owner", "person.id"], name="fk_note_person"
    ),
    sa.Index("ix_note_community_owner_person", "community", "owner", "person"),
)

sa.Table(
    "promise",
    TABLES,
    *_keys("community", "owner", "id", "person"),
    sa.Column("text", sa.LargeBinary(), nullable=False),
    sa.Column("due", sa.Text(), nullable=True),
    sa.Column("introduction", KEY, nullable=True),
    *_keys("state"),
    sa.Column("outcome", sa.LargeBinary(), nullable=True),
    sa.Column("settled_at", sa.BigInteger(), nullable=True),
    sa.Column("created_at", sa.BigInteger(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("community", "owner", "id", name="pk_promise"),
    sa.ForeignKeyConstraint(
        ["community", "owner", "introduction"],
        ["introduction.community", "introduction.owner", "introduction.id"],
        name="fk_promise_introduction",
    ),
    sa.ForeignKeyConstraint(
        ["community", "owner", "person"], ["person.community", "person.owner", "person.id"], name="fk_promise_person"
    ),
    sa.UniqueConstraint("community", "id", name="uq_promise_community_id"),
    sa.Index("ix_promise_community_owner_person", "community", "owner", "person"),
    sa.Index("ix_promise_community_owner_state", "community", "owner", "state"),
)


def upgrade() -> None:
    TABLES.create_all(op.get_bind(), checkfirst=False)


def downgrade() -> None:
    TABLES.drop_all(op.get_bind(), checkfirst=False)
