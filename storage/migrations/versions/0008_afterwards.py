"""Who recorded a conversation after a meetup, and whether they want to be asked."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rsvp", sa.Column("talked_at", sa.BigInteger(), nullable=True))
    afterwards = sa.Column("afterwards", sa.Boolean(), nullable=False, server_default=sa.text("true"))
    op.add_column("member", afterwards)


def downgrade() -> None:
    op.drop_column("member", "afterwards")
    op.drop_column("rsvp", "talked_at")
