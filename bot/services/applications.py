"""Sentences on an application: its step, each step's limit, who has to act, visits."""

from datetime import date, datetime
from typing import Final

from bot import say
from bot.backends.requests import RequestStep, RequestWaits, ServiceRequest
from bot.replies import joined
from bot.services.calendar import NOTE, Calendar

BALL: Final[dict[RequestWaits, str]] = {
    "utility": "轮到供电公司办。",
    "customer": "等您这边。",
    "authority": "等政府部门审批。",
}
_WAITS: Final[dict[RequestWaits, str]] = {
    "utility": "轮到供电公司办，您现在什么都不用做。",
    "customer": "等您这边，办完这一步就往下走。",
    "authority": (
        "等政府部门审批，您现在什么都不用做。"
        "是哪个部门、差哪张批文，我这里看不到，可以请台区经理回电问。"
    ),
}
_VOLTAGES: Final = {"low": "低压", "high": "高压"}


def status_text(request: ServiceRequest, calendar: Calendar, now: datetime) -> str:
    """The whole application, but for what is missing."""
    today = now.date()
    return joined(
        title(request),
        ""
        if request.is_done
        else f"现在是“{request.step.name}”这一步，{BALL[request.waiting_for]}",
        *(f"· {_step(step, calendar, today, request.waiting_for)}" for step in request.steps),
        f"（{NOTE}）" if _is_guessed(request, calendar) else "",
        visit(request, now),
        runs(request),
    )


def waiting_text(request: ServiceRequest, calendar: Calendar, now: datetime) -> str:
    """Whose turn it is, since when, and that the applicant has nothing to do."""
    return joined(
        title(request),
        f"现在是“{request.step.name}”这一步，{_WAITS[request.waiting_for]}",
        f"· {_step(request.step, calendar, now.date(), request.waiting_for)}",
        visit(request, now),
        runs(request),
    )


def title(request: ServiceRequest) -> str:
    """What it is: number, kind and, where its kind does not say it, the voltage."""
    voltage = _VOLTAGES[request.voltage]
    kind = request.kind if voltage in request.kind else f"{request.kind}（{voltage}）"
    return f"{request.application_no} {kind}{'，已经办完了。' if request.is_done else '，正在办。'}"


def visit(request: ServiceRequest, now: datetime) -> str:
    """The one visit's appointment; empty where none is ahead."""
    if request.visit_at is None or request.visit_at < now or request.is_done:
        return ""
    state = "已和您约定" if request.visit_confirmed else "等您确认"
    return f"上门时间：{say.when(request.visit_at, now)}，{state}。"


def runs(request: ServiceRequest) -> str:
    """How often the applicant had to come, and still has to."""
    if request.is_done:
        return f"您一共跑了 {request.visits_made} 次。"
    return f"您已跑 {request.visits_made} 次，还需 {request.visits_left} 次。"


def _step(step: RequestStep, calendar: Calendar, today: date, waits: RequestWaits) -> str:
    limit = f"时限{step.limit_days}个工作日" if step.limit_days else "不计供电公司时限"
    if step.started is None:
        return f"{step.name}：还没开始，{limit}"
    started = _day(step.started, today)
    if step.done is not None:
        used = calendar.between(step.started, step.done)
        over = used - step.limit_days if step.limit_days else 0
        late = f"，超了{over}个工作日" if over > 0 else ""
        return f"{step.name}：{started}到{_day(step.done, today)}办完，{limit}，用了{used}个{late}"
    if not step.limit_days:
        used = calendar.between(step.started, today)
        return f"{step.name}：{started}开始，{limit}，已过{used}个工作日"
    left = _left(calendar.due(step.started, step.limit_days).on, calendar, today)
    # An apology belongs where the utility itself is late.
    sorry = "，对不住" if "已超" in left and waits == "utility" else ""
    return f"{step.name}：{started}开始，{limit}，{left}{sorry}"


def _left(due: date, calendar: Calendar, today: date) -> str:
    until = f"{_day(due, today)}到期"
    over = calendar.between(due, today)
    if over > 0:
        return f"{until}，已超{over}个工作日"
    left = calendar.between(today, due)
    return f"{until}，还剩{left}个工作日" if left else f"{until}，今天是最后一天"


def _is_guessed(request: ServiceRequest, calendar: Calendar) -> bool:
    step = request.step
    if request.is_done or step.started is None or not step.limit_days:
        return False
    return not calendar.due(step.started, step.limit_days).certain


def _day(on: date, today: date) -> str:
    year = "" if on.year == today.year else f"{on.year}年"
    return f"{year}{on.month}月{on.day}日"
