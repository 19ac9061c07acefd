"""Introductions by consent, meetings to confirm, and looking for somebody who could introduce one."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Table, UniqueConstraint

from bot.domain.confirmations import ConfirmationState
from bot.domain.quests import Help
from bot.domain.warm import Outcome, Side, WarmState
from storage.tables.notebook import records
from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Choice, Day, Instant, Key, Sealed

_PARTIES = ("asker", "first", "second")

WARM = Table(
    "warm",
    metadata,
    community(),
    key("id", primary=True),
    *(Column(name, Key, comment="None once they are gone.") for name in _PARTIES),
    *(Column(name, Sealed) for name in ("first_name", "second_name", "reason")),
    Column("created_at", Instant, nullable=False),
    Column("state", Choice(WarmState), nullable=False),
    Column("first_yes_at", Instant),
    Column("declined_by", Choice(Side), comment="Told to nobody: whoever said yes sees as much as after no answer."),
    Column("introduced_at", Instant),
    *(Column(name, Choice(Outcome)) for name in ("first_outcome", "second_outcome")),
    *(Column(name, Instant) for name in ("first_told_at", "second_told_at")),
    version(),
    *(refers("community", name, to="member", name=f"fk_warm_{name}") for name in _PARTIES),
    *(Index(None, "community", name, "created_at") for name in _PARTIES),
)

# Its introduction takes it along.
CONFIRMATION = records(
    "confirmation",
    key("member"),
    key("introduction"),
    Column("on", Day, nullable=False),
    Column("where", Sealed),
    Column("state", Choice(ConfirmationState), nullable=False),
    Column("theirs", Key, comment="The introduction in the other's notebook."),
    UniqueConstraint("community", "id"),
    UniqueConstraint("community", "owner", "introduction"),
    ForeignKeyConstraint(
        ["community", "owner", "introduction"],
        ["introduction.community", "introduction.owner", "introduction.id"],
        ondelete="CASCADE",
    ),
    refers("community", "member", to="member"),
    Index(None, "community", "member"),
)

QUEST = records(
    "quest",
    *(Column(name, Sealed) for name in ("where", "about")),
    Column("withdrawn_at", Instant),
    UniqueConstraint("community", "id"),
    refers("community", "owner", to="member"),
)

# In the notebook of whoever is asked: it names somebody in there.
INQUIRY = records(
    "inquiry",
    key("person"),
    key("quest"),
    key("asker"),
    Column("ask_at", Instant, nullable=False),
    Column("answer", Choice(Help)),
    Column("answered_at", Instant),
    UniqueConstraint("community", "id"),
    refers("community", "owner", to="member", name="fk_inquiry_owner"),
    refers("community", "asker", to="member", name="fk_inquiry_asker"),
    Index(None, "community", "quest"),
    Index(None, "community", "asker"),
)
