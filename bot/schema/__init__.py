"""The database's schema over time: Alembic's migrations and the command that runs them."""
