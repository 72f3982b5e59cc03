"""The coming days that a message asks about: 明天, 周末, 下周三, 11月29日."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from bot.clock import WEEKDAYS
from bot.turn import Turn

_WEEKDAY: Final = re.compile(r"(?P<next>下个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_SATURDAY: Final = 5
_AHEAD: Final = {"大后天": 3, "后天": 2}
_NAMED: Final = re.compile(
    r"(?P<ahead>大后天|后天|明[天日早儿])|((?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[号日]"
)
_AT_MOST: Final = 8


def days_asked(turn: Turn) -> tuple[date, ...]:
    """The days, soonest first; none where today is meant, or no day."""
    today = turn.now.date()
    if "周末" in turn.text:
        saturday = today + timedelta(days=_SATURDAY - today.weekday())
        saturday += timedelta(days=7) if re.search(r"下个?周末", turn.text) else timedelta()
        weekend = (saturday, saturday + timedelta(days=1))
        return tuple(day for day in weekend if day >= today)
    weekday = _WEEKDAY.search(turn.text)
    return (_next(weekday, today),) if weekday else _dated(turn, today)


def named(turn: Turn) -> tuple[date, ...]:
    """The day that is named in a question that holds no time as such: 明天营业厅上班吗."""
    said, today = _NAMED.search(turn.text), turn.now.date()
    if said is None:
        return ()
    if said["ahead"]:
        return (today + timedelta(days=_AHEAD.get(said["ahead"], 1)),)
    try:
        day = date(int(said["year"] or today.year), int(said["month"]), int(said["day"]))
        over = day < today and not said["year"]
        return (day.replace(year=today.year + 1) if over else day,)
    except ValueError:
        return ()


def _dated(turn: Turn, today: date) -> tuple[date, ...]:
    """Those of the first time that is named, where it begins after today."""
    value = turn.understanding.first("datetime")
    if value is None:
        return ()
    first, last = (value, value) if isinstance(value, str) else value
    begins, ends = datetime.fromisoformat(first), datetime.fromisoformat(last)
    if begins.date() <= today:
        return ()
    days = max((ends - timedelta(microseconds=1)).date() - begins.date(), timedelta()).days + 1
    return tuple(begins.date() + timedelta(days=n) for n in range(min(days, _AT_MOST)))


def _next(weekday: re.Match[str], today: date) -> date:
    """周三: the next one, today included; 下周三: that of the next calendar week."""
    day = WEEKDAYS.index(weekday["day"].replace("天", "日"))
    ahead = day - today.weekday()
    return today + timedelta(days=ahead + 7 if weekday["next"] else ahead % 7)
