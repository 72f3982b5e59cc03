"""Where the demo utility's dated data lies: in the checkout."""

from pathlib import Path
from typing import Final

DICTIONARIES: Final = Path(__file__).resolve().parents[3] / "dictionaries"
TARIFFS: Final = DICTIONARIES / "tariffs"
APPLICATIONS: Final = DICTIONARIES / "applications.toml"
