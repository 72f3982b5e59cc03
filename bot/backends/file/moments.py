"""From a cell to a day, a month or a moment: as Excel keeps them, as a number, or as text."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final

from bot.backends.file.cells import Cell, Wrong, text

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_SERIALS: Final = (32_874, 73_416)
"""Excel's numbers for the days of those years."""
_MIDNIGHT: Final = re.compile(r"[ T]0?0:00(?::00)?(?:\.0+)?$")
_DIGITS: Final = {"date": (8,), "month": (6,), "moment": (12, 14)}
_HOUR: Final = re.compile(r"(\d{1,2})(?:[:时点](?:00)?(?::00)?)?")
_HOURS: Final = 24
_WRONG: Final = {
    "date": "不是日期（比如2026-11-24）",
    "month": "不是月份（比如2026-11）",
    "moment": "不是日期加时刻（比如2026-11-24 08:30）",
}


def reader(form: str, formats: tuple[str, ...]) -> Callable[[Cell], Any]:
    """What reads days (`date`), months (`YYYY-MM`) or moments (`datetime`), by `form`.

    It raises `Wrong` for what is none.
    """
    # The same few days stand in a file a hundred thousand times.
    parsed = lru_cache(maxsize=4096)(lambda said: _parsed(form, formats, said))

    def read(cell: Cell) -> date | datetime | str:
        moment = _kept(cell) or parsed(unicodedata.normalize("NFKC", text(cell)))
        if moment is None or not _FIRST_YEAR <= moment.year < _LAST_YEAR:
            raise Wrong(_WRONG[form])
        if form == "month":
            return f"{moment:%Y-%m}"
        return moment.date() if form == "date" else moment.replace(microsecond=0)

    return read


def hour(cell: Cell) -> int:
    """A full hour, 0 to 24."""
    if isinstance(cell, datetime | time):
        cell = f"{cell:%H:%M}"
    match = _HOUR.fullmatch(unicodedata.normalize("NFKC", text(cell)))
    if match is None or int(match[1]) > _HOURS:
        raise Wrong("不是整点（比如8:00、20:00）")
    return int(match[1])


def _kept(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    first, last = _SERIALS
    if isinstance(cell, int | float) and first <= cell < last:
        from openpyxl.utils.datetime import from_excel

        moment: datetime = from_excel(cell)
        return moment
    return None


def _parsed(form: str, formats: tuple[str, ...], said: str) -> datetime | None:
    if form == "date":
        said = _MIDNIGHT.sub("", said)
    if said.isdigit() and len(said) not in _DIGITS[form]:
        return None
    for one in formats:
        try:
            return datetime.strptime(said, one)  # noqa: DTZ007  # local wall time in Asia/Shanghai
        except ValueError:
            continue
    return None
