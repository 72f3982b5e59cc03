from datetime import date, datetime

import pytest

from bot import say

NOW = datetime(2026, 11, 24, 14, 0)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 24, 9, 5), "今天 09:05"),
        (datetime(2026, 11, 24, 20, 30), "今晚 20:30"),
        (datetime(2026, 11, 25, 8, 0), "明天 08:00"),
        (datetime(2026, 12, 3, 8, 0), "12月3日 08:00"),
        (datetime(2027, 1, 3, 8, 0), "2027年1月3日 08:00"),
    ],
)
def test_times_stand_as_hh_mm_beside_the_day(at: datetime, said: str) -> None:
    assert say.when(at, NOW) == said


def test_a_span_within_a_day_names_it_once() -> None:
    start, end = datetime(2026, 11, 26, 8, 0), datetime(2026, 11, 26, 17, 30)
    assert say.span(start, end, NOW) == "后天 08:00-17:30"


@pytest.mark.parametrize(
    ("fen", "said"), [(12640, "126.40元"), (-5, "-0.05元"), (0, "0.00元"), (100000, "1000.00元")]
)
def test_money_has_two_digits(fen: int, said: str) -> None:
    assert say.yuan(fen) == said


def test_days_and_months() -> None:
    assert say.day(date(2026, 11, 22), NOW) == "前天"
    assert say.month("2026-01") == "2026年1月"
    assert (say.minutes(45), say.minutes(120), say.minutes(90)) == ("45分钟", "2小时", "90分钟")


def test_masking() -> None:
    assert say.masked_name("张三") == "张*"
    assert say.masked_name("四川川汇包装有限公司") == "四川**公司"
    assert say.masked_phone("13800001234") == "138****1234"
    assert say.masked_phone("") == ""
