"""`flask --app app doctor`: what is missing on this machine, said in sentences."""

import json
import os
from collections.abc import Callable, Iterator

import click
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bot import embedded, settings
from bot.commands.desk import Desk
from bot.errors import BackendAway, StoreAway
from bot.intents.artifact import ModelMissing
from bot.parts import Parts
from bot.settings import SettingsError
from bot.wechat.errors import ApiError

NOT_MIGRATED = "no answer at DATABASE_URL, or not migrated: run `flask --app app db upgrade`"

Check = Callable[[Parts], str]
"""Looks at one thing of the bot's parts; empty where it is well, else what is wrong."""


@click.command()
@click.pass_obj
def doctor(desk: Desk) -> None:
    """Check environment, model, Redis, database and the platform; exit code 1 on a fault."""
    faults = 0
    for name, says in _checked(desk):
        faults += bool(says)
        click.echo(json.dumps({"check": name, "ok": not says, "says": says}, ensure_ascii=False))
    raise SystemExit(1 if faults else 0)


def _checked(desk: Desk) -> Iterator[tuple[str, str]]:
    yield "environment", _environment()
    try:
        parts = desk.parts()
    except SystemExit:
        return
    checks: dict[str, tuple[str, Check]] = {
        "understanding": ("DATABASE_URL", _understanding),
        "redis": ("REDIS_URL", _redis),
        "database": ("DATABASE_URL", _database),
        "duty": ("DATABASE_URL", _duty),
        "platform": ("WECHAT_APP_ID", _platform),
    }
    for name, (variable, check) in checks.items():
        is_set = os.environ.get(variable)
        yield name, _said(check, parts) if is_set else f"not checked: {variable} unset"
    yield "redis-server", _embedded()


def _said(check: Check, parts: Parts) -> str:
    try:
        return check(parts)
    except ProgrammingError:  # PostgreSQL without the bot's tables
        return NOT_MIGRATED


def _environment() -> str:
    try:
        settings.read(os.environ)
    except SettingsError as error:
        return str(error)
    return ""


def _understanding(parts: Parts) -> str:
    try:
        parts.understander  # noqa: B018  # loads it
    except (ModelMissing, StoreAway) as error:
        return str(error) or type(error).__name__
    return ""


def _redis(parts: Parts) -> str:
    try:
        parts.redis.ping()
    except RedisError as error:
        return f"no answer at REDIS_URL: {type(error).__name__}"
    return ""


def _database(parts: Parts) -> str:
    try:
        with parts.database.read() as connection:
            connection.execute(text("SELECT 1 FROM turns LIMIT 1"))
    except StoreAway:  # SQLite without them, too
        return NOT_MIGRATED
    return ""


def _duty(parts: Parts) -> str:
    try:
        return "; ".join(parts.uncalled())
    except BackendAway:
        return "the duty roster cannot be read"


def _platform(parts: Parts) -> str:
    try:
        parts.api.online_agents()
    except ApiError as error:
        return f"WECHAT_API_BASE: {error}"
    return ""


def _embedded() -> str:
    try:
        embedded.binary()
    except embedded.NoRedisError as error:
        return str(error)
    return ""
