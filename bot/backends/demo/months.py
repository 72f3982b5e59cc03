"""Billing months of the demo utility: which bills exist on a day, what they cover, when due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from bot.backends.demo.dice import throws

BILLS_KEPT: Final = 14
_DUE_DAY: Final = 20
_FIRST_READING_DAY: Final = 24
_READING_DAYS: Final = 5
_DAY: Final = timedelta(days=1)


class Month:
    """A billing month. Its dice for one account are thrown once."""

    __slots__ = ("_throws", "due", "first", "last", "name")

    def __init__(self, first: date, after: date) -> None:
        """From its own first day and that of the month after it."""
        self.first = first
        self.last = after - _DAY
        self.due = after.replace(day=_DUE_DAY)
        self.name = first.isoformat()[:7]
        self._throws: tuple[int, ...] = ()

    def throws(self, account_no: str) -> tuple[int, ...]:
        """Dice: for the day of reading, the noise of the use, the valley's share, the payment."""
        self._throws = self._throws or throws("month", account_no, self.name)
        return self._throws

    def read_on(self, account_no: str) -> date:
        """The day late in the month on which a resident's meter is read."""
        day = _FIRST_READING_DAY + self.throws(account_no)[0] % _READING_DAYS
        return self.first.replace(day=day)


def issued(today: date) -> Iterator[Month]:
    """The months whose bills exist on a day, newest first, and the one before them."""
    after = today.replace(day=1)
    for _ in range(BILLS_KEPT + 1):
        first = (after - _DAY).replace(day=1)
        yield Month(first, after)
        after = first
