"""`menu push`: the official account's menu."""

import json
import sys

import click

from bot.commands.desk import Desk
from bot.wechat.errors import ApiError
from bot.wechat.menu import menu as menu_of_the_account

NEEDS = ("WECHAT_APP_ID", "WECHAT_APP_SECRET", "REDIS_URL")


@click.group()
def menu() -> None:
    """The official account's menu."""


@menu.command("push")
@click.pass_obj
def push_command(desk: Desk) -> None:
    """Publish it; phones show it within minutes."""
    parts = desk.parts(*NEEDS)
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
