"""Kinds of applications and their steps, from `dictionaries/applications.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from bot.backends.accounts import Voltage


@dataclass(frozen=True, slots=True)
class KindStep:
    """A step and its limit in working days, `None` where the clock rests."""

    name: str
    limit_days: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of application, as it is from a day on."""

    key: str
    name: str
    voltage: Voltage
    effective_from: date
    steps: tuple[KindStep, ...]


@dataclass(frozen=True, slots=True)
class _File:
    kinds: tuple[Kind, ...]


def load_kinds(path: Path, today: date) -> dict[str, Kind]:
    """The kinds in force on a day, by key: of two blocks the later one counts.

    Raises:
        msgspec.ValidationError: when the file has another shape.
    """
    file = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File)
    dated = sorted(file.kinds, key=lambda kind: kind.effective_from)
    return {kind.key: kind for kind in dated if kind.effective_from <= today}
