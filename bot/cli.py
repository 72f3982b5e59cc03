"""The command line: `flask --app app …`. Each command insists only on the variables it uses."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask

from bot.backends.demo.cli import demo
from bot.intents.cli import intents

PartsOf = Callable[[Mapping[str, str], tuple[str, ...]], Any]


class Factory:
    """What commands get as `obj`: parts of the bot, built for the variables at hand."""

    def __init__(self, parts_of: PartsOf) -> None:
        self._parts_of = parts_of

    def parts(self, *insist: str) -> Any:  # noqa: ANN401  # the composition root's type
        """The bot's parts; the named variables must be set."""
        return self._parts_of(os.environ, insist)


def register(app: Flask, parts_of: PartsOf) -> None:
    """Add every command group to the application."""
    app.extensions["parts"] = Factory(parts_of)
    for group in (intents, demo):
        app.cli.add_command(group)
