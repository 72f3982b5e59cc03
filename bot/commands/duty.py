"""`duty link`: the board of outages for a person on duty."""

import click

from bot.backends.tickets import Duty
from bot.commands.desk import Desk
from bot.dispatch import duty_links


@click.group()
def duty() -> None:
    """People on duty."""


@duty.command("link")
@click.argument("name")
@click.argument("phone")
@click.pass_obj
def link_command(desk: Desk, name: str, phone: str) -> None:
    """Print the signed link to the board of outages for NAME, good for a day."""
    links = desk.parts("SECRET_KEY", "PUBLIC_URL").links
    click.echo(duty_links.board_link(links, Duty(name, phone)))
