"""What every command is given as its `obj` (`@click.pass_obj`)."""

import getpass
import os
from collections.abc import Callable, Mapping

from bot import starting, tasks
from bot.clock import Clock, wall_clock
from bot.database import Database
from bot.parts import Parts

PartsOf = Callable[[Mapping[str, str], tuple[str, ...]], Parts]
"""Builds the bot out of the environment, which must have the named variables."""


class Desk:
    """What a command works with: parts of the bot, built for the variables at hand."""

    def __init__(self, parts_of: PartsOf = Parts) -> None:
        self._parts_of = parts_of
        self.clock: Clock = wall_clock

    def parts(self, *insist: str, **unset: str) -> Parts:
        """The bot's parts; ends the command in one sentence where a named variable is missing.

        Args:
            insist: the variables that the command uses and that have no default.
            unset: what some variables are where the environment does not say.
        """
        with starting.refusing():
            parts = self._parts_of(unset | os.environ, insist)
        tasks.configure(parts)
        return parts

    def database(self) -> Database:
        """The database at `DATABASE_URL`."""
        return self.parts("DATABASE_URL").database


def user() -> str:
    """Who types, for the audit."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "command line"
