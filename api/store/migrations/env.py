"""Alembic within a connection that is already there: `Store.migrate` is the only way in."""

from alembic import context

from api.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
