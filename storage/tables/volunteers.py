"""Who offers to be asked, who wishes for one of them, and who was asked; and what came of it. Words are sealed."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, Table, UniqueConstraint

from bot.domain.volunteers import Help, Said
from storage.tables.notebook import records
from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Choice, Day, Instant, Key, Sealed, SealedList, WallMoment

# One a community; its id is the community's.
HOSPITALITY = Table(
    "hospitality",
    metadata,
    community(),
    key("id", primary=True),
    Column("elsewhere", Sealed),
    Column("welcome_since", Instant),
    version(),
    ForeignKeyConstraint(["community"], ["community.id"]),
)

VOLUNTEER = Table(
    "volunteer",
    metadata,
    community(),
    key("id", primary=True),
    Column("kind", Choice(Help), nullable=False),
    key("member"),
    Column("created_at", Instant, nullable=False),
    Column("topics", SealedList, nullable=False),
    Column("capacity", Integer, nullable=False),
    version(),
    refers("community", "member", to="member"),
    UniqueConstraint("community", "member", "kind"),
)

WISH = Table(
    "wish",
    metadata,
    community(),
    key("id", primary=True),
    Column("kind", Choice(Help), nullable=False),
    key("member"),
    Column("created_at", Instant, nullable=False),
    Column("topics", SealedList, nullable=False),
    Column("words", Sealed),
    Column("is_named", Boolean, nullable=False),
    Column("dry_at", Instant, comment="When nobody is left to be asked, and the member is told."),
    Column("settled_at", Instant),
    Column("found", Key, comment="The question that was answered with a yes."),
    version(),
    refers("community", "member", to="member"),
    Index(None, "community", "kind", "settled_at"),
    Index(None, "community", "member"),
)

QUESTION = Table(
    "question",
    metadata,
    community(),
    key("id", primary=True),
    key("wish"),
    Column("kind", Choice(Help), nullable=False),
    key("seeker"),
    key("volunteer"),
    Column("asked_at", Instant, nullable=False, comment="May be ahead: then it is planned."),
    Column("answer_by", Instant, nullable=False),
    Column("said", Choice(Said)),
    Column("said_at", Instant),
    version(),
    refers("community", "wish", to="wish"),
    refers("community", "seeker", to="member", name="fk_question_seeker"),
    refers("community", "volunteer", to="member", name="fk_question_volunteer"),
    UniqueConstraint("community", "wish", "volunteer"),
    Index(None, "community", "kind", "asked_at"),
    Index(None, "community", "seeker"),
    Index(None, "community", "volunteer"),
)

MENTORSHIP = Table(
    "mentorship",
    metadata,
    community(),
    key("id", primary=True),
    key("mentor"),
    key("mentee"),
    Column("created_at", Instant, nullable=False),
    Column("quiet_since", Instant, nullable=False),
    Column("topics", SealedList, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Key),
    version(),
    refers("community", "mentor", to="member", name="fk_mentorship_mentor"),
    refers("community", "mentee", to="member", name="fk_mentorship_mentee"),
    Index(None, "community", "mentor"),
    Index(None, "community", "mentee"),
)

# A newcomer's first days, offered once.
PATH = records(
    "path",
    Column("begun_at", Instant),
    Column("stopped_at", Instant),
    UniqueConstraint("community", "id"),
    refers("community", "owner", to="member"),
)

# What one of the two noted. It outlives the mentorship, and names it and the other without a reference.
SESSION = records(
    "session",
    key("mentorship"),
    key("other"),
    Column("on", Day, nullable=False),
    Column("text", Sealed, nullable=False),
    Column("next", WallMoment),
    Column("shared_at", Instant),
    UniqueConstraint("community", "id"),
    refers("community", "owner", to="member"),
)
