"""What the bot made of one message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from bot.intents.entities import Entity


DANGER = 0.35
"""From this score on danger wins over likelier intents (docs/understanding.md)."""


DARK = frozenset({"outage_query", "repair_report"})
"""A power cut and a fault lead to each other."""


class Scored(msgspec.Struct, frozen=True):
    """One intent and how likely it is, 0 to 1."""

    intent: str
    score: float


class Understanding(msgspec.Struct, frozen=True):
    """Intent, runners-up, entities and global word of one message.

    Attributes:
        intent: One of `INTENTS`.
        score: Probability of `intent`, 0 to 1.
        alternatives: The next best intents, best first, up to three.
        entities: In the order of the text; their offsets count in `text`.
        text: The message, normalised character by character (half width, simplified).
        command: The global word, where the text is nothing else: `cancel`, `back`, `human`,
            `help`, `more`, `resume`, `yes` or `no`.
    """

    intent: str
    score: float
    alternatives: tuple[Scored, ...] = ()
    entities: tuple[Entity, ...] = ()
    text: str = ""
    command: str | None = None

    @property
    def is_danger(self) -> bool:
        """Whether to act as in danger; a fainter suspicion is asked about like any other doubt."""
        return self.intent == "emergency" and self.score >= DANGER

    @property
    def darkness(self) -> float:
        """How surely a power cut or a fault is meant."""
        others = sum(other.score for other in self.alternatives if other.intent in DARK)
        return others + (self.score if self.intent in DARK else 0)

    def first(self, type_: str) -> Any | None:  # noqa: ANN401  # a string, or a list of two
        """Return the value of the first entity of this type, or None."""
        return next((entity.value for entity in self.entities if entity.type == type_), None)


Understand = Callable[[str, datetime], Understanding]
"""Reads a text; words of time count from the moment given, local wall time in Asia/Shanghai."""
