from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.calendar import Calendar, Due, load

PLAIN = Calendar({})

YEAR = """
document = "国务院办公厅关于2027年部分节假日安排的通知"
source = "https://www.gov.cn/"
published = 2026-11-04
days_off = [2027-01-01, 2027-01-02, 2027-01-03]
working_weekends = [2027-01-09]
"""


def with_2027(folder: Path, text: str = YEAR) -> Calendar:
    (folder / "2027.toml").write_text(text, "utf-8")
    return load(folder)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),  # a Saturday of 调休
    ],
)
def test_the_library_knows_holidays_and_make_up_days(day: date, *, working: bool) -> None:
    assert PLAIN.is_working(day) is working
    assert PLAIN.is_known(day)


def test_only_a_day_of_a_holiday_is_a_public_holiday() -> None:
    assert PLAIN.is_public_holiday(date(2026, 10, 3))  # a Saturday inside National Day
    assert not PLAIN.is_public_holiday(date(2026, 11, 28))
    assert not PLAIN.is_public_holiday(date(2026, 10, 10))


def test_a_limit_runs_over_a_holiday() -> None:
    assert PLAIN.due(date(2026, 9, 30), 2) == Due(date(2026, 10, 9), certain=True)


def test_a_year_without_data_counts_monday_to_friday_and_says_so() -> None:
    assert PLAIN.due(date(2026, 12, 30), 2) == Due(date(2027, 1, 1), certain=False)
    assert not PLAIN.is_known(date(2027, 1, 1))
    assert not PLAIN.is_public_holiday(date(2027, 1, 1))


def test_a_file_stands_in_for_the_library(tmp_path: Path) -> None:
    calendar = with_2027(tmp_path)
    assert calendar.due(date(2026, 12, 30), 2) == Due(date(2027, 1, 4), certain=True)
    assert calendar.is_working(date(2027, 1, 9))
    assert calendar.is_public_holiday(date(2027, 1, 2))


@pytest.mark.parametrize("broken", [YEAR.replace("2027-01-09", "2026-01-09"), "days_off = 1"])
def test_a_wrong_file_is_refused(tmp_path: Path, broken: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # a ValidationError is one, too
        with_2027(tmp_path, broken)


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.integers(min_value=0, max_value=60),
)
def test_due_and_between_agree_in_every_year(start: date, working_days: int) -> None:
    due = PLAIN.due(start, working_days)
    assert PLAIN.between(start, due.on) == working_days
    assert PLAIN.between(start, start) == PLAIN.between(start, start - timedelta(days=3)) == 0


def test_absurd_limits_are_no_error() -> None:
    assert PLAIN.due(date.max - timedelta(days=2), 10**9).on == date.max
