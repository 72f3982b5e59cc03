"""Turns words of time into points and ranges, given the present and the tense."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.intents.entities.numerals import digits_of, read_count, read_number

NIGHT_PARTS = ("evening", "deep")
_HOURS = {
    "dawn": (0, 6), "morning": (6, 12), "noon": (11, 13), "afternoon": (12, 18),
    "evening": (18, 24),
}  # fmt: skip
_DAY = timedelta(days=1)
_NOON, _MIDNIGHT = 12, 24
_LAST_NIGHT_HOUR, _FIRST_NOON_HOUR = 5, 10


@dataclass(frozen=True, slots=True)
class Span:
    """A point (``end`` is None) or a range of time, local wall time."""

    start: datetime
    end: datetime | None = None

    @property
    def last(self) -> datetime:
        """The end of the range, or the point itself."""
        return self.end or self.start


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as said: hour 0 to 24 and minute."""

    hour: int
    minute: int

    @property
    def minutes(self) -> int:
        """Minutes since midnight."""
        return self.hour * 60 + self.minute


def part_span(day: date, part: str) -> Span | None:
    """The range of a part of a day; None where the part has no fixed hours (半夜)."""
    if part not in _HOURS:
        return None
    first, last = _HOURS[part]
    midnight = datetime.combine(day, time())
    return Span(midnight + timedelta(hours=first), midnight + timedelta(hours=last))


def days_span(first: date, last: date) -> Span:
    """Whole days, both included."""
    return Span(datetime.combine(first, time()), datetime.combine(last, time()) + _DAY)


def at(day: date, part: str, clock: Clock) -> datetime:
    """A clock time in a part of a day.

    Args:
        day: The day that the part belongs to; a night belongs to the day on which it begins.
        part: ``dawn`` … ``deep``.
        clock: The time as said.

    Returns:
        The point of time; 晚上12点 and 昨晚两点 lie on the next day.
    """
    hour = clock.hour
    midnight = datetime.combine(day, time())
    if part == "dawn":
        hour = 0 if hour in (_NOON, _MIDNIGHT) else hour
    elif part in NIGHT_PARTS:
        hour = _night_hour(hour)
    elif (part in ("afternoon", "dusk") and hour < _NOON) or (
        part == "noon" and hour < _FIRST_NOON_HOUR
    ):
        hour += _NOON
    return midnight + timedelta(hours=hour, minutes=clock.minute)


def _night_hour(hour: int) -> int:
    if hour in (0, _NOON, _MIDNIGHT):
        return _MIDNIGHT
    if hour <= _LAST_NIGHT_HOUR:
        return hour + _MIDNIGHT
    return hour + _NOON if hour < _NOON else hour


def on_day(day: date, clock: Clock, after: datetime | None = None) -> datetime:
    """A clock time on a day with no part of the day said.

    Small hours are read as the afternoon (明天三点来修), unless that is not after ``after``.
    """
    midnight = datetime.combine(day, time())
    point = midnight + timedelta(minutes=clock.minutes)
    if after is not None:
        return point if point > after else point + timedelta(hours=_NOON)
    if 1 <= clock.hour <= _LAST_NIGHT_HOUR:
        point += timedelta(hours=_NOON)
    return point


def nearest(clock: Clock, now: datetime, tense: str) -> datetime:
    """The latest such time before ``now`` or the first after it, on the 12-hour clock.

    Where no tense tells, the nearer one.
    """
    step = timedelta(hours=_NOON if clock.hour <= _NOON else _MIDNIGHT)
    point = datetime.combine(now.date(), time()) - 2 * _DAY + timedelta(minutes=clock.minutes)
    while point + step <= now:
        point += step
    is_past = tense == "past" or (not tense and now - point < step / 2)
    return point if is_past else point + (step if point < now else timedelta())


def following(clock: Clock, before: datetime) -> datetime:
    """The first such time after ``before``, on the 12-hour clock."""
    return nearest(clock, before + timedelta(minutes=1), tense="future")


def read_clock(found: re.Match[str]) -> Clock | None:
    """The clock time of a ``clock`` token; None where it cannot be one."""
    if found["less_h"]:
        hour = read_count(found["less_h"]) or 0
        return _shifted(hour, -_less(found["less"]))
    if found["hm_h"]:
        return Clock(int(found["hm_h"]), int(found["hm_m"]))
    spoken = read_count(found["h"])
    if spoken is None or spoken > _MIDNIGHT:
        return None
    if found["short_of"]:
        return _shifted(spoken, -_less(found["short_of"]))
    return Clock(spoken, _minute(found))


def _minute(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    if found["quarter"]:
        return 15 * (read_count(found["quarter"]) or 1)
    return _less(found["minute"]) if found["minute"] else 0


def _less(text: str) -> int:
    if text.endswith("刻"):
        return 15
    text = text.removesuffix("分")
    if text.startswith("零"):
        return int(digits_of(text))
    return read_count(text) or 0


def _shifted(hour: int, minutes: int) -> Clock:
    total = (hour * 60 + minutes) % (_MIDNIGHT * 60)
    return Clock(total // 60, total % 60)


def read_away(found: re.Match[str]) -> timedelta | None:
    """The distance from now of an ``away`` token, negative for the past."""
    over = bool(found["over"])
    kind = "over" if over else "away"
    minutes = _away_minutes(found, kind)
    if not minutes:
        return None
    back = not over and found["away_way"] in ("以前", "之前", "前")
    return timedelta(minutes=-minutes if back else minutes)


def _away_minutes(found: re.Match[str], kind: str) -> int:
    minutes = 30 if found[f"{kind}_half"] else 0
    if said := found[f"{kind}_h"]:
        hours = read_number(said)
        if not hours:
            return 0
        minutes += int(hours * 60)
    if found[f"{kind}_h_half"] or found[f"{kind}_h_half2"]:
        minutes += 30
    if found[f"{kind}_q"]:
        minutes += 15 * (read_count(found[f"{kind}_q"]) or 0)
    if found[f"{kind}_m"]:
        more = read_count(found[f"{kind}_m"])
        return minutes + more if more else 0
    return minutes
