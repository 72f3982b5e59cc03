"""Time as the bot sees it: local wall time in Asia/Shanghai, and the time that a turn has left."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from bot.errors import OutOfTime

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""UTC+8: there has been no summer time since 1991."""

WEEKDAYS = "一二三四五六日"
"""How a weekday is written after 周, by `date.weekday()`."""

Clock = Callable[[], datetime]
"""Gives the naive local wall time in Asia/Shanghai."""


def wall_clock() -> datetime:
    """The real clock."""
    return datetime.now(SHANGHAI).replace(tzinfo=None)


_EPOCH = datetime(1970, 1, 1, 8)  # noqa: DTZ001  # local wall time
_MS = timedelta(milliseconds=1)


def unix_ms(now: datetime) -> int:
    """A local wall time as Unix milliseconds."""
    return (now - _EPOCH) // _MS


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point on the monotonic clock; `None` means that nobody is waiting."""

    at_s: float | None = None

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left_s(self, at_most_s: float = 30.0) -> float:
        """The time a call to the outside may take, in seconds.

        Raises:
            OutOfTime: when nothing is left.
        """
        if self.at_s is None:
            return at_most_s
        left_s = self.at_s - time.monotonic()
        if left_s <= 0:
            raise OutOfTime
        return min(left_s, at_most_s)

    def is_over(self, margin_s: float = 0.0) -> bool:
        """Whether less than a margin is left."""
        return self.at_s is not None and self.at_s - time.monotonic() <= margin_s
