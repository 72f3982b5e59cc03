"""Turns words for days into dates, given today and the tense."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.intents.entities.lexicon import Lexicon
from bot.intents.entities.numerals import digits_of, read_count
from bot.intents.entities.timewords import Token

Tense = Literal["past", "future", ""]
Days = tuple[date, date]
"""First and last day, both included."""

_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_MONTHS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "后年": 2}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_FAR, _CLOSE = timedelta(days=300), timedelta(days=21)
"""A day so far off is not meant where the same day of another year is so close."""
_NEW_YEAR = timedelta(days=28)
"""So near the lunar new year 初五 alone is a day of its first month."""
_CENTURY = 2000
_YEARS_AROUND = 8
"""29 February is at most eight years away."""


@dataclass(frozen=True, slots=True)
class _When:
    """What a word for a day is resolved against."""

    today: date
    tense: Tense
    before: date | None


class Calendar:
    """Resolves the day words of :class:`~bot.intents.entities.timewords.TimeWords`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._offsets = {word: int(days) for word, days in lexicon.pairs("moments.days").items()}
        joined = lexicon.pairs("moments.joined").items()
        self._joined = {word: int(value.split(",")[0]) for word, value in joined}
        self._fixed = lexicon.pairs("holidays.fixed")
        self._moving: dict[str, list[date]] = {}
        for entry in lexicon.words("holidays.moving"):
            name, _, day = entry.partition("=")
            self._moving.setdefault(name, []).append(date.fromisoformat(day))
        self._readers: dict[str, Callable[[re.Match[str], _When], Days | None]] = {
            "joined": lambda found, when: _one(when.today, self._joined[found["joined"]]),
            "day": lambda found, when: _one(when.today, self._offsets[found["day"]]),
            "next": lambda found, when: (
                _one(when.before, 0 if found["that"] else 1) if when.before else None
            ),
            "days": _days,
            "ago": _ago,
            "week": _week,
            "date": _date,
            "holiday": self._holiday,
            "lunar": self._lunar,
        }

    def days(self, token: Token, today: date, tense: Tense, before: date | None) -> Days | None:
        """The days that a token names.

        Args:
            token: A token of a day.
            today: The local day of the message.
            tense: Whether the matter lies behind or ahead; empty where unknown.
            before: The day named before it in the message.

        Returns:
            First and last day, or None where there is no such day.
        """
        try:
            return self._readers[token.kind](token.found, _When(today, tense, before))
        except (OverflowError, ValueError):
            return None

    def _holiday(self, found: re.Match[str], when: _When) -> Days | None:
        nth = read_count(found["nth"] or "一") or 1
        shift = -1 if found["eve"] else 1 if found["morrow"] else nth - 1
        days = self._occurrences(found["holiday_name"], when.today)
        if year := found["holiday_year"]:
            days = [day for day in days if day.year == when.today.year + _YEARS[year]]
        day = _nearest(days, when)
        return _one(day, shift) if day else None

    def _occurrences(self, name: str, today: date) -> list[date]:
        if name in self._moving:
            return self._moving[name]
        month, _, day = self._fixed[name].partition("-")
        return [date(year, int(month), int(day)) for year in range(today.year - 1, today.year + 3)]

    def _lunar(self, found: re.Match[str], when: _When) -> Days | None:
        """Days around the lunar new year, counted from it or from 腊八 (the 8th of 腊月)."""
        if found["lunar_eve"] or found["lunar_d"] == "三十":
            return self._feast("除夕", 0, when)
        if found["lunar_ld"]:
            return self._feast("腊八", _lunar_day(found["lunar_ld"]) - 8, when)
        days = self._feast("春节", _lunar_day(found["lunar_d"] or found["lunar_b"]) - 1, when)
        is_near = found["lunar_d"] or (days and abs(days[0] - when.today) < _NEW_YEAR)
        return days if is_near else None

    def _feast(self, name: str, shift: int, when: _When) -> Days | None:
        day = _nearest([feast + shift * _DAY for feast in self._moving[name]], when)
        return _one(day) if day else None


