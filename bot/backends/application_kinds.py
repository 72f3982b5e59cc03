"""Kinds of applications, from `dictionaries/applications.toml`: steps, limits, papers, facts."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from bot.backends.accounts import Voltage
from bot.tariffs import Confidence

About = Literal["time", "cost", "pays", "how"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step and its limit in working days, `None` where the clock rests."""

    name: str
    limit_days: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a resident should know, where it comes from and how sure it is."""

    about: About
    say: str
    document: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of application, as it is from a day on.

    `names` decide alone what a message means; `words` make a candidate, `hints` choose. `plain` is
    what a resident would call it, `group` puts the kinds of a long choice together.
    """

    key: str
    name: str
    voltage: Voltage
    effective_from: date
    document: str
    confidence: Confidence
    steps: tuple[Step, ...]
    papers: tuple[str, ...]
    papers_document: str
    papers_confidence: Confidence
    plain: str
    group: str
    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    kinds: tuple[Kind, ...]


def read_kinds(path: Path) -> tuple[Kind, ...]:
    """Every kind that was ever in force, in the file's order.

    Raises:
        msgspec.ValidationError: when the file has another shape.
    """
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).kinds


def in_force(kinds: Iterable[Kind], day: date) -> dict[str, Kind]:
    """The kinds in force on a day, by key: of two blocks the later one counts."""
    dated = sorted(kinds, key=lambda kind: kind.effective_from)
    return {kind.key: kind for kind in dated if kind.effective_from <= day}
