"""`demo load` and `demo show` on the command line."""

import json
from datetime import datetime
from typing import Protocol

import click

from bot.backends.demo.loading import MIN_ACCOUNTS, load
from bot.backends.demo.showing import show
from bot.clock import Clock
from bot.database import Database


class Desk(Protocol):
    """What the commands are given as `obj`."""

    clock: Clock

    def database(self) -> Database:
        """The migrated database."""


@click.group()
def demo() -> None:
    """The demo utility."""


@demo.command("load")
@click.option(
    "--accounts",
    default=2000,
    type=click.IntRange(min=1),
    show_default=True,
    help=f"How many; at least the {MIN_ACCOUNTS} that show every case.",
)
@click.option("--now", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="Default: the present.")
@click.pass_obj
def load_command(desk: Desk, accounts: int, now: datetime | None) -> None:
    """Load it, or move its dates on to NOW."""
    load(desk.database(), accounts, now=now or desk.clock())


@demo.command("show")
@click.pass_obj
def show_command(desk: Desk) -> None:
    """Print what is in it, as one JSON object."""
    click.echo(json.dumps(show(desk.database(), desk.clock()), ensure_ascii=False))
