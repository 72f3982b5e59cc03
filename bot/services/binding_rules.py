"""What the utility says about binding without an SMS code: `dictionaries/binding.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec


@dataclass(frozen=True, slots=True)
class BindingRules:
    """The rules of binding.

    Attributes:
        many_askers: as many people who want a code for one account within a day close SMS binding
            for it.
        papers: what to bring to bind at a counter.
        correction_papers: what to bring to correct a record.
        unbound: what works without a binding.
    """

    many_askers: int
    papers: tuple[str, ...]
    correction_papers: tuple[str, ...]
    unbound: tuple[str, ...]


def load(path: Path) -> BindingRules:
    """Read the file.

    Raises:
        msgspec.ValidationError: a field is missing or wrong.
    """
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), BindingRules)
