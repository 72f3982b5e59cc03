"""How much a resident wants to pay."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.intents import Understanding
from bot.intents.entities.numerals import read_number

CONFIRM_ABOVE_FEN: Final = 10_000_00
"""From more than this on, a resident's own sum is asked about before the link is made."""
MAX_FEN: Final = 10_000_000_00
"""No sum above this is a wish; who owes more than this pays all that is owed, or by bank."""

_NEGATIVE = re.compile(r"(?<![\d\w.-])(?:-|负)\s*(?:\d|[一二三四五六七八九十百千万])")
_NEGATIVE_SUM = re.compile(r"[充交存缴付]\s*(?:个|了|值)?\s*(?:-|负)\s*[\d一二三四五六七八九十百]")
_ZERO = re.compile(
    r"(?<![\d.,])0+(?:\.0*)?\s*(?:元|块|毛|角|分|圆)|[充交存缴付]\s*0+(?:\.0*)?(?![\d.])|零(?:元|块)"
)
_HUGE = re.compile(
    r"(?:充值?|预?存)\s*\d{8,}(?![\d.])|(?<![\d.])\d{9,}(?:\.\d+)?\s*(?:元|块|万)|\d{6,}\s*万|\d\s*亿|[一二三四五六七八九十百千万]+亿"
)
_HALF = re.compile(r"一半|半数|50%")

_NO_NUMBER = re.compile(r"[充交存缴付值]\s*(?:个|了)?\s*[\d.+]*[A-Za-z]|\d[A-Za-z]\w*\s*(?:元|块)")
"""2e3, NaN, 0x10: signs that computers read, and no sum that anybody says."""
_BARE = re.compile(
    r"\W*(就|那|先|再|给我?|我|要|来|[交充存付缴](个|点)?|改成?|嗯)*\s*"
    r"((?P<figure>\d{1,5}(?:\.\d+)?)|(?P<words>[零一二两三四五六七八九十百千]{2,8}))"
    r"\s*(元|块钱?|块)?钱?(吧|嘛|哈|就行|好了|得了|可以吗|行不)?\W*"
)
_TAIL = re.compile(r"尾号\D{0,3}$")
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

    @property
    def is_all(self) -> bool:
        """Whether no sum was said."""
        return self.fen is None and not self.is_half and not self.fault

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
    named = _amount(understanding)
    if named is None:
        return Wish(is_half=bool(_HALF.search(text)), fault=TOO_MUCH if _HUGE.search(text) else "")
    return sum_of(str(named))


def _amount(understanding: Understanding) -> str | None:
    """The first sum that is no account's last digits."""
    return next(
        (
            str(entity.value)
            for entity in understanding.entities
            if entity.type == "amount" and not _TAIL.search(understanding.text[: entity.start])
        ),
        None,
    )


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


def bare(text: str) -> str:
    """The sum that a text is, in yuan as a decimal string; empty where it is more or none."""
    said = _BARE.fullmatch(text)
    if said is None:
        return ""
    figure = said["figure"] or said["words"]
    value = read_number(figure) if figure else None
    return str(value) if value is not None and value > 0 else ""
