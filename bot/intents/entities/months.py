"""Months and years of bills, of use, of payments due and of invoices."""

import re
from datetime import datetime

from bot.intents.entities.contexts import Around, around
from bot.intents.entities.entity import Entity
from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.monthwords import Months, MonthWords

_SHORT = 7
"""A clause with hardly more than the month in it follows what the message is about."""


class BillingMonths:
    """Finds the months that a bill, a use, a payment due or an invoice is for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = MonthWords()
        self._bill = re.compile(lexicon.choice("months.bill"))
        other = lexicon.choice("months.other")
        self._other_after = re.compile(
            rf"(?:份|的时候|那会儿?|里|间)?(?:我|我们|他|她|才|就|新|刚|来)?"
            rf"(?:{other}|要?(?:搞|办|举行)(?![错不清明完得好公])|想(?![开查打交缴付看问要知退]))"
        )
        self._rule = re.compile(r"(?:价|[峰谷平]|时段|分时|阶梯)[^，。,度费]{0,4}$")
        self._comes_true = re.compile(r"份?[^，。,费]{0,4}(?:涨|降|调|变|取消|才有|才?开始)")
        self._rule_named = re.compile(
            r"份?起[^，。,费]{0,6}(?:峰谷|时段|分时|阶梯|尖峰|涨电费|涨价|调价|分.档)|份?的?(?:尖峰|[峰谷]段|分时)?时段"
        )
        self._fault = re.compile(lexicon.choice("months.fault"))
        self._built = re.compile(
            r"(?:房[子屋]?|楼|小区|线路?|变压器|表|厂房?|店子?|公司|铺子|门面|户)都?是$"
        )
        self._coming = re.compile(r"(?:都|马上|快|已经|眼看|就要|就是?|又|要到|快到)$")
        self._filler = re.compile(r"[\d一二三四五六七八九十]+月份?的?|^的|[和跟与]|都?是|都")
        self._rate = re.compile(r"[每一]度|单价|电价")
        self._any_right = re.compile(lexicon.choice("months.bill", "months.other", "months.fault"))
        self._any = re.compile(lexicon.choice("months.bill", "months.before", "months.fault"))

    def find(self, text: str, now: datetime) -> tuple[list[Entity], list[tuple[int, int]]]:
        """Find billing months in a normalised text whose dates and numbers are masked.

        Args:
            text: The text.
            now: Local reference time.

        Returns:
            The entities, and the spans of all mentions, labelled or not.
        """
        mentions = self._words.find(text, now)
        labelled = [mention for mention in mentions if self._is_billing(text, mention)]
        spans = [(mention.start, mention.end) for mention in mentions]
        return [_entity(mention) for mention in labelled], spans

    def _is_billing(self, text: str, mention: Months) -> bool:
        """Whether the mention is about a bill; the nearer words decide."""
        near = around(text, mention.start, mention.end)
        is_year = mention.kind == "whole"
        if self._is_other(near) or (is_year and near.right.startswith("开始")):
            return False
        if first := self._any_right.search(near.right):
            return bool(self._bill.fullmatch(first[0]))
        if is_year and len(near.right) > 1:
            return False
        if words := self._any.findall(near.left):
            return bool(self._bill.fullmatch(words[-1]))
        return self._is_aside(text, near, is_year=is_year)

    def _is_other(self, near: Around) -> bool:
        """The month of something built or done (房子是2009年交的), or a date in passing."""
        if self._other_after.match(near.right) or self._rate.search(near.right):
            return True
        if self._rule.search(near.left) and self._comes_true.match(near.right):
            return True  # 电价10月起要涨
        if self._rule_named.match(near.right):
            return True
        is_passing = near.right.startswith("了") and self._coming.search(near.left)
        return bool(is_passing or self._built.search(near.left))

    def _is_aside(self, text: str, near: Around, *, is_year: bool) -> bool:
        """Whether a month with nothing telling in its clause belongs to a bill named elsewhere."""
        is_short = len(self._filler.sub("", near.clause)) <= _SHORT
        if is_year and not is_short:
            return False
        if self._bill.search(near.later) or self._bill.search(near.earlier):
            return True
        return is_short and not is_year and not self._fault.search(text)


def _entity(mention: Months) -> Entity:
    first, last = label(mention.first), label(mention.last)
    value = (first, last) if mention.is_range else first
    return Entity("billing_month", value, mention.start, mention.end)


def label(month: int) -> str:
    """``YYYY-MM`` of a count of months since year 0."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
