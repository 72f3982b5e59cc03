"""Cells that hold several things: opening hours, and the lines of a bill."""

import json
import re
import unicodedata
from datetime import time
from decimal import Decimal
from typing import Any, Final

from bot.backends.file.cells import Cell, Wrong, text
from bot.clock import WEEKDAYS

_ALWAYS: Final = ("24小时", "全天", "24小时营业")
_PERIOD: Final = re.compile(
    r"(?:每天|(?:周|星期)(?P<first>[一二三四五六日天])(?:(?:至|到|-)(?:周|星期)?(?P<last>[一二三四五六日天]))?)"
    r"(?P<opens>\d{1,2}:\d{2})(?:-|至|到|~)(?P<closes>\d{1,2}:\d{2})"
)
_LINE: Final = re.compile(
    r"(?P<name>[^\d=×*]\S*?)\s*(?P<quantity>\d+(?:\.\d+)?)\s*[×*xX]\s*"
    r"(?P<price>-?\d+(?:\.\d+)?)\s*=\s*(?P<amount>-?\d+(?:\.\d{1,2})?)"
)


def hours(cell: Cell) -> str:
    """Opening hours as the service points' table keeps them: 周一至周五 09:00-17:00；周六 …."""
    said = "".join(unicodedata.normalize("NFKC", text(cell)).split())
    if said in _ALWAYS:
        return "[]"
    return json.dumps([_period(part) for part in re.split(r"[;,，；]", said) if part])


def lines(cell: Cell) -> str:
    """Lines of a bill as JSON: 第一档 180×0.5224=94.03；第二档 …."""
    parts = re.split(r"[;；]", unicodedata.normalize("NFKC", text(cell)))
    return json.dumps([_line(part.strip()) for part in parts if part.strip()], ensure_ascii=False)


def _period(said: str) -> dict[str, Any]:
    match = _PERIOD.fullmatch(said)
    if match is None:
        raise Wrong("看不懂（比如：周一至周五 09:00-17:00；周六 09:00-12:00；或24小时）")
    weekdays = _weekdays(match["first"], match["last"])
    opens, closes = _clock(match["opens"]), _clock(match["closes"])
    if not weekdays or opens >= closes:
        raise Wrong("营业时间的先后反了")
    return {"weekdays": weekdays, "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}


def _weekdays(first: str | None, last: str | None) -> list[int]:
    if first is None:
        return list(range(len(WEEKDAYS)))
    from_day, to_day = (WEEKDAYS.index(day.replace("天", "日")) for day in (first, last or first))
    return list(range(from_day, to_day + 1))


def _clock(said: str) -> time:
    try:
        return time.fromisoformat(said.zfill(5))
    except ValueError:
        raise Wrong(f"{said}不是时刻") from None


def _line(said: str) -> dict[str, Any]:
    match = _LINE.fullmatch(said)
    if match is None:
        raise Wrong("看不懂的明细（比如：第一档 180×0.5224=94.03；第二档 20×0.6224=12.45）")
    return {
        "name": match["name"],
        "quantity": match["quantity"],
        "price_yuan": match["price"],
        "amount_fen": int(Decimal(match["amount"]) * 100),
    }
