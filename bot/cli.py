"""The command line: `flask --app app …`. Each command insists only on the variables it uses.

Every group gets the `Desk` as its `obj` (`@click.pass_obj`).
"""

import copy
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click
from flask import Flask

from bot.backends.demo.cli import demo
from bot.backends.file.cli import inbox
from bot.cli_tickets import duty, menu, tickets
from bot.clock import Clock, wall_clock
from bot.database import Database
from bot.doctor import doctor
from bot.intents.cli import intents
from bot.pages.pay_command import pay_command
from bot.pages.release_command import accounts
from bot.schema.cli import db
from bot.services.applications_command import applications
from bot.settings import SettingsError
from bot.store.audit_command import audit
from bot.store.review_command import review
from bot.store.sms_command import sms

demo.add_command(pay_command)
demo.add_command(sms)
intents.add_command(review)

PartsOf = Callable[[Mapping[str, str], tuple[str, ...]], Any]

GROUPS: tuple[click.Command, ...] = (
    doctor,
    accounts,
    applications,
    audit,
    db,
    demo,
    duty,
    inbox,
    intents,
    menu,
    tickets,
)


class Desk:
    """What a command works with: parts of the bot, built for the variables at hand."""

    def __init__(self, parts_of: PartsOf) -> None:
        self._parts_of = parts_of
        self.clock: Clock = wall_clock

    def parts(self, *insist: str) -> Any:  # noqa: ANN401  # the composition root's type lies above
        """The bot's parts; ends the command in one sentence where a named variable is missing."""
        try:
            return self._parts_of(os.environ, insist)
        except SettingsError as error:
            click.echo(str(error), err=True)
            sys.exit(2)

    def database(self) -> Database:
        """The database at `DATABASE_URL`."""
        database: Database = self.parts("DATABASE_URL").database
        return database


def register(app: Flask, parts_of: PartsOf) -> None:
    """Add every command group to the application."""
    desk = Desk(parts_of)
    for group in GROUPS:
        mine = copy.copy(group)
        mine.context_settings = {**group.context_settings, "obj": desk}
        app.cli.add_command(mine)
