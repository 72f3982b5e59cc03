"""`demo pay LINK`: the embedded provider confirms an order, as its own page's button would."""

import json
from typing import Any, Protocol

import click
from flask import Flask


class Desk(Protocol):
    """What the command is given as `obj`."""

    def parts(self, *insist: str) -> Any:  # noqa: ANN401  # the composition root's type lies above
        """The bot's parts."""


@click.command("pay")
@click.argument("link")
@click.pass_obj
def pay_command(desk: Desk, link: str) -> None:
    """Confirm the order of LINK by the provider's signed callback; again changes nothing."""
    from bot.pages import pay

    parts = desk.parts("DATABASE_URL", "SECRET_KEY")
    app = Flask("provider")
    app.register_blueprint(pay.blueprint(parts.till))
    till: pay.Till = parts.till()
    order = till.order(link.strip().rstrip("/").rpartition("/")[2])
    with app.app_context():
        status = till.confirm(order)
    if status != 200:  # noqa: PLR2004  # HTTP
        raise click.ClickException(f"The callback was answered with {status}.")
    click.echo(json.dumps({"order_no": order.order_no, "state": "paid"}))
