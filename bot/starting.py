"""Starting a process: what keeps it from starting is one sentence on stderr, and exit code 2."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.intents import ModelMissing
from bot.settings import SettingsError


@contextmanager
def refusing() -> Iterator[None]:
    """End the process where the environment is incomplete or nothing was trained."""
    try:
        yield
    except (SettingsError, ModelMissing) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
