from datetime import datetime, time

import pytest

from bot.backends.network import OpeningHours, ServicePoint
from bot.services import points
from bot.services.calendar import Calendar

CALENDAR = Calendar({})
WORKDAYS = OpeningHours((0, 1, 2, 3, 4), time(9), time(17))
MORNINGS = OpeningHours((0, 2), time(9), time(12))
NIGHTS = OpeningHours((4,), time(20), time(2))


def hall(*hours: OpeningHours, holidays: bool = False) -> ServicePoint:
    return ServicePoint("厅", "hall", "街1号", "0899-4010000", 31.2, 105.4, hours, holidays)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24T08:59", "现在没开门，今天 09:00开门"),
        ("2026-11-24T09:00", "营业中，17:00关门"),
        ("2026-11-24T17:00", "现在没开门，明天 09:00开门"),
        ("2026-10-10T10:00", "营业中，17:00关门"),  # a Saturday that is worked
        ("2026-10-01T10:00", "现在放假休息，10月8日 09:00开门"),
    ],
)
def test_a_hall_of_working_days(now: str, words: str) -> None:
    assert points.state(hall(WORKDAYS), at(now), CALENDAR) == words


def test_a_point_open_on_holidays_keeps_its_hours() -> None:
    daily = OpeningHours(tuple(range(7)), time(8), time(20))
    assert points.opening(hall(daily, holidays=True), at("2026-10-01T10:00"), CALENDAR).is_open


def test_hours_over_midnight() -> None:
    assert points.opening(hall(NIGHTS), at("2026-11-28T01:59"), CALENDAR).is_open
    assert not points.opening(hall(NIGHTS), at("2026-11-28T02:00"), CALENDAR).is_open


def test_always_open() -> None:
    assert points.state(hall(holidays=True), at("2026-10-01T03:00"), CALENDAR) == "24小时开着"


def test_hours_in_words() -> None:
    assert points.hours(hall(WORKDAYS)) == "周一至周五 09:00-17:00，法定节假日休息"
    assert points.hours(hall(MORNINGS)) == "周一、周三 09:00-12:00，法定节假日休息"


def test_a_day_without_published_arrangement_says_so() -> None:
    unknown, known = points.Asked(at("2027-01-01T10:00")), points.Asked(at("2026-12-31T10:00"))
    assert points.UNKNOWN_DAY in points.point_text(hall(WORKDAYS), unknown, CALENDAR)
    assert points.UNKNOWN_DAY not in points.point_text(hall(WORKDAYS), known, CALENDAR)
