"""Sums of money in yuan."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.intents.entities.amounts import NUMBER, Prices, amount, read_yuan
from bot.intents.entities.baresums import BareSums
from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.numerals import digits_of

_DIGIT = r"[\d零一二两三四五六七八九]"
_PRICE_YUAN = 3
"""Less than this, where prices are spoken of, is a price too (电价五毛四，商业一块零八）."""
_YUAN, _PARTS = re.compile("[块元蚊洋币¥bB]"), re.compile("[毛角分]")
"""Cheap looks: no sum has a unit without one of these."""
_COUNTED = "度块个次张台户月年天只条米平"


class Money:
    """Finds sums with a unit (386块4, ¥36.80) and bare numbers that the sentence makes money."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._hint = re.compile(r"[\d零一二两三四五六七八九十百千万]")
        self._prices = Prices(lexicon)
        self._bare = BareSums(lexicon, self._prices)
        tail = rf"\d{{1,2}}|[零一二两三四五六七八九]{{1,2}}(?!\s?[{_COUNTED}])"
        self._with_unit = re.compile(
            rf"(?<![\d.几数])(?P<yuan>{NUMBER})\s?(?:多|余|(?<![百千万])来)?\s?个?\s?"
            r"(?P<unit>块大洋|块|元|蚊|大洋|rmb|RMB|人民币)(?:人民币)?"
            rf"(?P<half>(?<=块)半(?![天年个月小夜边截路度夜]))?(?P<zero>零)?(?P<tail>{tail})?"
            rf"(?:(?P<jiao>毛|角)(?:零?(?P<fen>{_DIGIT})分?(?!{_DIGIT}|\s?度))?)?"
            r"(?P<cents>分)?(?P<end>钱|整)?"
        )
        before = r"(?<![\d.块元毛角零一二三四五六七八九十])"
        self._small = re.compile(
            rf"{before}(?P<jiao>{_DIGIT})(?:毛|角)(?:(?P<fen>{_DIGIT})分?)?钱?"
            rf"|{before}(?P<only>\d{{1,2}}|[一二两三四五六七八九])分钱"
            r"|(?<=[充交缴存付])(?P<paid>\d{1,2}|[一二两三四五六七八九])分(?![钟期批之])"
        )
        self._signed = re.compile(rf"(?:¥|rmb|RMB|人民币)\s?(?P<yuan>{NUMBER})(?!\s?[块元])")
        self._closed = re.compile(r"[了吧吗呢，。,；;！!？?\s]|$")
        self._rise = re.compile(r"涨|降")
        self._none = re.compile(r"[^，。,!！]{0,5}(?:没|不|未)")
        self._thing = re.compile(lexicon.choice("money.things"))
        self._paid = re.compile(r"[充交缴存欠差扣付退转收花少多]了?$")

    def find(self, text: str) -> list[Entity]:
        """Find sums in a normalised text whose other numbers are masked.

        Args:
            text: The text.

        Returns:
            The sums; value with two decimals.
        """
        if not self._hint.search(text):
            return []
        found: list[Entity] = []
        if _YUAN.search(text):
            _put(found, self._signs(text))
            _put(found, self._units(text))
        if _PARTS.search(text):
            _put(found, self._smalls(text))
        _put(found, self._bare.find(text, is_money=bool(found)))
        for entity in tuple(found):
            _put(found, self._bare.more(text, entity.end))
        return sorted(found, key=lambda entity: entity.start)

    def _signs(self, text: str) -> Iterator[Entity]:
        for found in self._signed.finditer(text):
            yield from amount(read_yuan(found["yuan"]), found.start(), found.end())

    def _units(self, text: str) -> Iterator[Entity]:
        for found in self._with_unit.finditer(text):
            start, end = found.span()
            yuan = read_yuan(found["yuan"])
            is_sum = not self._is_thing(text, found) and not self._prices.is_price(text, start, end)
            if is_sum and yuan is not None:
                total = yuan + _tail(found)
                if not total and self._closed.match(text, end):
                    yield Entity("amount", "0.00", start, end)  # 余额0元, but not 0元办电
                is_small = total < _PRICE_YUAN and self._names_price(text)
                yield from amount(None if is_small else total, start, end)

    def _smalls(self, text: str) -> Iterator[Entity]:
        """三毛五, 五分钱; beside the name of a price they are prices themselves."""
        for found in self._small.finditer(text):
            start, end = found.span()
            is_none = text[start] == "一" and self._none.match(text, end)  # 一分钱没扣
            is_price = self._names_price(text) or self._prices.is_price(text, start, end)
            if not is_none and not is_price:
                yuan = _part(found["jiao"], 10) + _part(
                    found["fen"] or found["only"] or found["paid"], 100
                )
                yield from amount(yuan, start, end)

    def _names_price(self, text: str) -> bool:
        """Whether a few yuan may be a price: where prices are named, or rise (五毛涨到六毛)."""
        return self._prices.named_in(text) or bool(self._rise.search(text))

    def _is_thing(self, text: str, found: re.Match[str]) -> bool:
        """一块表, 三块电池: 块 that counts things; 一块: together."""
        if found["unit"] != "块" or found["end"] or found["tail"] or found["jiao"]:
            return False
        if self._thing.match(text, found.end()):
            return True
        return found["yuan"] == "一" and not self._paid.search(text, 0, found.start())


def _put(found: list[Entity], new: Iterable[Entity]) -> None:
    """Add what overlaps nothing that is there already."""
    for one in new:
        if all(one.end <= entity.start or one.start >= entity.end for entity in found):
            found.append(one)


def _tail(found: re.Match[str]) -> Decimal:
    """What stands after 块: 386块4, 九块零八分, 五元五角, 一块四毛五."""
    tail = found["tail"] or ""
    is_cents = not found["jiao"] and (found["zero"] or found["cents"] or len(tail) > 1)
    half = Decimal("0.5") if found["half"] else Decimal(0)
    return half + _part(tail, 100 if is_cents else 10) + _part(found["fen"], 100)


def _part(digits: str | None, share: int) -> Decimal:
    return Decimal(digits_of(digits) or 0) / share if digits else Decimal(0)
