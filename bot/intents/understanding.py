"""What the bot made of one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.intents.entities import Entity


@dataclass(frozen=True, slots=True)
class Scored:
    """One intent and how likely it is, 0 to 1."""

    intent: str
    score: float


@dataclass(frozen=True, slots=True)
class Understanding:
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

    def first(self, type_: str) -> Any | None:  # noqa: ANN401  # a string, or a list of two
        """Return the value of the first entity of this type, or None."""
        return next((entity.value for entity in self.entities if entity.type == type_), None)
