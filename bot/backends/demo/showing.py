"""What `demo show` prints: the cast's accounts, and outages, applications and points."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from bot.backends.accounts import Account
from bot.backends.base import Backends
from bot.backends.billing import Bill
from bot.backends.demo.source import DemoSource
from bot.backends.demo.tables import AccountRow, ShownRow
from bot.backends.network import OpeningHours, ServicePoint
from bot.backends.outages import Outage
from bot.backends.requests import ServiceRequest
from bot.clock import WEEKDAYS, Deadline
from bot.database import Database
from bot.tariffs import total_late_fee_fen
from bot.tariffs.money import decimal_yuan

_AHEAD: Final = timedelta(days=30)
_MIN_BILLS: Final = 4
_SPARE: Final = 50


def show(database: Database, now: datetime) -> dict[str, Any]:
    """The demo utility as one JSON-ready value, in the contract's shape.

    Args:
        database: A loaded database.
        now: The local moment; late fees count to its day.
    """
    demo = DemoSource(database, lambda: now).within(Deadline())
    accounts = _shown(database, demo, now)
    outages = {account.account_no: _outages(demo, account, now) for account in accounts}
    return {
        "accounts": [
            _account(demo, account, outages[account.account_no], now) for account in accounts
        ],
        "outages": [
            _outage(outage, [number for number, below in outages.items() if outage in below])
            for outage in sorted(demo.outages.open_now(), key=lambda one: one.outage_no)
        ],
        "applications": [_application(request) for request in demo.requests.listed()],
        "service_points": [_point(point) for point in demo.points.listed()],
    }


def _shown(database: Database, demo: Backends, now: datetime) -> list[Account]:
    # Residents pay: the account in arrears that stands first is one that still is.
    with database.read() as connection:
        cast = connection.execute(select(ShownRow.account_no).order_by(ShownRow.position)).scalars()
        accounts = [account for number in cast if (account := demo.accounts.get(number))]
        spare = connection.execute(
            select(AccountRow.account_no).filter_by(profile="arrears").limit(_SPARE)
        ).scalars()
        first = next(
            (
                account
                for account in (*accounts, *map(demo.accounts.get, spare))
                if account and _is_plainly_in_arrears(demo, account, now)
            ),
            None,
        )
    rest = [account for account in accounts if not first or account.account_no != first.account_no]
    return [first, *rest] if first else rest


def _is_plainly_in_arrears(demo: Backends, account: Account, now: datetime) -> bool:
    bills = demo.billing.bills(account.account_no)
    return bool(
        account.category == "residential"
        and account.phone
        and not account.auto_pay
        and len(bills) >= _MIN_BILLS
        and any(bill.owed_fen and bill.due < now.date() for bill in bills)
        and not _outages(demo, account, now)
    )


def _outages(demo: Backends, account: Account, now: datetime) -> tuple[Outage, ...]:
    point = account.usage_point
    return demo.outages.affecting((point.transformer,), (point.feeder,), now + _AHEAD)


def _account(
    demo: Backends, account: Account, outages: Sequence[Outage], now: datetime
) -> dict[str, Any]:
    bills = demo.billing.bills(account.account_no)
    manager = demo.managers.of_transformer(account.usage_point.transformer)
    requests = demo.requests.of_account(account.account_no)
    prepaid_fen = demo.billing.prepaid_fen(account.account_no)
    return {
        "account_no": account.account_no,
        "holder": account.holder,
        "phone": account.phone,
        "address": account.address,
        "category": account.category,
        "voltage": account.voltage,
        "balance": decimal_yuan(prepaid_fen - _owed_fen(bills, now.date(), account.category)),
        "bills": [_bill(bill) for bill in bills],
        "transformer": account.usage_point.transformer,
        "feeder": account.usage_point.feeder,
        "manager": {"name": manager.name, "phone": manager.phone} if manager else None,
        "outage": _first_outage(outages),
        "application": requests[0].application_no if requests else None,
    }


def _owed_fen(bills: Iterable[Bill], today: date, category: str) -> int:
    debts = [(bill.owed_fen, bill.due) for bill in bills if bill.owed_fen]
    return sum(owed for owed, _ in debts) + total_late_fee_fen(debts, today, category)


def _first_outage(outages: Sequence[Outage]) -> str | None:
    faults_first = sorted(outages, key=lambda outage: outage.kind != "fault")
    return faults_first[0].outage_no if faults_first else None


def _bill(bill: Bill) -> dict[str, Any]:
    return {
        "month": bill.month,
        "kwh": bill.kwh,
        "amount": decimal_yuan(bill.amount_fen),
        "due": bill.due.isoformat(),
        "paid": not bill.owed_fen,
    }


def _outage(outage: Outage, accounts: list[str]) -> dict[str, Any]:
    return {
        "outage_no": outage.outage_no,
        "kind": outage.kind,
        "area": outage.area,
        "cause": outage.cause,
        "start": _minute(outage.start),
        "expected_end": _minute(outage.expected_end) if outage.expected_end else None,
        "accounts": accounts,
    }


def _application(request: ServiceRequest) -> dict[str, Any]:
    return {
        "application_no": request.application_no,
        "account_no": request.account_no,
        "applicant": request.applicant,
        "phone": request.phone,
        "kind": request.kind,
        "voltage": request.voltage,
        "step": request.step.name,
        "waiting_for": request.waiting_for,
        "visits_made": request.visits_made,
        "visits_left": request.visits_left,
        "steps": [
            {
                "name": step.name,
                "limit_days": step.limit_days,
                "started": step.started.isoformat() if step.started else None,
                "done": step.done.isoformat() if step.done else None,
            }
            for step in request.steps
        ],
    }


def _point(point: ServicePoint) -> dict[str, Any]:
    return {
        "name": point.name,
        "address": point.address,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "hours": "；".join(map(_hours, point.hours)) or "24小时",
    }


def _hours(hours: OpeningHours) -> str:
    first, last = WEEKDAYS[hours.weekdays[0]], WEEKDAYS[hours.weekdays[-1]]
    days = "每天" if len(hours.weekdays) == len(WEEKDAYS) else f"周{first}至周{last}"
    return f"{days} {hours.opens:%H:%M}-{hours.closes:%H:%M}"


def _minute(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
