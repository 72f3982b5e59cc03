"""What is said to a message that is not ours, by its kind: `dictionaries/refusals.toml`."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.replies import Choice


@dataclass(frozen=True, slots=True)
class Refusal:
    """One kind; an entry without `match` fits every message.

    `first`: it comes before whatever else the message looks like. `choices` are label, intent and
    words.
    """

    name: str
    say: str
    match: str = ""
    unless: str = ""
    first: bool = False
    choices: tuple[tuple[str, str, str], ...] = ()

    def fits(self, text: str) -> bool:
        """Whether a message is of this kind."""
        if self.unless and re.search(self.unless, text):
            return False
        return re.search(self.match, text) is not None

    @property
    def offers(self) -> tuple[Choice, ...]:
        """What can be picked."""
        return tuple(Choice(*choice) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Refusals:
    """Every kind, the special ones first; the last fits every message."""

    refusal: tuple[Refusal, ...]

    def of(self, text: str) -> Refusal:
        """The kind that a message is of."""
        return next(one for one in self.refusal if one.fits(text))

    def first(self, text: str) -> Refusal | None:
        """The kind, where it comes before whatever else the message looks like."""
        return next((one for one in self.refusal if one.first and one.fits(text)), None)


def load(path: Path) -> Refusals:
    """Read the file.

    Raises:
        msgspec.ValidationError: a field is missing or wrong.
        ValueError: no entry fits every message.
    """
    loaded = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Refusals)
    if not loaded.refusal or loaded.refusal[-1].match:
        raise ValueError(f"{path.name}: the last entry must have no `match`, so that one fits")
    return loaded
