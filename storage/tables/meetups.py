"""What a community comes together for. Titles and places are for everybody; a member's own words are sealed."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Table, UniqueConstraint

from bot.domain.meetups import MeetupState
from bot.domain.rsvps import Answer
from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Choice, Instant, Key, Lengths, Names, Sealed, WallMoment

# One a community; its id is the community's.
NOTICEBOARD = Table(
    "noticeboard",
    metadata,
    community(),
    key("id", primary=True),
    Column("since", Instant, nullable=False),
    Column("channels", Names, nullable=False),
    Column("plan", Lengths, nullable=False),
    version(),
    ForeignKeyConstraint(["community"], ["community.id"]),
)

MEETUP = Table(
    "meetup",
    metadata,
    community(),
    key("id", primary=True),
    Column("host", Key),
    Column("title", Key, nullable=False),
    Column("starts", WallMoment, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("where", Key),
    Column("link", Key),
    Column("about", Key),
    Column("capacity", Integer),
    Column("channel", Key),
    Column("state", Choice(MeetupState), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("told_sequence", Integer, nullable=False),
    Column("told_at", Instant),
    Column("over_at", Instant, comment="When its last occurrence is over; none for one that goes on and on."),
    version(),
    refers("community", "host", to="member"),
    Index(None, "community", "over_at"),
    Index(None, "community", "host"),
)

OVERRIDE = Table(
    "meetup_override",
    metadata,
    community(),
    key("id", primary=True),
    key("meetup"),
    key("key"),
    Column("starts", WallMoment),
    Column("created_at", Instant, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("told_at", Instant),
    version(),
    refers("community", "meetup", to="meetup"),
    UniqueConstraint("community", "meetup", "key"),
)

RSVP = Table(
    "rsvp",
    metadata,
    community(),
    key("id", primary=True),
    key("meetup"),
    Column("key", Key, nullable=False, comment="The original wall time of the occurrence."),
    key("member"),
    Column("answer", Choice(Answer), nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seated_at", Instant),
    Column("offer_from", Instant),
    Column("offer_until", Instant),
    Column("confirmed_at", Instant),
    Column("gave_way_at", Instant),
    Column("here_at", Instant),
    Column("topic", Sealed),
    Column("talked_at", Instant),
    Column("mingles_at", Instant),
    Column("circle", Key),
    Column("circle_at", Instant),
    Column("circle_news_at", Instant),
    version(),
    refers("community", "meetup", to="meetup"),
    refers("community", "member", to="member"),
    UniqueConstraint("community", "meetup", "key", "member"),
    Index(None, "community", "member"),
)
