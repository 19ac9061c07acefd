"""Groups of three at a meetup."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANTS = ("mingles_at", "circle_at", "circle_news_at")


def upgrade() -> None:
    op.add_column("rsvp", sa.Column("circle", KEY, nullable=True))
    for name in INSTANTS:
        op.add_column("rsvp", sa.Column(name, sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for name in ("circle", *INSTANTS):
        op.drop_column("rsvp", name)
