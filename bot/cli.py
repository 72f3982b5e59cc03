"""The command line: `flask --app app …`. Each command insists only on the variables it uses.

Every group gets the `Desk` as its `obj` (`@click.pass_obj`).
"""

import copy
from typing import Any

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError

from bot.commands.accounts import accounts
from bot.commands.applications import applications
from bot.commands.audit import audit
from bot.commands.db import db
from bot.commands.demo import demo
from bot.commands.desk import Desk, PartsOf
from bot.commands.doctor import doctor
from bot.commands.duty import duty
from bot.commands.inbox import inbox
from bot.commands.intents import intents
from bot.commands.menu import menu
from bot.commands.qr import qr
from bot.commands.tickets import tickets
from bot.errors import BotError
from bot.parts import Parts

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
    qr,
    tickets,
)


def register(app: Flask, parts_of: PartsOf = Parts) -> None:
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
