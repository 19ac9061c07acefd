"""How long before a meetup each member is told that it begins. Roles are the platform's, and are kept nowhere."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("member", sa.Column("gather_minutes", sa.Integer(), nullable=True))
    op.execute("UPDATE member SET gather_minutes = 60")
    op.drop_column("member", "role")


def downgrade() -> None:
    op.add_column("member", sa.Column("role", KEY, nullable=False, server_default="member"))
    op.drop_column("member", "gather_minutes")
