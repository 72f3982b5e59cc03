"""`flask --app app accounts …`: what a clerk at the counter does about bindings."""

import json
import sys

import click

from bot.commands.desk import Desk, user
from bot.services import releases

NEEDS = ("DATABASE_URL", "SECRET_KEY", "PUBLIC_URL")


@click.group()
def accounts() -> None:
    """Bindings by papers."""


@accounts.command("requests")
@click.option("--by", default=user, help="Who looks, for the audit.")
@click.pass_obj
def requests_command(desk: Desk, by: str) -> None:
    """Print the open requests, a JSON object a line."""
    parts = desk.parts("DATABASE_URL")
    parts.audit.add(by, "command_line", "binding_requests")
    for request in parts.binding_requests.listed(desk.clock(), "release"):
        row = {
            "request": request.id,
            "account_no": request.account_no,
            "name": request.name,
            "asked_at": request.asked_at.isoformat(timespec="minutes"),
        }
        click.echo(json.dumps(row, ensure_ascii=False))


@accounts.command("release")
@click.argument("request_id", metavar="REQUEST")
@click.option("--by", required=True, help="The clerk who looks at the papers.")
@click.pass_obj
def release_command(desk: Desk, request_id: str, by: str) -> None:
    """Print the signed link that releases REQUEST."""
    parts = desk.parts(*NEEDS)
    request = parts.binding_requests.open(request_id, desk.clock())
    if request is None or request.kind != "release":
        click.echo(f"There is no open request {request_id}.", err=True)
        sys.exit(1)
    click.echo(releases.link(parts.links, request.id, by))
