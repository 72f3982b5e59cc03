"""Bringing a database to this release's schema, with Alembic."""

import importlib
import pkgutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData

import bot.backends.demo
import bot.backends.file
import bot.backends.sql
import bot.store
from bot.database import Base, Database


def _metadata() -> MetaData:
    """The whole schema: every module that holds tables has been imported."""
    for package in (bot.store, bot.backends.sql, bot.backends.demo, bot.backends.file):
        for module in pkgutil.iter_modules(package.__path__):
            if module.name not in ("migrations", "migrating"):
                importlib.import_module(f"{package.__name__}.{module.name}")
    return Base.metadata


METADATA = _metadata()


def upgrade(database: Database) -> None:
    """Migrate to the newest schema; nothing happens where it is that already."""
    with database.write() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revise(database: Database, message: str) -> None:
    """Write a migration for what the models have that the database has not (for developers)."""
    with database.write() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.revision(config, message, autogenerate=True)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
