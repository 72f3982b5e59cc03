"""The applications that are always there: every step, everybody who may have to act."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from bot.backends.application_kinds import Kind
from bot.backends.demo import people
from bot.backends.demo.customers import Row
from bot.backends.demo.tables import AccountRow, ShownRow
from bot.backends.requests import RequestStep, RequestWaits
from bot.backends.sql.request_rows import request, shifted, steps_json
from bot.backends.sql.tables import RequestRow

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One application.

    Attributes:
        kind: Its key.
        days: How many working days ago each step began, and the last finished one ended.
        done: Whether the last of `days` is an end.
        part: The account of the cast that it is for, empty for a place without an account yet.
        visit: Days until the visit and its hour.
    """

    kind: str
    days: tuple[int, ...]
    done: bool = False
    waits: RequestWaits = "utility"
    part: str = ""
    missing: tuple[str, ...] = ()
    visit: tuple[int, int] | None = None
    visit_confirmed: bool = False
    visits_made: int = 0
    visits_left: int = 0


PLANS: Final = (
    Plan(kind="charger", days=(2, 1), part="applicant", visit=(2, 10), visits_left=1),
    Plan(
        kind="residential_new",
        days=(1,),
        waits="customer",
        missing=("房屋产权证明原件", "户主身份证复印件（照片不清楚，要重拍）"),
        visits_left=1,
    ),
    Plan(kind="low_more", days=(4, 3, 1), visit=(1, 14), visit_confirmed=True, visits_left=1),
    Plan(kind="low_new", days=(9, 8, 6), waits="authority", visits_made=1),
    Plan(
        kind="high_more",
        days=(20, 19, 8),
        waits="customer",
        part="applicant_high",
        missing=("受电工程竣工报告", "进线电缆耐压试验报告"),
        visits_made=1,
        visits_left=1,
    ),
    Plan(kind="high_new", days=(22, 21), visits_made=1, visits_left=1),
    Plan(kind="residential_new", days=(26, 25, 24, 23), done=True, visits_made=1),
    Plan(kind="high_new", days=(60, 59, 47, 20, 16), done=True, visits_made=1),
)


def move(connection: Connection, kinds: dict[str, Kind], now: datetime, days: int | None) -> None:
    """Write the applications for a first load, or move them on.

    One that was advanced by hand keeps its steps, some days later; the others are laid out afresh
    around the new day. Numbers, what was confirmed and how often somebody hurried stay.

    Args:
        connection: The load's transaction.
        kinds: Steps and limits.
        now: The new moment.
        days: Days since the last load, `None` for the first.
    """
    if days is None:
        connection.execute(delete(RequestRow))
        connection.execute(insert(RequestRow), list(_rows(connection, kinds, now)))
        return
    for row in connection.execute(select(RequestRow)).all():
        plan, later = PLANS[row.plan], timedelta(days=days)
        steps = (
            shifted(request(row).steps, later)
            if row.advanced
            else _steps(plan, kinds[plan.kind], now.date())
        )
        values = {
            "steps": steps_json(steps),
            "visit_at": row.visit_at and row.visit_at + later,
        }
        connection.execute(
            update(RequestRow).filter_by(application_no=row.application_no).values(values)
        )


def _rows(connection: Connection, kinds: dict[str, Kind], now: datetime) -> Iterator[Row]:
    holders = _holders(connection)
    for index, plan in enumerate(PLANS):
        kind = kinds[plan.kind]
        accepted = _working_days_before(now.date(), plan.days[0])
        yield {
            "application_no": f"SQ{accepted:%Y%m%d}{31 + index:04d}",
            **_applicant(plan, kind, index, holders),
            "kind": kind.name,
            "voltage": kind.voltage,
            "steps": steps_json(_steps(plan, kind, now.date())),
            "waiting_for": plan.waits,
            "missing": _missing(plan),
            "visit_at": _visit_at(plan, now.date()),
            "visit_confirmed": plan.visit_confirmed,
            "visits_made": plan.visits_made,
            "visits_left": plan.visits_left,
            "hurried": 0,
            "plan": index,
            "advanced": False,
        }


def _steps(plan: Plan, kind: Kind, today: date) -> list[RequestStep]:
    starts = [_working_days_before(today, days) for days in plan.days]
    begun = len(starts) - plan.done
    ends = [*starts[1:], None, None, None, None]
    return [
        RequestStep(
            step.name,
            step.limit_days,
            starts[index] if index < begun else None,
            ends[index] if index < begun else None,
        )
        for index, step in enumerate(kind.steps)
    ]


def _working_days_before(today: date, days: int) -> date:
    # Weekends only: the demo's dates must not depend on which years the holiday calendar has.
    day = today
    while days or day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
        days -= day.weekday() < _SATURDAY and days > 0
    return day


def _visit_at(plan: Plan, today: date) -> datetime | None:
    if plan.visit is None:
        return None
    days, hour = plan.visit
    return datetime.combine(today + timedelta(days=days), time(hour))


def _missing(plan: Plan) -> str:
    return json.dumps(plan.missing, ensure_ascii=False)


def _holders(connection: Connection) -> dict[str, Row]:
    statement = select(
        ShownRow.part, AccountRow.account_no, AccountRow.holder, AccountRow.phone
    ).join(AccountRow, AccountRow.account_no == ShownRow.account_no)
    return {
        row.part: {"account_no": row.account_no, "applicant": row.holder, "phone": row.phone}
        for row in connection.execute(statement)
    }


def _applicant(plan: Plan, kind: Kind, index: int, holders: dict[str, Row]) -> Row:
    if plan.part in holders:
        return holders[plan.part]
    name = (
        people.works("新区", index) if kind.voltage == "high" else people.person("applicant", index)
    )
    return {"account_no": None, "applicant": name, "phone": people.phone(9_000_000 + index)}
