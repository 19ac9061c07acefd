"""What members say of themselves and aim at, sealed as a notebook is, and to whom they show it, in the clear."""

from sqlalchemy import Column, Index, Integer

from bot.domain.goals import GoalKind
from storage.tables.notebook import records
from storage.tables.schema import refers
from storage.types import Choice, Day, Instant, Sealed, SealedList

_TEXTS = ("name", "occupation", "headline")
_LISTS = ("interests", "offers", "asks", "links", "languages")
_CONSENTS = (
    "card_since",
    "meetups_since",
    "organisers_since",
    "search_since",
    "rounds_since",
    "introductions_since",
)

# Its id is its owner's: there is one for each member.
PROFILE = records(
    "profile",
    *(Column(name, Sealed) for name in _TEXTS),
    *(Column(name, SealedList, nullable=False) for name in _LISTS),
    *(Column(name, Instant, comment="When its owner agreed to that; none where they have not.") for name in _CONSENTS),
    Column("refers", SealedList),
    Column("refers_since", Instant, comment="Since when they may be asked to refer somebody."),
    refers("community", "owner", to="member"),
    Index(None, "community", "search_since"),
    Index(None, "community", "refers_since"),
)

PITCH = records(
    "pitch",
    *(Column(name, Sealed) for name in ("who", "what", "proof", "ask")),
    refers("community", "owner", to="member"),
)

GOAL = records(
    "goal",
    Column("text", Sealed, nullable=False),
    Column("kind", Choice(GoalKind), nullable=False),
    Column("target", Integer, nullable=False),
    Column("topic", Sealed),
    Column("until", Day),
    Column("reached_at", Instant),
    Column("dropped_at", Instant),
    refers("community", "owner", to="member"),
)

DEED = records(
    "deed",
    Column("text", Sealed, nullable=False),
    Column("on", Day, nullable=False),
    Column("link", Sealed),
    refers("community", "owner", to="member"),
)
