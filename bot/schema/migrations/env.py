"""Alembic's entry point: migrates over the connection that `db upgrade` opened."""

from alembic import context

from bot.schema.migrating import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
