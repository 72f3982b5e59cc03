"""Applications between the table and the bot's values."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from bot.backends.requests import RequestStep, ServiceRequest
from bot.backends.sql.rows import AnyRow

CUSTOMER_STEPS: Final = frozenset({"外部工程实施"})
"""Steps during which the customer builds."""


def request(row: AnyRow) -> ServiceRequest:
    """A row as a value."""
    return ServiceRequest(
        application_no=row.application_no,
        account_no=row.account_no,
        applicant=row.applicant,
        phone=row.phone,
        kind=row.kind,
        voltage=row.voltage,
        steps=tuple(map(_step, json.loads(row.steps))),
        waiting_for=row.waiting_for,
        missing=tuple(json.loads(row.missing)),
        visit_at=row.visit_at,
        visit_confirmed=row.visit_confirmed,
        visits_made=row.visits_made,
        visits_left=row.visits_left,
        hurried=row.hurried,
    )


def steps_json(steps: Iterable[RequestStep]) -> str:
    """Steps as the table keeps them."""
    return json.dumps(
        [[step.name, step.limit_days, _iso(step.started), _iso(step.done)] for step in steps],
        ensure_ascii=False,
    )


def shifted(steps: Iterable[RequestStep], by: timedelta) -> tuple[RequestStep, ...]:
    """The same steps some days later."""
    return tuple(
        RequestStep(step.name, step.limit_days, _later(step.started, by), _later(step.done, by))
        for step in steps
    )


def advanced(one: ServiceRequest, today: date) -> dict[str, object]:
    """What finishing the current step changes; nothing when all are done.

    With the last one no visit is left, and none is agreed any more.
    """
    if one.is_done:
        return {}
    at = one.steps.index(one.step)
    steps = list(one.steps)
    steps[at] = RequestStep(one.step.name, one.step.limit_days, one.step.started or today, today)
    waiting_for, no_visit = "utility", dict[str, object]()
    if at + 1 < len(steps):
        coming = steps[at + 1]
        steps[at + 1] = RequestStep(coming.name, coming.limit_days, today, None)
        waiting_for = "customer" if coming.name in CUSTOMER_STEPS else "utility"
    else:
        no_visit = {"visits_left": 0, "visit_at": None, "visit_confirmed": False}
    return {"steps": steps_json(steps), "waiting_for": waiting_for, "missing": "[]", **no_visit}


def _step(values: list[Any]) -> RequestStep:
    name, limit_days, started, done = values
    return RequestStep(name, limit_days, _date(started), _date(done))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _later(day: date | None, by: timedelta) -> date | None:
    return day + by if day else None
