"""All finders, one after the other; each sees a text without what the earlier ones claimed."""

from collections.abc import Iterable
from datetime import datetime

from bot.intents.entities.addresses import Addresses
from bot.intents.entities.capacity import Capacities
from bot.intents.entities.codes import Codes
from bot.intents.entities.denials import Denials
from bot.intents.entities.entity import Entity, mask
from bot.intents.entities.firms import Firms
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.marks import ShopMarks
from bot.intents.entities.moments import Moments
from bot.intents.entities.money import Money
from bot.intents.entities.months import BillingMonths
from bot.intents.entities.names import Names
from bot.intents.entities.normalise import Normaliser
from bot.intents.entities.numbers import Numbers
from bot.intents.recent import Recent

MAX_CHARS = 2000
"""What stands beyond is not read: WeChat itself allows a text of 2,048 bytes."""


class EntityExtractor:
    """Finds the entities of a message.

    Args:
        lexicon: The word lists; patterns are built from them once.

    Attributes:
        timeless: The entities of short messages without a word of time.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._normalise = Normaliser(lexicon.simplified)
        self._codes, self._numbers = Codes(), Numbers(lexicon)
        self._plain_finders = (
            Capacities().find, Firms(lexicon).find, ShopMarks(lexicon).find,
            Addresses(lexicon).find, Names(lexicon).find,
        )  # fmt: skip
        self._moments, self._months = Moments(lexicon), BillingMonths(lexicon)
        self._money, self._denials = Money(lexicon), Denials()
        self.timeless = Recent[tuple[Entity, ...]]()

    def extract(self, text: str, now: datetime) -> tuple[Entity, ...]:
        """Find the entities of a message.

        Args:
            text: The message as it was written.
            now: Local wall time that everything relative is resolved against.

        Returns:
            The entities in order of position; spans refer to ``text``. A value said twice stands
            once, one denied or taken back not at all.
        """
        known = self.timeless.get(text)
        if known is not None:
            return known
        plain = self._normalise(text[:MAX_CHARS])
        found, is_timed = self._find(plain, text, now)
        found.sort(key=lambda entity: entity.start)
        entities = _distinct(self._denials.keep(plain, found)) if found else ()
        return entities if is_timed else self.timeless.keep(text, entities)

    def _find(self, plain: str, text: str, now: datetime) -> tuple[list[Entity], bool]:
        """The entities, and whether any word of time stands there, which means by `now`."""
        found = self._codes.find(plain)
        rest = _without(plain, found)
        numbers, spans = self._numbers.find(rest)
        found += numbers
        rest = mask(rest, spans)
        for finder in self._plain_finders:
            entities = finder(rest)
            if entities:
                found += entities
                rest = _without(rest, entities)
        is_timed = False
        for dated in (self._moments.find, self._months.find):
            entities, spans = dated(rest, now)
            found += entities
            is_timed |= bool(spans)
            rest = mask(rest, spans)
        found += self._money.find(rest)
        return [_as_written(entity, text) for entity in found], is_timed


def _without(text: str, entities: list[Entity]) -> str:
    return mask(text, [(entity.start, entity.end) for entity in entities]) if entities else text


def _as_written(entity: Entity, text: str) -> Entity:
    """Names and addresses are given in the writer's own characters."""
    if entity.type not in ("name", "address"):
        return entity
    return Entity(entity.type, text[entity.start : entity.end], entity.start, entity.end)


def _distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    first: dict[tuple[str, str | tuple[str, str]], Entity] = {}
    for entity in entities:
        first.setdefault((entity.type, entity.value), entity)
    return tuple(first.values())
