"""Chinese working days: from the library where it has the year, else from a file, else Mon to Fri.

The State Council publishes a year's days off and make-up days (调休) in the November before.
The library knows the years up to its release; a later year stands in `dictionaries/holidays/`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

import chinese_calendar
import msgspec

NOTE: Final = "预计，如遇放假安排调整顺延"
"""Goes with every date that was counted over days whose arrangement is not published."""

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)
_LONGEST_DAYS: Final = 3660


@dataclass(frozen=True, slots=True)
class Year:
    """A year's arrangement as published: every day off with the weekends inside, and 调休."""

    document: str
    source: str
    published: date
    days_off: frozenset[date]
    working_weekends: frozenset[date]


@dataclass(frozen=True, slots=True)
class Due:
    """A last day; not `certain` where a day on the way to it has no published arrangement."""

    on: date
    certain: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days and public holidays; asks nobody and never fails."""

    years: Mapping[int, Year]

    def is_working(self, day: date) -> bool:
        """Whether offices work."""
        known = _published(day)
        if known is not None:
            return known.works
        year = self.years.get(day.year)
        weekday = day.weekday() < _SATURDAY
        if year is None:
            return weekday
        return day in year.working_weekends or (weekday and day not in year.days_off)

    def is_public_holiday(self, day: date) -> bool:
        """Whether it lies in a public holiday: a plain weekend does not."""
        known = _published(day)
        if known is not None:
            return known.public_holiday
        year = self.years.get(day.year)
        return year is not None and day in year.days_off

    def is_known(self, day: date) -> bool:
        """Whether the day's arrangement is published, as far as this release knows."""
        return _published(day) is not None or day.year in self.years

    def due(self, start: date, working_days: int) -> Due:
        """The last day of a limit: the day of the start does not count."""
        on, certain = start, True
        left = min(working_days, _LONGEST_DAYS)
        while left > 0 and on < date.max:
            on += _DAY
            certain = certain and self.is_known(on)
            left -= self.is_working(on)
        return Due(on, certain)

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; 0 where `end` is not later."""
        return sum(self.is_working(day) for day in _days(start, end))


def load(folder: Path) -> Calendar:
    """Read the files `<year>.toml` of a folder.

    Raises:
        msgspec.ValidationError: a file has another shape.
        ValueError: a file names a day of another year, or a name is no year.
    """
    return Calendar({int(path.stem): _year(path) for path in sorted(folder.glob("*.toml"))})


@dataclass(frozen=True, slots=True)
class _Day:
    works: bool
    public_holiday: bool


@lru_cache(maxsize=4096)
def _published(day: date) -> _Day | None:
    """What the library knows of a day; `None` for a year after its release."""
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    return _Day(not off, bool(off and name))


def _year(path: Path) -> Year:
    year = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Year)
    for day in year.days_off | year.working_weekends:
        if day.year != int(path.stem):
            raise ValueError(f"{path.name} holds {day}, which is in another year")
    return year


def _days(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
