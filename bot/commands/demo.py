"""`demo …`: the demo utility, its embedded SMS gateway and its embedded payment provider."""

import json
import os
from datetime import datetime

import click
import msgspec

from bot import settings
from bot.backends.demo.loading import MIN_ACCOUNTS, load
from bot.backends.demo.showing import show
from bot.commands.desk import Desk
from bot.development.run import SECRET_FILE
from bot.effects import Sms
from bot.store import outbox


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


@demo.command("sms")
@click.argument("phone")
@click.pass_obj
def sms_command(desk: Desk, phone: str) -> None:
    """Print the text of the last SMS to PHONE; nothing where none was sent."""
    with desk.database().read() as connection:
        payload = outbox.last_payload(connection, "sms", phone)
    if payload:
        click.echo(msgspec.json.decode(payload, type=Sms).text)


@demo.command("pay")
@click.argument("link")
@click.pass_obj
def pay_command(desk: Desk, link: str) -> None:
    """Confirm the order of LINK by the provider's signed callback; again changes nothing.

    Link and callback are sealed with the web server's SECRET_KEY; that of `make run` is found in
    DATA_DIR.
    """
    kept = settings.data_dir(os.environ) / SECRET_FILE
    unset = {"SECRET_KEY": kept.read_text(encoding="ascii")} if kept.exists() else {}
    till = desk.parts("DATABASE_URL", "SECRET_KEY", **unset).till()
    order = till.order(link.strip().rstrip("/").rpartition("/")[2])
    till.confirm(order)
    click.echo(json.dumps({"order_no": order.order_no, "state": "paid"}))
