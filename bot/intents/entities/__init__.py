"""Entities in residents' messages: numbers, months, times, sums, places, names, capacities.

The package stands alone: it imports nothing else of ``bot``. What counts as an entity, and how its
value is written, follows one specification of the project; ``docs/understanding.md`` names it.
"""

from bot.intents.entities.entity import Entity
from bot.intents.entities.extractor import EntityExtractor
from bot.intents.entities.lexicon import Lexicon, LexiconError

__all__ = ["Entity", "EntityExtractor", "Lexicon", "LexiconError"]
