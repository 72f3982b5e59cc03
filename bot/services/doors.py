"""What the utility says about binding without an SMS code: `dictionaries/binding.toml`."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

_MOBILE = re.compile(r"1\d{10}")


@dataclass(frozen=True, slots=True)
class Doors:
    """Papers to bring, and what works without a binding.

    So `many_askers` who want a code for one account within a day close SMS binding for it.
    """

    many_askers: int

    papers: tuple[str, ...]
    correction_papers: tuple[str, ...]
    unbound: tuple[str, ...]


def load(path: Path) -> Doors:
    """Read the file.

    Raises:
        msgspec.ValidationError: a field is missing or wrong.
    """
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Doors)


def takes_sms(phone: str | None) -> bool:
    """Whether a phone on record is a mobile, so that a code can reach it."""
    return phone is not None and _MOBILE.fullmatch(phone) is not None
