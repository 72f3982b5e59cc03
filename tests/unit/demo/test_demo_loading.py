from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, text
from support.demo_loader import NOW, Loader

from bot.backends import demo
from bot.backends.base import Backends
from bot.backends.tickets import NewTicket
from bot.clock import Deadline
from bot.database import Database


def content(database: Database) -> dict[str, list[Any]]:
    tables = [
        name
        for name in inspect(database.engine).get_table_names()
        if name.startswith(("demo_", "utility_"))
    ]
    with database.read() as connection:
        return {
            name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}"))))  # noqa: S608
            for name in tables
        }


moment = datetime.fromisoformat


def at(database: Database, now: datetime) -> Backends:
    return demo.DemoSource(database, lambda: now).within(Deadline())


def test_the_same_load_gives_the_same_data(loaded: Loader) -> None:
    assert content(loaded()) == content(loaded())


def test_another_number_of_accounts_gives_as_many(loaded: Loader) -> None:
    for accounts in (100, 101, 1234):
        assert len(content(loaded(accounts))["demo_accounts"]) == accounts


def test_a_second_call_changes_nothing(database: Database) -> None:
    before = content(database)
    demo.load(database, 400, now=NOW)
    demo.load(database, 400, now=NOW + timedelta(minutes=3))
    assert content(database) == before


def test_fewer_than_the_cases_are_the_smallest_county(database: Database) -> None:
    demo.load(database, 5, now=NOW)
    assert len(content(database)["demo_accounts"]) == 22


def test_a_later_day_moves_dates_on_and_keeps_what_happened(database: Database) -> None:
    first = demo.show(database, NOW)
    arrears = first["accounts"][0]["account_no"]
    backends = at(database, NOW)
    ticket = backends.tickets.open("a", NewTicket("fault", "ada", "石桥镇"))
    owed = sum(bill.owed_fen for bill in backends.billing.bills(arrears))
    receipt = backends.billing.receive("b", arrears, owed, 0)
    hurried = backends.requests.hurry("c", first["applications"][0]["application_no"])

    later = NOW + timedelta(days=9)
    demo.load(database, 400, now=later)
    second, backends = demo.show(database, later), at(database, later)

    assert backends.tickets.get(ticket.ticket_no) == ticket
    assert backends.billing.receipts(arrears, NOW) == (receipt,)
    paid = {bill.month: bill.paid_fen for bill in backends.billing.bills(arrears)}
    assert paid["2026-10"] > 0
    assert second["accounts"][0]["account_no"] != arrears
    for one, other in zip(first["outages"], second["outages"], strict=True):
        assert one["outage_no"] == other["outage_no"]
        assert moment(other["start"]) - moment(one["start"]) == timedelta(days=9)
    moved = backends.requests.get(hurried.application_no)
    assert moved is not None
    assert moved.hurried == 1
    assert moved.steps[0].started is not None
    assert hurried.steps[0].started is not None
    assert moved.steps[0].started > hurried.steps[0].started
    assert second["accounts"][1]["bills"][0]["month"] == "2026-11"


def test_a_closed_outage_of_the_demo_is_open_again_the_next_day(database: Database) -> None:
    at(database, NOW).outages.close("a", "TD000001", NOW)
    demo.load(database, 400, now=NOW + timedelta(days=1))
    numbers = [one.outage_no for one in at(database, NOW + timedelta(days=1)).outages.open_now()]
    assert "TD000001" in numbers


def test_an_application_that_was_advanced_keeps_its_steps(database: Database) -> None:
    number = demo.show(database, NOW)["applications"][0]["application_no"]
    advanced = at(database, NOW).requests.advance("a", number)
    demo.load(database, 400, now=NOW + timedelta(days=2))
    moved = at(database, NOW).requests.get(number)
    assert moved is not None
    assert moved.step.name == advanced.step.name
    assert moved.step.started == NOW.date() + timedelta(days=2)


def test_advancing_settles_what_was_missing(database: Database) -> None:
    requests = at(database, NOW).requests
    owing = next(one for one in requests.listed() if one.missing and one.waiting_for == "customer")
    assert requests.advance("a", owing.application_no).missing == ()


def test_the_customer_has_the_ball_while_he_builds(database: Database) -> None:
    requests = at(database, NOW).requests
    plan = next(
        one
        for one in requests.listed()
        if one.voltage == "high" and not one.is_done and one.step.name == "供电方案答复"
    )
    building = requests.advance("a", plan.application_no)
    assert (building.step.name, building.waiting_for) == ("外部工程实施", "customer")
    assert requests.advance("b", plan.application_no).waiting_for == "utility"


def test_another_size_keeps_tickets(database: Database) -> None:
    ticket = at(database, NOW).tickets.open("a", NewTicket("fault", "ada", "石桥镇"))
    demo.load(database, 150, now=NOW)
    assert at(database, NOW).tickets.get(ticket.ticket_no) == ticket
    assert len(content(database)["demo_accounts"]) == 150


@pytest.mark.parametrize(
    "now",
    [
        datetime(2024, 2, 29, 0, 0),
        datetime(2025, 12, 31, 23, 59),
        datetime(2026, 1, 1, 0, 1),
        datetime(2027, 2, 6, 9, 30),
        datetime(2028, 10, 1, 12, 0),
    ],
)
def test_every_case_is_there_on_any_day(loaded: Loader, now: datetime) -> None:
    shown = demo.show(loaded(2000, now), now)
    first = shown["accounts"][0]
    assert first["category"] == "residential"
    assert float(first["balance"]) < 0
    assert len(first["bills"]) >= 4
    assert first["phone"]
    assert first["outage"] is None
    fault = next(outage for outage in shown["outages"] if outage["kind"] == "fault")
    assert fault["expected_end"] > now.isoformat(timespec="minutes") > fault["start"]
    assert fault["accounts"]
    for voltage in ("low", "high"):
        request = next(one for one in shown["applications"] if one["voltage"] == voltage)
        assert request["steps"][-1]["done"] is None
