"""`tickets …`, `duty link …` and `menu push`: what people of the utility do by hand.

`tickets` need the database only: its effects go to the outbox, where the worker finds them.
"""

import getpass
import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol

import click

from bot.backends.base import Backends
from bot.backends.tickets import Duty, Ticket
from bot.clock import Clock, Deadline
from bot.dispatch import EmbeddedDispatch, doors
from bot.dispatch.moving import Move, Moving, ways
from bot.dispatch.posting import Post
from bot.services.links import Links
from bot.wechat.errors import ApiError
from bot.wechat.menu import menu as menu_of_the_account

PLACES = ("WECHAT_APP_ID", "WECHAT_APP_SECRET", "REDIS_URL")


class Desk(Protocol):
    """What the commands are given as `obj`."""

    clock: Clock

    def parts(self, *insist: str) -> Any:  # noqa: ANN401  # the composition root's type lies above
        """The bot's parts."""


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
    moving = Moving(use.tickets, desk.clock, Post(parts.database, desk.clock))
    _print(moving.move(ticket, Move(steps[0], len(ticket.events)), by))


@click.group()
def duty() -> None:
    """People on duty."""


@duty.command("link")
@click.argument("name")
@click.argument("phone")
@click.pass_obj
def link_command(desk: Desk, name: str, phone: str) -> None:
    """Print the signed link to the board of outages for NAME, good for a day."""
    links: Links = desk.parts("SECRET_KEY", "PUBLIC_URL").links
    click.echo(doors.board_link(links, Duty(name, phone)))


@click.group()
def menu() -> None:
    """The official account's menu."""


@menu.command("push")
@click.pass_obj
def push_command(desk: Desk) -> None:
    """Publish it; phones show it within minutes."""
    parts = desk.parts(*PLACES)
    if not parts.can.menu:
        click.echo("This kind of account (WECHAT_ACCOUNT) has no menu by API.", err=True)
        sys.exit(1)
    body = menu_of_the_account()
    try:
        parts.api.create_menu(body)
    except ApiError as error:
        click.echo(f"The platform refused the menu: {error}.", err=True)
        sys.exit(1)
    click.echo(json.dumps(body, ensure_ascii=False))


def _backends(parts: Any) -> Backends:  # noqa: ANN401  # see `Desk.parts`
    found: Backends = parts.source.within(Deadline())
    return found


def _found(parts: Any, ticket_no: str) -> Ticket:  # noqa: ANN401  # see `Desk.parts`
    ticket = _backends(parts).tickets.get(ticket_no.strip().upper())
    if ticket is None:
        click.echo(f"There is no ticket {ticket_no}.", err=True)
        sys.exit(1)
    return ticket


def _first(parts: Any, use: Backends, ticket: Ticket) -> Duty | None:  # noqa: ANN401  # see `Desk.parts`
    # No link is made here, so that no key is needed.
    dispatch = EmbeddedDispatch(use.roster, Links("", ""), parts.utility.dispatch)
    return dispatch.first(ticket, parts.clock())


def _audit(parts: Any, subject: str) -> None:  # noqa: ANN401  # see `Desk.parts`
    """Write down who looks, before anything is shown."""
    parts.audit.add(_user(), "command_line", subject)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "command line"


def _print(ticket: Ticket) -> None:
    """One line of JSON; the reporter's openid is nobody's business."""
    shown = asdict(ticket)
    del shown["reporter"]
    click.echo(json.dumps(shown, ensure_ascii=False, default=_time))


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    raise TypeError(type(value).__name__)
