"""Where the demo utility's dated data lies: in the checkout."""

from typing import Final

from bot.paths import DICTIONARIES

TARIFFS: Final = DICTIONARIES / "tariffs"
APPLICATIONS: Final = DICTIONARIES / "applications.toml"
