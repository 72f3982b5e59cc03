"""`flask --app app intents review`: what residents said that the bot was unsure of."""

import json
from dataclasses import asdict
from typing import Protocol

import click

from bot.database import Database
from bot.store import utterances


class Desk(Protocol):
    """What the command is given as `obj`."""

    def database(self) -> Database:
        """The database at DATABASE_URL."""
        ...


@click.command()
@click.option("--limit", default=100, show_default=True, help="The newest so many.")
@click.pass_obj
def review(desk: Desk, limit: int) -> None:
    """List unclear messages, masked, with what the resident then chose; one JSON object a line.

    File a good one with `intents add LABEL TEXT --writer editors`.
    """
    for utterance in utterances.newest(desk.database(), limit):
        row = asdict(utterance) | {"at": utterance.at.isoformat(timespec="minutes")}
        click.echo(json.dumps(row, ensure_ascii=False))
