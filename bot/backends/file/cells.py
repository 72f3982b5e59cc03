"""What stands in a cell of a file, and its text."""

import re
from datetime import date, datetime, time
from typing import Final, TypeAlias

Cell: TypeAlias = "str | int | float | bool | datetime | date | time | Broken | None"

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f﻿]")
_AS_TEXT: Final = re.compile(r'^="(.*)"$')
_EXCEL_DIGITS: Final = 15
"""Excel keeps so many digits of a number; the rest become zeros."""


class Wrong(ValueError):
    """A cell that cannot be read; the text is a plain Chinese sentence for the clerk."""


class Broken(str):
    """Stands for a cell that holds nothing usable; its text says why."""

    __slots__ = ()


def text(cell: Cell) -> str:
    """A cell as trimmed text, empty for an empty one. Numbers lose no digit that Excel kept.

    Raises:
        Wrong: for a broken cell, a formula, and a number with more digits than Excel keeps.
    """
    if isinstance(cell, Broken):
        raise Wrong(str(cell))
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if cell is None:
        return ""
    said = _CONTROL.sub("", cell).strip()
    wrapped = _AS_TEXT.match(said)
    if said.startswith("=") and not wrapped:
        raise Wrong("这是公式，请填它的结果")
    return (wrapped[1] if wrapped else said.removeprefix("'")).strip()


def _number(number: float) -> str:
    if abs(number) >= 10**_EXCEL_DIGITS:
        raise Wrong("数字超过15位，Excel会丢掉后面的位数，请把这一列设为文本后重新填")
    return f"{number:.{_EXCEL_DIGITS}g}"
