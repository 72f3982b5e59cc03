"""`flask --app app demo sms PHONE`: what the embedded gateway "sent" last.

The outbox is what was sent. The command is added to the demo's group in `bot.cli`: no backend knows
the bot's store.
"""

from typing import Protocol

import click
import msgspec

from bot.database import Database
from bot.effects import Sms
from bot.store import outbox


class Desk(Protocol):
    """What the commands are given as `obj`."""

    def database(self) -> Database:
        """The migrated database."""


@click.command("sms")
@click.argument("phone")
@click.pass_obj
def sms(desk: Desk, phone: str) -> None:
    """Print the text of the last SMS to PHONE; nothing where none was sent."""
    with desk.database().read() as connection:
        payload = outbox.last_payload(connection, "sms", phone)
    if payload:
        click.echo(msgspec.json.decode(payload, type=Sms).text)
