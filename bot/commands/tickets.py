"""`tickets …`: residents' reports.

They need the database only: effects go to the outbox, where the worker finds them.
"""

import json
import sys
from dataclasses import asdict
from datetime import datetime

import click

from bot.backends.base import Backends
from bot.backends.tickets import Duty, Ticket
from bot.clock import Deadline
from bot.commands.desk import Desk, user
from bot.dispatch import EmbeddedDispatch
from bot.dispatch.moving import Move, Moving, ways
from bot.parts import Parts
from bot.services.links import Links


@click.group()
def tickets() -> None:
    """Residents' reports."""


@tickets.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those still to be done.")
@click.pass_obj
def list_command(desk: Desk, *, only_open: bool) -> None:
    """Print them, newest first, a JSON object a line."""
    parts = desk.parts("DATABASE_URL")
    _audit(parts, "tickets")
    for ticket in _backends(parts).tickets.listed(only_open=only_open):
        _print(ticket)


@tickets.command("show")
@click.argument("ticket_no", metavar="BX…")
@click.pass_obj
def show_command(desk: Desk, ticket_no: str) -> None:
    """Print one."""
    parts = desk.parts("DATABASE_URL")
    _audit(parts, ticket_no)
    _print(_found(parts, ticket_no))


@tickets.command("advance")
@click.argument("ticket_no", metavar="BX…")
@click.pass_obj
def advance_command(desk: Desk, ticket_no: str) -> None:
    """Set its next step, as the person on duty would; the reporter is told."""
    parts = desk.parts("DATABASE_URL")
    ticket = _found(parts, ticket_no)
    _audit(parts, ticket_no)
    use = _backends(parts)
    by = ticket.duty or _first(parts, use, ticket)
    if by is None:
        click.echo("The duty roster is empty: there is nobody to take it.", err=True)
        sys.exit(1)
    steps = ways(ticket, by)
    if not steps:
        click.echo(f"{ticket_no} is {ticket.state}: there is no next step.", err=True)
        _print(ticket)
        return
    moving = Moving(use.tickets, desk.clock, parts.post)
    _print(moving.move(ticket, Move(steps[0], len(ticket.events)), by))


def _backends(parts: Parts) -> Backends:
    return parts.source.within(Deadline())


def _found(parts: Parts, ticket_no: str) -> Ticket:
    ticket = _backends(parts).tickets.get(ticket_no.strip().upper())
    if ticket is None:
        click.echo(f"There is no ticket {ticket_no}.", err=True)
        sys.exit(1)
    return ticket


def _first(parts: Parts, use: Backends, ticket: Ticket) -> Duty | None:
    # No link is made here, so that no key is needed.
    dispatch = EmbeddedDispatch(use.roster, Links("", ""), parts.utility.dispatch)
    return dispatch.first(ticket, parts.clock())


def _audit(parts: Parts, subject: str) -> None:
    """Write down who looks, before anything is shown."""
    parts.audit.add(user(), "command_line", subject)


def _print(ticket: Ticket) -> None:
    """One line of JSON; the reporter's openid is nobody's business."""
    shown = asdict(ticket)
    del shown["reporter"]
    click.echo(json.dumps(shown, ensure_ascii=False, default=_time))


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    raise TypeError(type(value).__name__)
