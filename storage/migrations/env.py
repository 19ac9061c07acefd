"""What Alembic runs: migrations over the connection it is given, inside the transaction that is open there."""

from alembic import context

from storage.migrations.rendering import render
from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
