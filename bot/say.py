"""How the bot says times, money and numbers, the same everywhere."""

from datetime import date, datetime, timedelta

from bot.tariffs.money import decimal_yuan

_DAYS = {-2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
_EVENING_HOUR = 18


def when(at: datetime, now: datetime) -> str:
    """A point of time near now: `今天 14:20`, `今晚 20:30`, `11月26日 08:00`."""
    days = (at.date() - now.date()).days
    word = "今晚" if days == 0 and at.hour >= _EVENING_HOUR and at > now else day(at.date(), now)
    return f"{word} {at:%H:%M}"


def day(on: date, now: datetime) -> str:
    """A day near now: `明天`, `11月26日`, `2027年1月3日`."""
    days = (on - now.date()).days
    if days in _DAYS:
        return _DAYS[days]
    year = "" if on.year == now.year else f"{on.year}年"
    return f"{year}{on.month}月{on.day}日"


def dated(on: date, now: datetime) -> str:
    """The same with its date wherever a word stands for it: `11月26日（后天）`."""
    word = day(on, now)
    return f"{on.month}月{on.day}日（{word}）" if word in _DAYS.values() else word


def span(start: datetime, end: datetime, now: datetime) -> str:
    """A stretch of time: `明天 08:00-17:30`, or both ends in full on different days."""
    if start.date() == end.date():
        return f"{day(start.date(), now)} {start:%H:%M}-{end:%H:%M}"
    return f"{when(start, now)}到{when(end, now)}"


def month(of: str) -> str:
    """`2026-11` as `2026年11月`."""
    year, number = of.split("-")
    return f"{int(year)}年{int(number)}月"


def yuan(fen: int) -> str:
    """Fen as yuan with two digits: `126.40元`; a debt keeps its minus."""
    return f"{decimal_yuan(fen)}元"


def minutes(count: int) -> str:
    """A length of time: `45分钟`, `2小时`."""
    hours = timedelta(minutes=count) / timedelta(hours=1)
    return f"{int(hours)}小时" if hours >= 1 and hours.is_integer() else f"{count}分钟"


def masked_name(name: str) -> str:
    """A holder as others may see him: `张*`, `张**`; a firm keeps its first and last two signs."""
    if len(name) > 4:  # noqa: PLR2004  # longer names are firms'
        return f"{name[:2]}**{name[-2:]}"
    return name[:1] + "*" * max(len(name) - 1, 1)


def masked_phone(phone: str) -> str:
    """A phone as its owner recognises it: `138****0000`; empty for none."""
    return f"{phone[:3]}****{phone[-4:]}" if phone else ""
