"""Billing months of the demo utility: which bills exist on a day, what they cover, when due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from bot.backends.demo.dice import throws

BILLS_KEPT: Final = 14
_DUE_DAY: Final = 20
_FIRST_READING_DAY: Final = 24
_READING_DAYS: Final = 5


def issued(today: date) -> Iterator[date]:
    """First days of the months whose bills exist on a day, newest first."""
    month = today.replace(day=1)
    for _ in range(BILLS_KEPT):
        month = before(month)
        yield month


def before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def after(month: date) -> date:
    """The first day of the month after."""
    return (month + timedelta(days=31)).replace(day=1)


def due(month: date) -> date:
    """The last day to pay a month's bill in time."""
    return after(month).replace(day=_DUE_DAY)


def period(account_no: str, month: date, *, residential: bool) -> tuple[date, date]:
    """The first and last day of a bill: meters of residents are read late in the month."""
    if not residential:
        return month, after(month) - timedelta(days=1)
    return _read_on(account_no, before(month)) + timedelta(days=1), _read_on(account_no, month)


def _read_on(account_no: str, month: date) -> date:
    throw = throws("read", account_no, month)[0]
    return month.replace(day=_FIRST_READING_DAY + throw % _READING_DAYS)
