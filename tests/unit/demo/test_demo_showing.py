import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from support.demo_loader import NOW

from bot.backends import demo
from bot.backends.base import Backends
from bot.clock import Deadline
from bot.commands.demo import demo as commands
from bot.database import Database
from bot.tariffs import total_late_fee_fen

MONEY, MINUTE = re.compile(r"-?\d+\.\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


class Desk:
    clock = staticmethod(lambda: NOW)

    def __init__(self, database: Database) -> None:
        self._database = database

    def database(self) -> Database:
        return self._database


def by_part(shown: dict[str, Any], **wanted: object) -> list[dict[str, Any]]:
    return [one for one in shown["accounts"] if all(one[key] == wanted[key] for key in wanted)]


def test_the_command_prints_the_same_as_json(database: Database, shown: dict[str, Any]) -> None:
    printed = CliRunner().invoke(commands, ["show"], obj=Desk(database))
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == shown
    assert "供电" in printed.stdout


def test_the_command_loads(database: Database) -> None:
    line = ["load", "--accounts", "150", "--now", "2026-12-01T08:00"]
    assert CliRunner().invoke(commands, line, obj=Desk(database)).exit_code == 0
    shown = demo.show(database, NOW)
    assert shown["outages"][0]["start"] == "2026-12-01T07:10"


@pytest.mark.parametrize("line", [["--accounts", "0"], ["--accounts", "x"], ["--now", "gestern"]])
def test_the_command_refuses_nonsense(database: Database, line: list[str]) -> None:
    assert CliRunner().invoke(commands, ["load", *line], obj=Desk(database)).exit_code == 2


@pytest.mark.parametrize("accounts", [1, 22, 25, 99])
def test_however_few_are_asked_for_every_case_is_there(database: Database, accounts: int) -> None:
    line = ["load", "--accounts", str(accounts), "--now", "2026-11-23T20:15"]
    assert CliRunner().invoke(commands, line, obj=Desk(database)).exit_code == 0
    shown = demo.show(database, datetime(2026, 11, 23, 20, 15))
    first = shown["accounts"][0]
    assert len(shown["accounts"]) == 21
    assert float(first["balance"]) < 0
    assert (first["category"], first["outage"]) == ("residential", None)
    assert len(first["bills"]) >= 4
    assert any(
        one["kind"] == "fault" and one["expected_end"] and one["accounts"]
        for one in shown["outages"]
    )
    assert {one["voltage"] for one in shown["applications"]} == {"low", "high"}


def test_the_shape(shown: dict[str, Any]) -> None:
    assert list(shown) == ["accounts", "outages", "applications", "service_points"]
    assert 18 <= len(shown["accounts"]) <= 24
    for account in shown["accounts"]:
        assert re.fullmatch(r"5\d{9}", account["account_no"])
        assert account["phone"] is None or re.fullmatch(r"1[3-9]\d{9}", account["phone"])
        assert account["manager"].keys() == {"name", "phone"}
        assert MONEY.fullmatch(account["balance"])
        months = [bill["month"] for bill in account["bills"]]
        assert months == sorted(months, reverse=True)
        for bill in account["bills"]:
            assert bill.keys() == {"month", "kwh", "amount", "due", "paid"}
            assert MONEY.fullmatch(bill["amount"])
            date.fromisoformat(bill["due"])
    for outage in shown["outages"]:
        assert MINUTE.fullmatch(outage["start"])
        assert outage["expected_end"] is None or MINUTE.fullmatch(outage["expected_end"])
    for request in shown["applications"]:
        assert re.fullmatch(r"SQ\d{12}", request["application_no"])
        assert request["step"] in {step["name"] for step in request["steps"]}
    for point in shown["service_points"]:
        assert point.keys() == {"name", "address", "latitude", "longitude", "hours"}


def test_every_kind_of_account_is_there(shown: dict[str, Any], backends: Backends) -> None:
    accounts = [backends.accounts.get(one["account_no"]) for one in shown["accounts"]]
    assert {one.tariff for one in accounts if one} == {
        "residential", "residential_tou", "residential_ev",
        "business", "business_high", "industrial",
    }  # fmt: skip
    assert any(one.auto_pay and one.auto_pay.drawing_fen for one in accounts if one)
    assert any(one.auto_pay and not one.auto_pay.drawing_fen for one in accounts if one)
    assert any(one.cut_planned_on for one in accounts if one)
    assert any(one.phone is None for one in accounts if one)
    assert any(one.capacity_kva for one in accounts if one)
    assert any(float(one["balance"]) > 0 for one in shown["accounts"])
    assert any(one["balance"] == "0.00" for one in shown["accounts"])


def test_a_balance_is_what_is_owed_with_late_fee_to_today(shown: dict[str, Any]) -> None:
    for account in by_part(shown, category="business"):
        unpaid = [bill for bill in account["bills"] if not bill["paid"]]
        if unpaid:
            fees = sum(
                total_late_fee_fen(
                    [(fen(bill), date.fromisoformat(bill["due"]))], NOW.date(), "business"
                )
                for bill in unpaid
            )
            assert account["balance"] == f"-{(sum(map(fen, unpaid)) + fees) / 100:.2f}"


def fen(bill: dict[str, Any]) -> int:
    return int(bill["amount"].replace(".", ""))


def test_an_account_names_its_fault_before_what_is_planned(shown: dict[str, Any]) -> None:
    numbers = {outage["outage_no"]: outage for outage in shown["outages"]}
    for account in shown["accounts"]:
        if account["outage"]:
            assert account["account_no"] in numbers[account["outage"]]["accounts"]
    below = [one["outage"] for one in shown["accounts"]]
    assert {numbers[number]["kind"] for number in below if number} == {"fault", "planned"}


def test_faults_with_and_without_estimate_and_plans_of_the_next_days(
    shown: dict[str, Any],
) -> None:
    faults = [one for one in shown["outages"] if one["kind"] == "fault"]
    assert {one["expected_end"] is None for one in faults} == {True, False}
    for plan in (one for one in shown["outages"] if one["kind"] == "planned"):
        ahead = datetime.fromisoformat(plan["start"]) - NOW
        assert timedelta(0) < ahead < timedelta(days=7)


def test_who_pays_is_no_longer_the_first(database: Database, shown: dict[str, Any]) -> None:
    for key in range(3):
        first = demo.show(database, NOW)["accounts"][0]
        owed_fen = int(first["balance"].replace(".", "").lstrip("-"))
        backends = demo.DemoSource(database, lambda: NOW).within(Deadline())
        backends.billing.receive(str(key), first["account_no"], owed_fen, 0)
        after = demo.show(database, NOW)
        assert after["accounts"][0]["account_no"] != first["account_no"]
        assert float(after["accounts"][0]["balance"]) < 0
    assert shown["accounts"][0]["account_no"] != after["accounts"][0]["account_no"]


def test_an_account_that_was_cut_has_power_soon_after_it_paid(
    database: Database, shown: dict[str, Any]
) -> None:
    now = NOW
    backends = demo.DemoSource(database, lambda: now).within(Deadline())
    accounts = [backends.accounts.get(one["account_no"]) for one in shown["accounts"]]
    unpaid, paid = (one for one in accounts if one and one.cut_on)
    owed_fen = sum(bill.owed_fen for bill in backends.billing.bills(unpaid.account_no))
    assert owed_fen
    backends.billing.receive("a", unpaid.account_no, owed_fen, 0)
    before = backends.meters.status(unpaid.usage_point.meter_no)
    assert before is not None
    assert before.relay_closed is False
    now = NOW + timedelta(minutes=11)
    after = backends.meters.status(unpaid.usage_point.meter_no)
    assert after is not None
    assert after.relay_closed
    again = backends.accounts.get(unpaid.account_no)
    assert again is not None
    assert again.cut_on is None
    still_dark = backends.meters.status(paid.usage_point.meter_no)
    assert still_dark is not None
    assert still_dark.relay_closed is False
    (receipt,) = backends.billing.receipts(paid.account_no, NOW - timedelta(hours=2))
    assert receipt.paid_at == NOW - timedelta(hours=1)
