"""What the members of a group were told to begin with, so that the next draw of the same names something else."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seat", sa.Column("begun", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("seat", "begun")
