"""Service points: how far, open now or not, until when, holidays included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot import say
from bot.backends.network import OpeningHours, ServicePoint
from bot.clock import WEEKDAYS
from bot.geometry import distance_km
from bot.replies import joined
from bot.services.calendar import Calendar

UNKNOWN_DAY: Final = "这几天的放假安排还没公布，去之前请打电话问一声。"

_MONDAY: Final = 0
_AHEAD_DAYS: Final = 16
NEAR_KM: Final = 50
"""Farther off nothing is near any more: the place is not the utility's, or wrong."""
_KINDS: Final = {"hall": "营业厅", "payment": "缴费点"}

Here = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a point is open; `until` it closes, or `again` when it opens; `None` for never."""

    is_open: bool
    until: datetime | None = None
    again: datetime | None = None


def opening(point: ServicePoint, at: datetime, calendar: Calendar) -> Opening:
    """Whether a point is open at a time, by its weekdays, public holidays and 调休."""
    if not point.hours:
        return Opening(point.holidays or not calendar.is_public_holiday(at.date()))
    until = None
    for start, end in _spans(point, at.date(), calendar):
        if start > at:
            return Opening(until is not None, until, again=start)
        if at < end:
            until = max(until or end, end)
    return Opening(until is not None, until)


@dataclass(frozen=True, slots=True)
class Asked:
    """When a resident asks whether a point is open.

    Attributes:
        now: local time.
        days: the days that are asked about; none for now.
        holidays: public holidays are asked about.
    """

    now: datetime
    days: tuple[date, ...] = ()
    holidays: bool = False


def point_text(
    point: ServicePoint, asked: Asked, calendar: Calendar, here: Here | None = None
) -> str:
    """A point in a few lines: name, way, address, phone, hours, and whether it is open."""
    away = f"，约{_km(point, here)}公里" if here else ""
    days = asked.days or (asked.now.date(),)
    unknown = "" if all(map(calendar.is_known, days)) else UNKNOWN_DAY
    return joined(
        f"· {point.name}（{_KINDS[point.kind]}）{away}：{_answer(point, asked, calendar)}",
        f"  {point.address}，电话{point.phone}",
        f"  {hours(point)}",
        unknown,
    )


def briefly(point: ServicePoint, asked: Asked, calendar: Calendar) -> str:
    """The hours on the days that are asked about, or of the week."""
    if not asked.days and not asked.holidays:
        return hours(point)
    unknown = "" if all(map(calendar.is_known, asked.days)) else "（放假安排还没公布）"
    return _answer(point, asked, calendar) + unknown


def state(point: ServicePoint, at: datetime, calendar: Calendar) -> str:
    """Open or not in a few words."""
    now = opening(point, at, calendar)
    if now.is_open:
        return f"营业中，{now.until:%H:%M}关门" if now.until else "24小时开着"
    why = "放假休息" if calendar.is_public_holiday(at.date()) and not point.holidays else "没开门"
    return f"现在{why}，{say.when(now.again, at)}开门" if now.again else f"现在{why}"


def _answer(point: ServicePoint, asked: Asked, calendar: Calendar) -> str:
    if asked.holidays:
        return f"法定节假日{'照常营业' if point.holidays else '不开门'}"
    if not asked.days:
        return state(point, asked.now, calendar)
    return "，".join(
        f"{say.day(on, asked.now)}（周{WEEKDAYS[on.weekday()]}）{_times(point, on, calendar)}"
        for on in asked.days
    )


def _times(point: ServicePoint, on: date, calendar: Calendar) -> str:
    """The hours of one day."""
    if not point.hours:
        closed = calendar.is_public_holiday(on) and not point.holidays
        return "不开门" if closed else "24小时开着"
    spans = [f"{_clock(s.opens)}-{_clock(s.closes)}" for s in _of_day(point, on, calendar)]
    return f" {'、'.join(spans)}开门" if spans else "不开门"


def hours(point: ServicePoint) -> str:
    """Weekdays, hours and holidays."""
    times = "；".join(map(_hours, point.hours)) or "24小时"
    return f"{times}，法定节假日{'照常' if point.holidays else '休息'}"


def _spans(
    point: ServicePoint, day: date, calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """Every stretch in which it is open, from the evening before on, in order."""
    for on in (day + timedelta(days=n) for n in range(-1, _AHEAD_DAYS)):
        for span in _of_day(point, on, calendar):
            start = datetime.combine(on, span.opens)
            over_midnight = span.closes <= span.opens
            yield start, datetime.combine(on + timedelta(days=over_midnight), span.closes)


def _of_day(point: ServicePoint, day: date, calendar: Calendar) -> Iterator[OpeningHours]:
    if calendar.is_public_holiday(day) and not point.holidays:
        return
    listed = [span for span in point.hours if day.weekday() in span.weekdays]
    # On a weekend that is worked (调休) a point keeps its hours of a Monday.
    works = not listed and calendar.is_working(day)
    weekday = _MONDAY if works else day.weekday()
    own = (span for span in point.hours if weekday in span.weekdays)
    yield from sorted(own, key=lambda span: span.opens)


def _hours(span: OpeningHours) -> str:
    return f"{_days(span.weekdays)} {_clock(span.opens)}-{_clock(span.closes)}"


def _days(weekdays: tuple[int, ...]) -> str:
    if len(weekdays) == len(WEEKDAYS):
        return "每天"
    first, last = weekdays[0], weekdays[-1]
    if len(weekdays) > 1 and last - first == len(weekdays) - 1:
        return f"周{WEEKDAYS[first]}至周{WEEKDAYS[last]}"
    return "、".join(f"周{WEEKDAYS[day]}" for day in weekdays)


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def nearness(point: ServicePoint, here: Here) -> str:
    """What the nearest points are headed by."""
    if distance_km(here, (point.latitude, point.longitude)) <= NEAR_KM:
        return "离您近的营业网点："
    return "您发的位置不在我们的供电区里，这里最近的网点是："


def _km(point: ServicePoint, here: Here) -> str:
    return f"{max(distance_km(here, (point.latitude, point.longitude)), 0.1):.1f}"
