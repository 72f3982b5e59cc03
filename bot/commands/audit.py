"""`flask --app app audit …`: the chain of staff reads of personal data."""

import json
import sys

import click

from bot.commands.desk import Desk


@click.group()
def audit() -> None:
    """Who of the staff looked at whose data."""


@audit.command()
@click.pass_obj
def verify(desk: Desk) -> None:
    """Walk the chain; exits 1 where a row was changed, taken out or put in."""
    verdict = desk.parts("DATABASE_URL").audit.verify()
    said = {"rows": verdict.rows, "head": verdict.head, "broken_at": verdict.broken_at}
    click.echo(json.dumps(said))
    sys.exit(0 if verdict.broken_at is None else 1)
