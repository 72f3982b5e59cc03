"""`qr make`: the codes that are printed on meter boxes and transformers."""

import json
import sys

import click

from bot.clock import Deadline
from bot.commands.desk import Desk
from bot.wechat.errors import ApiError

NEEDS = ("DATABASE_URL", "WECHAT_APP_ID", "WECHAT_APP_SECRET", "REDIS_URL")


@click.group()
def qr() -> None:
    """QR codes for equipment."""


@qr.command("make")
@click.argument("codes", metavar="CODE…", nargs=-1, required=True)
@click.pass_obj
def make_command(desk: Desk, codes: tuple[str, ...]) -> None:
    """Make a permanent code for each meter box or transformer; a JSON object a line.

    CODE is the power company's own; whoever scans it is told of the outages there. An account has
    100,000 permanent codes.
    """
    parts = desk.parts(*NEEDS)
    if not parts.can.qr:
        click.echo("This kind of account (WECHAT_ACCOUNT) has no QR codes by API.", err=True)
        sys.exit(1)
    network = parts.source.within(Deadline()).network
    for code in codes:
        place = network.equipment(code)
        if place is None:
            click.echo(f"There is no equipment {code}.", err=True)
            sys.exit(1)
        try:
            url = parts.api.create_qr(code)
        except ApiError as error:
            click.echo(f"The platform refused the code of {code}: {error}.", err=True)
            sys.exit(1)
        click.echo(json.dumps({"id": code, "place": place.name, "url": url}, ensure_ascii=False))
