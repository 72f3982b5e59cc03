"""Sums of money without a unit: the sentence around the number makes it money."""

import re
from collections.abc import Iterator

from bot.intents.entities.amounts import NUMBER, Prices, bare_sum
from bot.intents.entities.comparisons import Comparisons
from bot.intents.entities.entity import CLAIMED, Entity
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.transfers import LOOK_BACK, Transfers, after_sum, each

_YUAN = rf"(?P<yuan>{NUMBER})"
_ABBREVIATED = r"[一二两三四五六七八九十百千万]*[百千万][一二三四五六七八九]"
_IN_FULL = "[一二两三四五六七八九][百千万][零一二三四五六七八九十百千]*+"

_TENS = "[一二两三四五六七八九]十[一二三四五六七八九]?"
_OF = re.compile("[的万押定违滞存证续]")
"""A cheap look: what a number before a noun of money cannot do without."""
_MONEY = re.compile("[块元钱费充交缴欠扣付收租价咋票笔转退]")
_SLIP = re.compile("不是|不对|错|改|换|调|设")
_METER = re.compile("(?:表|表[上里头盘]|屏幕?上?|[读示底度码]数|表码)[^，。,额费]{0,3}$")
_AGED = re.compile(
    rf"[爷奶婆公爸妈爹娘伯叔姑姨舅父母孙伴][^。家电费]{{0,8}}{CLAIMED}{{2}}(?:都|就|已经)?$"
)
_COUNTS = re.compile("[度表用抄量底码读号千安户]")
"""Where one of these stands, two bare numbers beside months may be units or readings."""


class BareSums:
    """Finds 存80, 余额还剩36, 这个月三百二, 从100改成200, 一万二的电费."""

    def __init__(self, lexicon: Lexicon, prices: Prices) -> None:
        self._prices = prices
        words = {name: lexicon.choice(f"money.{name}") for name in (
            "verbs", "nouns", "after_verb", "after_noun", "after_month", "lead", "change", "of",
        )}  # fmt: skip
        unit, end = after_sum(lexicon)
        self._transfers = Transfers(end, prices)
        self._comparisons = Comparisons(lexicon, end, prices)
        self._after_word = re.compile(
            rf"(?:(?:{words['verbs']})(?:{words['after_verb']}){{0,4}}"
            rf"|(?:{words['nouns']})(?:{words['after_noun']}){{0,4}})\s?{_YUAN}{end}"
        )
        self._after_month = re.compile(
            rf"(?:{CLAIMED}|{words['lead']})(?:{words['after_month']}){{0,4}}\s?{_YUAN}{end}(?!\.\d)"
        )
        self._of = re.compile(
            rf"(?<![\d.几数]){_YUAN}"
            rf"(?:(?<=万)的?(?=[^，。,!?\s]{{0,5}}(?:费|款|钱))|多?的(?=(?:{words['of']}))|(?=是?(?:[押定]金|违约金|滞纳金|预存|保证金|手续费)))"
        )
        slip = r"[,，]\s?(?:哦?不对|错了|说错了|应该)?[,，]?\s?(?:应该)?(?:是|充|交)[个成]?"
        self._changed = re.compile(
            rf"(?:{words['change']}|{slip})\s?{_YUAN}{end}(?![\u4e00-\u9fff](?<![吧吗嘛啊哈可行就]))"
        )
        self._abbreviated = re.compile(
            rf"(?<![几数零一二两三四五六七八九十百千万])(?P<yuan>{_ABBREVIATED})"
            rf"(?!\s?[一二三四五六七八九十百千万块元毛角多来几个、\d]|{unit})"
        )
        self._sum_of_month = re.compile(
            rf"{CLAIMED}(?:{words['after_month']}){{0,4}}(?P<yuan>{_ABBREVIATED}|{_IN_FULL}|(?<!{CLAIMED}){_TENS})多?"
            rf"(?=[^十百千万块元毛角多来几个、\d\w]|[了吧啊嘛咋]|$)"
        )
        self._no_sum = re.compile(
            rf"(?:{lexicon.choice('money.no_sum')})[^，。,]{{0,4}}$|电[压流][^费钱块元账]{{0,8}}$"
        )
        self._listed = re.compile(
            rf"(?:次|笔|回|趟|遍|各|分别(?:是|扣了?|交了?)?)[,，:]?\s?(?={NUMBER}[、,，和]{NUMBER}(?!\d))"
        )
        self._item = re.compile(rf"{_YUAN}(?!\d|{unit})[、,，和]?")
        self._more = re.compile(rf"\s?(?:还是|又|、|加|减|和)\s?{_YUAN}{end}")
        self._topic = re.compile("|".join(lexicon.words("money.topic")))  # quickly searched for

    def find(self, text: str, *, is_money: bool) -> list[Entity]:
        """Find bare sums in a normalised text whose other numbers are masked, in any order.

        Args:
            text: The text.
            is_money: Whether a sum with its unit stands there.
        """
        sums = [*self._certain(text)]
        if is_money or sums or _MONEY.search(text) or self._topic.search(text):
            sums += self._loose(text)
        elif text.count(CLAIMED) > 1 and not _COUNTS.search(text):
            months = [*self._after_month.finditer(text)]
            sums += [entity for found in months[1:] and months for entity in bare_sum(found)]
        return [*sums, *self._lists(text)]

    def more(self, text: str, end: int) -> Iterator[Entity]:
        """The sum right after one that ends at ``end`` (扣我89还是98)."""
        if found := self._more.match(text, end):
            yield from bare_sum(found)

    def _certain(self, text: str) -> Iterator[Entity]:
        """Sums that need no other word of money."""
        for found in self._after_word.finditer(text):
            is_reading = found[0].startswith("显示") and _METER.search(text, 0, found.start())
            if not is_reading and not self._prices.is_price(text, found.start("yuan"), found.end()):
                yield from bare_sum(found)
        if _OF.search(text):
            yield from each(self._of, text)
        for found in self._sum_of_month.finditer(text):
            yield from () if _is_age(text, found) else bare_sum(found)
        yield from self._transfers.certain(text)
        yield from self._comparisons.certain(text)

    def _loose(self, text: str) -> Iterator[Entity]:
        """Numbers that only a text about money makes sums."""
        if _SLIP.search(text):
            for found in self._changed.finditer(text):
                start = found.start("yuan")
                is_other = self._no_sum.search(text, max(0, start - LOOK_BACK), start)
                if not is_other and not self._prices.is_price(text, start, found.end()):
                    yield from bare_sum(found)
        yield from self._transfers.find(text)
        yield from self._comparisons.find(text)
        for found in self._abbreviated.finditer(text):
            start, end = found.span()
            is_other = self._no_sum.search(text, max(0, start - LOOK_BACK), start)
            if not is_other and not self._prices.is_price(text, start, end):
                yield from bare_sum(found)
        for found in self._after_month.finditer(text):
            is_use = "用" in text[max(0, found.start() - 1) : found.end() + 2]
            if not is_use and not _is_age(text, found):
                yield from bare_sum(found)

    def _lists(self, text: str) -> Iterator[Entity]:
        """扣了三次，50、100、30."""
        for lead in self._listed.finditer(text):
            at = lead.end()
            while item := self._item.match(text, at):
                yield from bare_sum(item)
                at = item.end()


def _is_age(text: str, found: re.Match[str]) -> bool:
    """我婆婆今年七十八."""
    start, end = found.span("yuan")
    return end - start <= len("七十八") and bool(_AGED.search(text, 0, start))
