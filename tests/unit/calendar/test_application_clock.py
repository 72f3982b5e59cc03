from dataclasses import replace
from datetime import date, datetime

from bot.backends.requests import RequestStep, ServiceRequest
from bot.services import applications
from bot.services.calendar import NOTE, Calendar

CALENDAR = Calendar({})
ONE = ServiceRequest(
    application_no="SQ202612300001",
    account_no=None,
    applicant="张三",
    phone="13800000000",
    kind="低压居民新装",
    voltage="low",
    steps=(
        RequestStep("申请受理", 1, date(2026, 12, 29), date(2026, 12, 31)),
        RequestStep("供电方案答复", 2, date(2026, 12, 31), None),
        RequestStep("装表接电", 2, None, None),
    ),
    waiting_for="authority",
    missing=(),
    visit_at=datetime(2027, 1, 5, 10, 0),
    visit_confirmed=False,
    visits_made=1,
    visits_left=0,
)
NOW = datetime(2026, 12, 31, 12, 0)


def test_a_limit_that_runs_into_an_unpublished_year_is_an_estimate() -> None:
    text = applications.status_text(ONE, CALENDAR, NOW)
    assert NOTE in text
    assert "2027年1月4日到期，还剩2个工作日" in text
    assert "等政府部门审批" in text
    assert "您已跑 1 次，还需 0 次。" in text


def test_a_step_that_took_too_long_says_so() -> None:
    assert "用了2个，超了1个工作日" in applications.status_text(ONE, CALENDAR, NOW)


def test_the_last_day_and_the_days_after_it() -> None:
    first = replace(ONE, steps=(RequestStep("申请受理", 1, date(2026, 11, 23), None),))
    on_the_day = datetime(2026, 11, 24, 9, 0)
    assert "今天是最后一天" in applications.status_text(first, CALENDAR, on_the_day)
    assert NOTE not in applications.status_text(first, CALENDAR, on_the_day)
    after = datetime(2026, 11, 30, 9, 0)
    assert "已超4个工作日" in applications.status_text(first, CALENDAR, after)


def test_a_step_without_a_limit_rests_the_clock() -> None:
    works = replace(ONE, steps=(RequestStep("外部工程实施", None, date(2026, 11, 2), None),))
    text = applications.status_text(works, CALENDAR, NOW)
    assert "不计供电公司时限" in text
    assert "到期" not in text
