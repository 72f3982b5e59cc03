"""Bare sums that a text about money tells by what is done with them (200转到…, 给他三十)."""

import re
from collections.abc import Iterator

from bot.intents.entities.amounts import NUMBER, Prices, bare_sum
from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon

LOOK_BACK = 10
"""So far before a number stands what makes it no sum."""
_ASKING = re.compile("[要喊叫让]")
_PAYING = re.compile("[赔掏认退付补出]")
_YUAN = rf"(?P<yuan>{NUMBER})"


class Transfers:
    """Finds 200转到5118…, 给他三十, 都是143.2, 多了三百, 312.8: only for texts about money.

    Args:
        end: What must follow a bare sum, from :func:`after_sum`.
        prices: Tells a price a unit from a sum.
    """

    def __init__(self, end: str, prices: Prices) -> None:
        self._prices = prices
        self._verb = re.compile(r"[转打充存汇交缴][到进给成错过]")
        self._before_verb = re.compile(
            rf"(?<![\d.几数第]){_YUAN}(?=(?:转|打|充|存|汇|交|缴)(?:到|进|给|成|错|过))"
        )
        self._each_time = re.compile(
            rf"[次笔回遍][，,]?(?:都是|都|每[次笔回]|各)(?:扣|收|是)?了?\s?{_YUAN}{end}"
        )
        self._given = re.compile(rf"(?:给|找|退|还)了?(?:[你我他她它]们?|师傅)了?\s?{_YUAN}{end}")
        self._handed = re.compile(
            rf"(?:[付拿交转塞]给|给[了过])(?:[他她]们?|人家|[\u4e00-\u9fff]{{0,3}}(?:师傅|[工员人板]))\s?{_YUAN}{end}(?=[，。,!！?？\s吧呢的]|$)"
        )
        then = r"(?=[，。,！!？?\s了吗呢嘛啊哦吧才就哪谁]|$)"
        self._more_or_less = re.compile(
            rf"(?:[多少涨贵高]了|多出|听说|[说讲谈]好的?|[说还才就]要)\s?{_YUAN}{end}{then}"
        )
        self._asked = re.compile(
            r"(?:(?:听[说讲人]*|说是?|[找问跟管向][你我他她]们?|[开张]口就?)(?:得|需|都|又)?要"
            r"|[又再多硬]要(?:了我们|了我|我们?|了)|(?<![不需想只])要我们?"
            rf"|[喊叫让要][你我他她]们?[又再多先各]?[拿出掏给交补])\s?{_YUAN}{end}{then}"
        )
        self._claimed = re.compile(
            rf"(?<![\d.几数第压]){_YUAN}(?:多|块)?(?=[，,]?(?:哪个|谁|哪家|你们|供电[局所])(?:来|去|给)?(?:[赔掏认退付补]|出(?!问|毛|事|现|来|去)|负责赔))"
        )
        self._cents = re.compile(
            r"(?<![\d.,/])(?<!\d[ \-])(?!20\d\d\.|(?:1[0-2]|\d)\.(?:[0-2]?\d|3[01])(?!\d))"
            rf"(?P<yuan>[1-9]\d*\.\d{{1,2}}){end}"
        )
        self._readings = re.compile(
            r"(?:度|电量|[示读底]数|表底|表码|[起止]码|版本|倍率|表走|因数|系数|力调)[^，。,]{0,4}$"
        )

    def certain(self, text: str) -> Iterator[Entity]:
        """给了他120, 听说要三万八, 三百五哪个赔: sums that need no other word of money."""
        if "给" in text:
            yield from each(self._handed, text)
        if _ASKING.search(text):
            yield from each(self._asked, text)
        if _PAYING.search(text):
            yield from each(self._claimed, text)

    def find(self, text: str) -> Iterator[Entity]:
        """Find such sums in a normalised text whose other numbers are masked."""
        if self._verb.search(text):  # the costlier patterns only where they may succeed
            yield from each(self._before_verb, text)
        for pattern in (self._each_time, self._given, self._more_or_less):
            yield from each(pattern, text)
        for found in self._cents.finditer(text) if "." in text else ():
            start, end = found.span()
            is_reading = self._readings.search(text, max(0, start - LOOK_BACK), start)
            if not is_reading and not self._prices.is_price(text, start, end):
                yield from bare_sum(found)


def after_sum(lexicon: Lexicon) -> tuple[str, str]:
    """Expressions for a unit that makes a number no money, and for what follows a bare sum."""
    unit = rf"\s?(?:{lexicon.choice('money.units')})"
    return unit, rf"(?:多|来)?+(?!\d|几|[万千百]|{unit}|[\-/:.]\d|[块元毛角])"


def each(pattern: re.Pattern[str], text: str) -> Iterator[Entity]:
    """The sum of every match, from its group ``yuan``."""
    for found in pattern.finditer(text):
        yield from bare_sum(found)