def _one(day: date, shift: int = 0) -> Days:
    return (day + shift * _DAY, day + shift * _DAY)


def _lunar_day(text: str) -> int:
    return read_count(text.removeprefix("初")) or 1


def _nearest(days: Iterable[date], when: _When) -> date | None:
    """The nearest day behind or ahead as the tense says; of both where it says nothing."""
    behind = max((day for day in days if day <= when.today), default=None)
    ahead = min((day for day in days if day >= when.today), default=None)
    if behind is None or ahead is None:
        return behind or ahead
    since, until = when.today - behind, ahead - when.today
    if when.tense == "past" and (since < _FAR or until > _CLOSE):
        return behind
    if when.tense == "future" and (until < _FAR or since > _CLOSE):
        return ahead
    return behind if since < until else ahead


def _days(found: re.Match[str], when: _When) -> Days:
    offsets = {"今": 0, "明": 1, "后": 2, "大后": 3}
    first = offsets[found["first"] or found["first2"]]
    last = offsets[found["last"] or found["last2"]]
    return (when.today + first * _DAY, when.today + last * _DAY)


def _ago(found: re.Match[str], when: _When) -> Days | None:
    count = read_count(found["ago_n"])
    if not count:
        return None
    days = count * (1 if found["ago_u"] == "天" else 7)
    back = found["ago_way"] in ("以前", "之前", "前")
    return _one(when.today, -days if back else days)


def _week(found: re.Match[str], when: _When) -> Days:
    monday = when.today - when.today.weekday() * _DAY
    if found["whole"]:
        monday += _WEEKS[found["whole"]] * _WEEK
        return (monday, monday + 6 * _DAY)
    name, week = found["weekday"], found["which"]
    weekday = _WEEKDAYS[name] if name in _WEEKDAYS else int(name) - 1
    length = _DAY if name == "末" else timedelta()
    day = monday + weekday * _DAY
    if week:
        day += _WEEKS[week] * _WEEK
    elif name == "末":
        day -= _WEEK if when.tense == "past" and day > when.today else timedelta()
    elif when.tense == "past":
        day -= _WEEK if day >= when.today else timedelta()
    else:
        day += _WEEK if day <= when.today else timedelta()
    return (day, day + length)


def _date(found: re.Match[str], when: _When) -> Days | None:
    if found["iso_y"]:
        return _one(date(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"])))
    if found["rd"]:
        index = when.today.year * 12 + when.today.month - 1 + _MONTHS[found["rm"].rstrip("个月")]
        return _one(date(index // 12, index % 12 + 1, read_count(found["rd"]) or 0))
    if found["only"]:
        return _of_month(read_count(found["only"]) or 0, when)
    month = read_count(found["m"] or found["m2"]) or 0
    number = read_count(found["d"] or found["d2"]) or 0
    if found["y"] or found["yw"]:
        return _one(date(_year(found, when.today), month, number))
    years = range(when.today.year - _YEARS_AROUND, when.today.year + _YEARS_AROUND + 1)
    days = [date(year, month, number) for year in years if number <= monthrange(year, month)[1]]
    day = _nearest(days, when) if number else None
    return _one(day) if day else None


def _of_month(number: int, when: _When) -> Days | None:
    if not number:
        return None
    index = when.today.year * 12 + when.today.month - 1
    months = [divmod(index + shift, 12) for shift in range(-2, 3)]
    days = [
        date(year, month + 1, number)
        for year, month in months
        if number <= monthrange(year, month + 1)[1]
    ]
    day = _nearest(days, when)
    return _one(day) if day else None


def _year(found: re.Match[str], today: date) -> int:
    if found["yw"]:
        return today.year + _YEARS[found["yw"]]
    digits = digits_of(found["y"])
    return int(digits) + (_CENTURY if len(digits) == len("27") else 0)
