"""Bare sums that stand beside another one: 从90涨到260, 9月才88，10月就210, 看错了是203."""

import re
from collections.abc import Iterator

from bot.intents.entities.amounts import NUMBER, Prices, bare_sum
from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon

_YUAN = rf"(?P<yuan>{NUMBER})"
_PER = r"(?:每(?:个月|月|年)|原来的?|以前的?|平时的?|之前的?)?"
_LOOK_BACK = 12
_SO, _BIG = re.compile("[就于=]"), re.compile("[万千]")
_SAID = re.compile(r"[说写查讲看是到的]\s?[\d一二三四五六七八九]")
_MEASURED = re.compile("[度表用抄量底码读千安户测压]")
_FROM, _WRONG = re.compile("[从由]"), re.compile("[错差岔]")


class Comparisons:
    """Finds rises, corrections, conclusions and sums in 万, each by the shape of its sentence.

    Args:
        lexicon: The word lists.
        end: What must follow a bare sum, from ``after_sum``.
        prices: Tells a price a unit from a sum.
    """

    def __init__(self, lexicon: Lexicon, end: str, prices: Prices) -> None:
        self._prices = prices
        self._measured = re.compile(rf"(?:{lexicon.choice('money.measured')})[^，。,]{{0,8}}$")
        self._rise = re.compile(
            rf"(?:从|由){_PER}\s?{_YUAN}(?:块钱?|元)?{end}[^，。,\d]{{0,5}}?"
            rf"(?:[涨跳飙升降跌变翻蹦窜加减长干]|提高|[少多])[到成至为]?了?{_PER}\s?(?P<to>{NUMBER})(?:\s?[块元]|{end})"
        )
        self._misread = re.compile(
            rf"[看说记数算听讲念][错差岔][^，。,\d]{{0,5}}?[，,]?(?:其实|应该|原来)?[就才]?是\s?{_YUAN}{end}"
        )
        self._of_other = re.compile("[号表楼度读房压栋码]")
        self._told = re.compile(
            rf"(?:短信|[厅上台]|客服|手机|账单|单子|公众号|[们人员])(?:[里上]是|[里上]?[说写查讲看][到的]?是?)\s?{_YUAN}{end}(?=[，。,;；！!？?\s]|$)"
        )
        self._paid = re.compile(
            r"[修换弄整安装拖拉罚]了(?:[我他她]们?)?(?P<yuan>[一二两三四五六七八九][百千][一二三四五六七八九])多?(?=[，。,;；！!？?\s了吧呢的]|$)"
        )
        self._so = re.compile(
            rf"(?:就是|等于是?|就成|[就得]要|那?就得|=)\s?{_YUAN}{end}(?=[？?，。,！!了吧吗哦啊嘛]|$)"
        )
        self._big = re.compile(
            r"(?<![\d.几数第好上近零一二两三四五六七八九十百千万])"
            rf"(?=[\d.]+万|\d千\d|[一二两三四五六七八九十百]+万){_YUAN}{end}(?!火急|个为)"
        )

    def certain(self, text: str) -> Iterator[Entity]:
        """看错了，是203; 短信说650，窗口说560: what needs no other word of money beside it."""
        told = [*self._told.finditer(text)] if _SAID.search(text) else []
        if len(told) > 1 and not _MEASURED.search(text):
            for found in told:
                yield from bare_sum(found)
        if "百" in text or "千" in text:
            for found in self._paid.finditer(text):
                yield from bare_sum(found)
        if _WRONG.search(text):
            for found in self._misread.finditer(text):
                if not self._of_other.search(text):
                    yield from bare_sum(found)

    def find(self, text: str) -> Iterator[Entity]:
        """The others, in a text about money."""
        if _FROM.search(text):
            for found in self._rise.finditer(text):
                if self._is_sum(text, found):
                    yield from bare_sum(found)
                    yield from bare_sum(found, "to")
        for sign, pattern in ((_SO, self._so), (_BIG, self._big)):
            for found in pattern.finditer(text) if sign.search(text) else ():
                if self._is_sum(text, found):
                    yield from bare_sum(found)

    def _is_sum(self, text: str, found: re.Match[str]) -> bool:
        """Whether nothing else than money is measured there (电压从220掉到180)."""
        start = found.start()
        if self._measured.search(text, max(0, start - _LOOK_BACK), start):
            return False
        return not self._prices.is_price(text, found.start("yuan"), found.end())
