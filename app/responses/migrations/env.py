"""Alembic runs this for every command, with the connection that `app.responses.database` gives it."""

from alembic import context

from app.responses.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    compare_type=True,
)
context.run_migrations()
