"""`flask --app app doctor`: what is missing on this machine, said in sentences."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import click
from redis.exceptions import RedisError
from sqlalchemy import text

from bot import embedded, settings
from bot.errors import BackendAway, StoreAway
from bot.intents.artifact import ModelMissing
from bot.settings import SettingsError
from bot.wechat.errors import ApiError

Check = Callable[[Any], str]
"""Looks at one thing of the bot's parts; empty where it is well, else what is wrong."""


class Desk(Protocol):
    """What the command is given as `obj`."""

    def parts(self, *insist: str) -> Any:  # noqa: ANN401  # the composition root's type lies above
        """The bot's parts."""
        ...


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
        yield name, check(parts) if os.environ.get(variable) else f"not checked: {variable} unset"
    yield "redis-server", _embedded()


def _environment() -> str:
    try:
        settings.read(os.environ)
    except SettingsError as error:
        return str(error)
    return ""


def _understanding(parts: Any) -> str:  # noqa: ANN401  # see Desk
    try:
        return "" if parts.understander else "not loaded"
    except (ModelMissing, StoreAway) as error:
        return str(error) or type(error).__name__


def _redis(parts: Any) -> str:  # noqa: ANN401  # see Desk
    try:
        parts.redis.ping()
    except RedisError as error:
        return f"no answer at REDIS_URL: {type(error).__name__}"
    return ""


def _database(parts: Any) -> str:  # noqa: ANN401  # see Desk
    try:
        with parts.database.read() as connection:
            connection.execute(text("SELECT 1 FROM turns LIMIT 1"))
    except StoreAway:
        return "no answer at DATABASE_URL, or not migrated: run `flask --app app db upgrade`"
    return ""


def _duty(parts: Any) -> str:  # noqa: ANN401  # see Desk
    try:
        return "; ".join(parts.uncalled())
    except BackendAway:
        return "the duty roster cannot be read"


def _platform(parts: Any) -> str:  # noqa: ANN401  # see Desk
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
