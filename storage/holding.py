"""Keeping a meetup to oneself until a transaction ends: whatever is decided by all the answers to it."""

from sqlalchemy import bindparam, select

from storage.tables.meetups import MEETUP

# SQLite lets one writer in at a time anyway, and leaves the lock out. In order, so that no two wait for each other.
HOLD = (
    select(MEETUP.c.id)
    .where(MEETUP.c.community == bindparam("in_community"), MEETUP.c.id.in_(bindparam("with_ids", expanding=True)))
    .order_by(MEETUP.c.id)
    .with_for_update()
)
