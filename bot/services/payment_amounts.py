"""How much a resident wants to pay, and how a part of a debt divides into debt and late fee."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.intents import Understanding
from bot.services.bills import Standing
from bot.tariffs import total_late_fee_fen

CONFIRM_ABOVE_FEN: Final = 10_000_00
"""From more than this on, a resident's own sum is asked about before the link is made."""
MAX_FEN: Final = 10_000_000_00
"""No sum above this is a wish; who owes more than this pays all that is owed, or by bank."""

_NEGATIVE = re.compile(r"(?<![\d\w.-])(?:-|负)\s*(?:\d|[一二三四五六七八九十百千万])")
_NEGATIVE_SUM = re.compile(r"[充交存缴付]\s*(?:个|了|值)?\s*(?:-|负)\s*[\d一二三四五六七八九十百]")
_ZERO = re.compile(
    r"(?<![\d.])0+(?:\.0*)?\s*(?:元|块|毛|角|分|圆)|[充交存缴付]\s*0+(?:\.0*)?(?![\d.])|零(?:元|块)"
)
_HUGE = re.compile(
    r"(?:充值?|预?存)\s*\d{8,}(?![\d.])|(?<![\d.])\d{9,}(?:\.\d+)?\s*(?:元|块|万)|\d{6,}\s*万|\d\s*亿|[一二三四五六七八九十百千万]+亿"
)
_HALF = re.compile(r"一半|半数|50%")

_NO_NUMBER = re.compile(r"[充交存缴付值]\s*(?:个|了)?\s*[\d.+]*[A-Za-z]|\d[A-Za-z]\w*\s*(?:元|块)")
"""2e3, NaN, 0x10: signs that computers read, and no sum that anybody says."""
_TOO_FINE = re.compile(r"\d\.\d{3,}")

EXAMPLE = "请说个数，比如“充100.00元”；要交清欠费就回“交电费”。"
NOT_POSITIVE = f"金额要大于0，{EXAMPLE}"
NOT_READ = f"金额没看懂，{EXAMPLE}"
TOO_FINE = f"金额最小到分，{EXAMPLE}"
TOO_MUCH = "这个金额太大了，在这里交不了，请核对一下；真要交这么多，请走对公转账或到营业厅。"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: `fen` is `None` for all that is owed; `fault` says why it cannot be."""

    fen: int | None = None
    is_half: bool = False
    fault: str = ""

    def of(self, due_fen: int) -> int:
        """The sum to pay, in fen, where so much is owed."""
        if self.is_half:
            return (due_fen + 1) // 2
        return due_fen if self.fen is None else self.fen


def wish(understanding: Understanding) -> Wish:
    """Read a sum out of a message; the sentence's own words where it is no sum to pay."""
    text = understanding.text
    if _NEGATIVE.search(text) or _NEGATIVE_SUM.search(text) or _ZERO.search(text):
        return Wish(fault=NOT_POSITIVE)
    if _NO_NUMBER.search(text) or _TOO_FINE.search(text):
        return Wish(fault=TOO_FINE if _TOO_FINE.search(text) else NOT_READ)
    named = understanding.first("amount")
    if named is None:
        return Wish(is_half=bool(_HALF.search(text)), fault=TOO_MUCH if _HUGE.search(text) else "")
    return sum_of(str(named))


def sum_of(yuan: str) -> Wish:
    """The wish to pay a sum, a decimal string; all that is owed where it is empty."""
    if not yuan:
        return Wish()
    fen = int(Decimal(yuan) * 100)
    if Decimal(yuan) * 100 != fen:
        return Wish(fault=TOO_FINE)
    if fen <= 0:
        return Wish(fault=NOT_POSITIVE)
    return Wish(fault=TOO_MUCH) if fen > MAX_FEN else Wish(fen)


def late_part_fen(standing: Standing, amount_fen: int, today: date, category: str) -> int:
    """How much of a payment is late fee: all of it where everything is paid, else its share.

    A part of a debt carries the late fee on that part only, oldest bills first; the rest of the
    debt keeps its own.
    """
    if amount_fen >= standing.due_fen:
        return standing.late_fee_fen
    debts = tuple((bill.owed_fen, bill.due) for bill in reversed(standing.open))

    def with_fee(principal_fen: int) -> int:
        settled = _first(debts, principal_fen)
        return principal_fen + total_late_fee_fen(settled, today, category)

    owed_fen = standing.due_fen - standing.late_fee_fen
    principal_fen = bisect_right(range(owed_fen + 1), amount_fen, key=with_fee) - 1
    return with_fee(principal_fen) - principal_fen


def _first(debts: tuple[tuple[int, date], ...], fen: int) -> Iterator[tuple[int, date]]:
    """The oldest debts that so much money pays, the last one perhaps in part."""
    for owed_fen, due in debts:
        part_fen = min(owed_fen, fen)
        yield part_fen, due
        fen -= part_fen
