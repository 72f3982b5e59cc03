"""Billing months of the demo utility: which bills exist on a day, what they cover, when due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

BILLS_KEPT: Final = 14
_DUE_DAY: Final = 20
_FIRST_READING_DAY: Final = 24
_READING_DAYS: Final = 5
_DAY: Final = timedelta(days=1)
_LONGEST_MONTH: Final = timedelta(days=31)


def issued(today: date) -> Iterator[date]:
    """First days of the months whose bills exist on a day, newest first."""
    month = today.replace(day=1)
    for _ in range(BILLS_KEPT):
        month = before(month)
        yield month


def before(month: date) -> date:
    """The first day of the month before."""
    return (month - _DAY).replace(day=1)


def after(month: date) -> date:
    """The first day of the month after."""
    return (month + _LONGEST_MONTH).replace(day=1)


def due(month: date) -> date:
    """The last day to pay a month's bill in time."""
    return after(month).replace(day=_DUE_DAY)


def whole(month: date) -> tuple[date, date]:
    """The first and last day of a calendar month: how businesses are billed."""
    return month, after(month) - _DAY


def between_readings(month: date, throws: tuple[int, int]) -> tuple[date, date]:
    """The first and last day of a resident's bill, whose meter is read late in the month.

    Args:
        month: Its first day.
        throws: The dice of the month before and of this month.
    """
    earlier, this = throws
    return _read_on(before(month), earlier) + _DAY, _read_on(month, this)


def _read_on(month: date, throw: int) -> date:
    return month.replace(day=_FIRST_READING_DAY + throw % _READING_DAYS)
