"""`flask --app app db …`: the database's schema."""

import click

from bot.commands.desk import Desk
from bot.schema import migrating


@click.group()
def db() -> None:
    """The database at DATABASE_URL."""


@db.command()
@click.pass_obj
def upgrade(desk: Desk) -> None:
    """Migrate to this release's schema."""
    migrating.upgrade(desk.database())


@db.command()
@click.argument("message")
@click.pass_obj
def revise(desk: Desk, message: str) -> None:
    """Write a migration for what the models changed (for developers)."""
    migrating.revise(desk.database(), message)
