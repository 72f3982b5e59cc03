"""From a cell to a value: numbers, money, phones, codes, choices."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from bot.backends.file import moments
from bot.backends.file.cells import Cell, Wrong, text
from bot.backends.file.compound import hours, lines
from bot.backends.file.schema import Column
from bot.backends.sql.account_numbers import old_form

Read = Callable[[Cell], Any]

MAX_TEXT_CHARS: Final = 200
MAX_CODE_CHARS: Final = 32
MAX_NUMBER: Final = 2_000_000_000
"""What a column of 32 bits holds, as a round number: 20 million yuan in fen."""

_FEN: Final = Decimal(100)
_DEGREES: Final = {"latitude": 90, "longitude": 180}
_ACCOUNT_NO: Final = re.compile(r"\d{10}|\d{13}|\d{16}")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_DECIMAL: Final = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_MOBILE: Final = re.compile(r"(?:\+?86)?(1\d{10})")
_LANDLINE: Final = re.compile(r"(?:0\d{2,3})?[2-9]\d{6,7}")
_PHONE: Final = re.compile(r"[\d+()转-]{3,20}")
_BETWEEN_CODES: Final = re.compile(r"[、,，;；\s]+")
_BETWEEN_NAMES: Final = re.compile(r"[;；\n]+")
_YES: Final = {"是": True, "有": True, "y": True, "1": True, "√": True, "true": True}
_NO: Final = {"否": False, "无": False, "n": False, "0": False, "×": False, "false": False}


def reader(column: Column, formats: Mapping[Any, tuple[str, ...]]) -> Read:
    """What reads a column's cells. It is never given an empty one.

    It raises `Wrong` for a cell that holds something else.
    """
    match column.form:
        case "date" | "month" | "moment" as form:
            return moments.reader(form, formats[form])
        case "choice":
            return _choice(column.values)
        case "yuan":
            return _signed_fen if column.signed else _fen
        case "latitude" | "longitude" as form:
            return _degrees(_DEGREES[form])
    return _SIMPLE[column.form]


def decimal(cell: Cell) -> Decimal:
    """A decimal number; thousands may be marked, ¥ and 元 may stand around it."""
    said = unicodedata.normalize("NFKC", text(cell)).replace(" ", "")
    said = said.removeprefix("¥").removesuffix("元")
    if not _DECIMAL.fullmatch(said):
        raise Wrong("不是数字")
    number = Decimal(said.replace(",", ""))
    if abs(number) > MAX_NUMBER:
        raise Wrong("数字太大了")
    return number


def _signed_fen(cell: Cell) -> int:
    fen = decimal(cell) * _FEN
    if fen != fen.to_integral_value():
        raise Wrong("金额最多两位小数")
    if abs(fen) > MAX_NUMBER:
        raise Wrong("金额超过2000万元，请核对")
    return int(fen)


def _fen(cell: Cell) -> int:
    fen = _signed_fen(cell)
    if fen < 0:
        raise Wrong("金额不能是负数")
    return fen


def _whole(cell: Cell) -> int:
    number = decimal(cell)
    if number < 0 or number != number.to_integral_value():
        raise Wrong("要填不小于0的整数")
    return int(number)


def _kwh(cell: Cell) -> int:
    number = decimal(cell)
    if number < 0:
        raise Wrong("电量不能是负数")
    return int(number.to_integral_value(ROUND_HALF_UP))


def _degrees(limit: int) -> Read:
    def read(cell: Cell) -> float:
        number = decimal(cell)
        if abs(number) > limit or not number:
            raise Wrong("不是经纬度（要填小数形式的度数，比如31.20456）")
        return float(number)

    return read


def _text(cell: Cell) -> str:
    said = " ".join(text(cell).split())
    if len(said) > MAX_TEXT_CHARS:
        raise Wrong(f"太长了，最多{MAX_TEXT_CHARS}个字")
    return said


def _code(cell: Cell) -> str:
    said = unicodedata.normalize("NFKC", text(cell))
    if _SCIENTIFIC.fullmatch(said):
        raise Wrong("编号变成了科学计数，请把这一列设为文本后重新填")
    if len(said) > MAX_CODE_CHARS or re.search(r"[\s,]", said):
        raise Wrong(f"编号里不能有空格和逗号，最多{MAX_CODE_CHARS}个字符")
    return said


def _account_no(cell: Cell) -> str:
    said = _code(cell)
    if not _ACCOUNT_NO.fullmatch(said):
        raise Wrong("不是户号（10位、13位或16位数字；开头的0要保留，请把这一列设为文本）")
    return old_form(said)


def _mobile(cell: Cell) -> str | None:
    # A landline takes no SMS, so the account is as good as without a phone.
    said = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", text(cell)))
    mobile = _MOBILE.fullmatch(said)
    if not mobile and not _LANDLINE.fullmatch(said):
        raise Wrong("不是电话号码")
    return mobile[1] if mobile else None


def _phone(cell: Cell) -> str:
    said = "".join(unicodedata.normalize("NFKC", text(cell)).split())
    if not _PHONE.fullmatch(said):
        raise Wrong("不是电话号码")
    return said


def _codes(cell: Cell) -> str:
    return ",".join(dict.fromkeys(map(_code, filter(None, _BETWEEN_CODES.split(text(cell))))))


def _names(cell: Cell) -> str:
    said = [part.strip() for part in _BETWEEN_NAMES.split(text(cell))]
    return json.dumps([part for part in said if part], ensure_ascii=False)


def _choice(values: Mapping[str, tuple[str, ...]]) -> Read:
    known = {word.lower(): value for value, words in values.items() for word in words}

    def read(cell: Cell) -> str:
        said = unicodedata.normalize("NFKC", text(cell)).replace(" ", "").lower()
        if said not in known:
            raise Wrong(f"只能填{'、'.join(words[0] for words in values.values())}")
        return known[said]

    return read


def _yes(cell: Cell) -> bool:
    said = text(cell).lower()
    if said not in _YES | _NO:
        raise Wrong("只能填是或否")
    return said in _YES


_SIMPLE: Final[Mapping[str, Read]] = {
    "text": _text,
    "code": _code,
    "codes": _codes,
    "names": _names,
    "account_no": _account_no,
    "mobile": _mobile,
    "phone": _phone,
    "whole": _whole,
    "kwh": _kwh,
    "hour": moments.hour,
    "yes": _yes,
    "hours": hours,
    "lines": lines,
}
