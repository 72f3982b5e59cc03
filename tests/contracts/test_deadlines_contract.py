import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, get_type_hints

import pytest
from msgspec.structs import fields
from support.implementations import Utility

from bot.backends.base import Backends
from bot.backends.outages import NewOutage
from bot.backends.tickets import Duty, NewTicket
from bot.clock import Deadline
from bot.errors import BotError, OutOfTime

AT = datetime(2026, 11, 24, 20, 15)  # local wall time in Asia/Shanghai

CALLS: dict[str, Callable[[Backends], Any]] = {
    "accounts.get": lambda b: b.accounts.get("5100000000"),
    "accounts.find_by_meter": lambda b: b.accounts.find_by_meter("1", "x"),
    "accounts.below": lambda b: b.accounts.below(("T00001",)),
    "billing.bills": lambda b: b.billing.bills("5100000000"),
    "billing.prepaid_fen": lambda b: b.billing.prepaid_fen("5100000000"),
    "billing.receive": lambda b: b.billing.receive("k", "5100000000", 1, 0),
    "billing.receipts": lambda b: b.billing.receipts("5100000000", AT),
    "billing.as_of": lambda b: b.billing.as_of(),
    "meters.status": lambda b: b.meters.status("1"),
    "network.locate": lambda b: b.network.locate("石桥镇"),
    "network.near": lambda b: b.network.near(31.2, 105.4),
    "network.equipment": lambda b: b.network.equipment("T00001"),
    "network.names": lambda b: b.network.names(),
    "network.transformers_of": lambda b: b.network.transformers_of("x"),
    "network.premises": lambda b: b.network.premises("T00001"),
    "outages.get": lambda b: b.outages.get("TD000001"),
    "outages.affecting": lambda b: b.outages.affecting(("T00001",), (), AT),
    "outages.open_now": lambda b: b.outages.open_now(),
    "outages.open": lambda b: b.outages.open("k", NewOutage("fault", "", "", ("T1",), AT)),
    "outages.change": lambda b: b.outages.change("k", "TD000001", cause="x"),
    "outages.close": lambda b: b.outages.close("k", "TD000001", AT),
    "tickets.open": lambda b: b.tickets.open("k", NewTicket("fault", "ada", "x")),
    "tickets.get": lambda b: b.tickets.get("BX202611240001"),
    "tickets.of_reporter": lambda b: b.tickets.of_reporter("ada"),
    "tickets.recent": lambda b: b.tickets.recent(("T00001",), AT),
    "tickets.listed": lambda b: b.tickets.listed(),
    "tickets.amend": lambda b: b.tickets.amend("k", "BX202611240001", place="x"),
    "tickets.move": lambda b: b.tickets.move("k", "BX202611240001", "accepted"),
    "tickets.hand_back": lambda b: b.tickets.hand_back("k", "BX202611240001", duty=Duty("x", "1")),
    "tickets.forget": lambda b: b.tickets.forget("ada"),
    "requests.get": lambda b: b.requests.get("SQ202611240001"),
    "requests.of_account": lambda b: b.requests.of_account("5100000000"),
    "requests.hurry": lambda b: b.requests.hurry("k", "SQ202611240001"),
    "requests.confirm_visit": lambda b: b.requests.confirm_visit("k", "SQ202611240001", AT),
    "requests.advance": lambda b: b.requests.advance("k", "SQ202611240001"),
    "requests.listed": lambda b: b.requests.listed(),
    "points.near": lambda b: b.points.near(31.2, 105.4),
    "points.listed": lambda b: b.points.listed(),
    "managers.of_transformer": lambda b: b.managers.of_transformer("T00001"),
    "roster.on_duty": lambda b: b.roster.on_duty("", AT),
    "roster.district_of": lambda b: b.roster.district_of("T00001"),
}


def test_no_call_begins_after_the_deadline(utility: Utility) -> None:
    late = utility.source.within(Deadline(time.monotonic() - 1))
    began = []
    for name, call in CALLS.items():
        try:
            call(late)
        except OutOfTime:
            continue
        began.append(name)
    assert began == []


def test_every_method_is_called_above() -> None:
    methods = {
        f"{field.name}.{name}"
        for field in fields(Backends)
        for name in vars(get_type_hints(Backends)[field.name])
        if not name.startswith("_")
    }
    assert set(CALLS) == methods


def test_nothing_is_written_after_the_deadline(utility: Utility) -> None:
    late = utility.source.within(Deadline(time.monotonic() - 1))
    with pytest.raises(BotError):
        late.tickets.open("k", NewTicket("fault", "ada", "x"))
    assert utility.at_leisure.tickets.of_reporter("ada") == ()
