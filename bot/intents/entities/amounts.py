"""What all finders of money share: the shape of a number, and when a bare one is a sum."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.numerals import read_number

NUMBER = (
    r"(?>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+\.\d{1,2}"
    r"|\d+(?:\.\d+)?(?:万\d?千?|千\d?百?|百\d?|[wW](?![a-zA-Z]))?"
    r"|[一二两三四五六七八九]?[百千万][一二三四五六七八九](?=[一二两三四五六七八九](?:个|家|口人|户))"
    r"|[零一二两三四五六七八九十百千万廿卅幺]+(?:点[零一二三四五六七八九]+)?)"
)
_MAX_YUAN = Decimal(10) ** 9
_CLAUSE_START = re.compile(r".*[，。！？；,!?;]")
_REACH = 14
_BIG = re.compile(r"(?<![\d.])[1-9]\d{2}|\d,\d|[百千万]")
"""So much is no price of a unit of power, though the name of one stands before it."""


class Prices:
    """Tells a price a unit (四毛六一度, 0.7元/度) from a sum."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._after = re.compile(
            r"\s?(?:钱)?\s?(?:/|每|一|1)\s?(?:度|兆瓦时|斤|平米|平方|公里|千瓦|kw|个?字|kva|个?千伏安)"
            r"|\s?(?:乘|×|\*)|\s?(?:能|可以)?(?:用|买)(?:几|多少|好多)度",
            re.IGNORECASE,
        )
        self._before = re.compile(lexicon.choice("money.price"))

    def named_in(self, text: str) -> bool:
        """Whether a text speaks of prices at all."""
        return bool(self._before.search(text))

    def is_price(self, text: str, start: int, end: int) -> bool:
        """Whether the figure at these indices is a price a unit."""
        if self._after.match(text, end) or text[start - 1 : start] in ("按", "乘", "×"):
            return True
        if _BIG.search(text, start, end):
            return False
        window = text[max(0, start - _REACH) : start]
        clause = _CLAUSE_START.match(window)
        return bool(self._before.search(window, clause.end() if clause else 0))


def amount(yuan: Decimal | None, start: int, end: int) -> Iterator[Entity]:
    """The entity of a sum, or nothing where there is none."""
    if yuan is not None and 0 < yuan < _MAX_YUAN:
        yield Entity("amount", f"{yuan:.2f}", start, end)


def read_yuan(number: str) -> Decimal | None:
    """The value of a ``NUMBER``."""
    return read_number(number.replace("幺", "一"))


def bare_sum(found: re.Match[str], group: str = "yuan") -> Iterator[Entity]:
    """The sum in a group, if big enough: 80, 9.5, 五十, 一百二, but not 两."""
    number = found[group]
    is_ascii = number[0].isascii()
    if number[0] == "0" and "." not in number:
        return  # a reading
    if len(number) > 1 if is_ascii else any(unit in number for unit in "十百千万"):
        yield from amount(read_yuan(number), found.start(group), found.end(group))
