"""The command line: `flask --app app …`. Each command insists only on the variables it uses.

Every group gets the `Desk` as its `obj` (`@click.pass_obj`).
"""

import copy
import os
from collections.abc import Callable, Mapping
from typing import Any

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError

from bot import starting
from bot.backends.demo.cli import demo
from bot.backends.file.cli import inbox
from bot.cli_tickets import duty, menu, tickets
from bot.clock import Clock, wall_clock
from bot.database import Database
from bot.doctor import doctor
from bot.errors import BotError
from bot.intents.cli import intents
from bot.pages.pay_command import pay_command
from bot.pages.release_command import accounts
from bot.schema.cli import db
from bot.services.applications_command import applications
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
        with starting.refusing():
            return self._parts_of(os.environ, insist)

    def database(self) -> Database:
        """The database at `DATABASE_URL`."""
        database: Database = self.parts("DATABASE_URL").database
        return database


def register(app: Flask, parts_of: PartsOf) -> None:
    """Add every command group to the application."""
    desk = Desk(parts_of)
    for group in GROUPS:
        app.cli.add_command(_of(desk, group))


def _of(desk: Desk, group: click.Command) -> click.Command:
    """The group with the desk; what goes wrong in it is one sentence and no traceback."""
    mine = copy.copy(group)
    mine.context_settings = {**group.context_settings, "obj": desk}

    def invoked(ctx: click.Context) -> Any:  # noqa: ANN401  # as click types it
        try:
            return group.invoke(ctx)
        except (BotError, OperationalError, InterfaceError, ProgrammingError) as error:
            raise click.ClickException(_sentence(desk, error)) from error

    mine.invoke = invoked  # type: ignore[method-assign]  # each group has a class of its own
    return mine


def _sentence(desk: Desk, error: BotError | DBAPIError) -> str:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, DBAPIError):
        cause = cause.__cause__
    if cause is None and isinstance(error, BotError):
        return error.said(desk.parts().utility.hotline)
    said = str(cause.orig if cause else error).partition("\n")[0]
    return f"No answer at DATABASE_URL, or not migrated (`flask --app app db upgrade`): {said}"
