"""Powers in kW or kVA."""

import re
from decimal import Decimal

from bot.intents.entities.entity import Entity
from bot.intents.entities.numerals import read_number

_UNITS = {"千瓦": "kW", "kw": "kW", "瓩": "kW", "㎾": "kW", "千伏安": "kVA", "kva": "kVA"}

_SIGNS = re.compile("[千瓩㎾kK]")


class Capacities:
    """Finds a number with kW or kVA after it; energy (kWh), volts and watts are none."""

    def __init__(self) -> None:
        self._hint = re.compile(r"千瓦|千伏安|瓩|㎾|k\s?[wv]", re.IGNORECASE)
        self._power = re.compile(
            r"(?P<number>(?<![\d.几数])\d+(?:,\d{3})*(?:\.\d+)?[千百万]?|"
            r"(?<![几数好])[零一二两三四五六七八九十百千万廿]+(?:点[零一二三四五六七八九]+)?)"
            r"(?:\s?多)?(?:\s?来)?\s{0,2}个?\s?"
            r"(?P<unit>千瓦|瓩|㎾|千伏安|千伏·安|kw|k\s?v[·.]?a)(?!\s?[·.*/]?\s?(?:小?时|h)|[a-z]|[\u4e00-\u9fff]{0,3}线\d)",
            re.IGNORECASE,
        )

    def find(self, text: str) -> list[Entity]:
        """Find powers in a normalised text.

        Args:
            text: The text.

        Returns:
            The powers in order, such as ``7kW`` or ``630kVA``.
        """
        if not _SIGNS.search(text) or not self._hint.search(text):
            return []
        found = (_power(match) for match in self._power.finditer(text))
        return [entity for entity in found if entity]


def _power(found: re.Match[str]) -> Entity | None:
    number = read_number(found["number"])
    unit = _UNITS[re.sub(r"[\s·.]", "", found["unit"].lower())]
    if number is None:
        return None
    return Entity("capacity_kw", f"{plain(number)}{unit}", found.start(), found.end())


def plain(number: Decimal) -> str:
    """The number in ASCII digits without trailing zeros or an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
