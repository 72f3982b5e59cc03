"""Rules that see danger where one phrase is surer than statistics.

`dictionaries/danger.txt` holds them with the examples that test them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.intents.corpus import lines_of, warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIELDS = ("match", "unless", "calm", "yes", "no")


@dataclass(slots=True)
class DangerRule:
    """One stanza of the file.

    Attributes:
        name: What stands in brackets.
        match: Found anywhere in the cleaned text: danger …
        unless: … but for a text where this is found.
        calm: A text that is nothing else tells of a dark house, whatever it looks like.
        yes: Texts it must see, for the tests.
        no: Texts it must leave alone, for the tests.
    """

    name: str
    match: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    calm: re.Pattern[str] | None = None
    yes: list[str] = field(default_factory=list)
    no: list[str] = field(default_factory=list)

    def sees(self, cleaned: str) -> bool:
        """Tell whether this rule sees danger."""
        found = self.match is not None and self.match.search(cleaned) is not None
        return found and (self.unless is None or self.unless.search(cleaned) is None)

    def calms(self, cleaned: str) -> bool:
        """Tell whether this rule knows the whole text for no danger."""
        return self.calm is not None and self.calm.fullmatch(cleaned) is not None


def load_rules(path: Path) -> tuple[DangerRule, ...]:
    """Read the rules; a broken line is named in a warning and left out."""
    return tuple(_rules(path))


def _rules(path: Path) -> Iterator[DangerRule]:
    rule: DangerRule | None = None
    for number, line in lines_of(path):
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            if rule is not None:
                yield rule
            rule = DangerRule(line.strip("[]"))
        elif rule is None or not _take(rule, line):
            warn(path, number, "expected '[name]', 'match:', 'unless:', 'calm:', 'yes:' or 'no:'")
    if rule is not None:
        yield rule


def _take(rule: DangerRule, line: str) -> bool:
    name, _, value = line.partition(":")
    value = value.strip()
    if name not in _FIELDS or not value:
        return False
    if name in {"yes", "no"}:
        getattr(rule, name).append(value)
        return True
    try:
        setattr(rule, name, re.compile(value))
    except re.error:
        return False
    return True
