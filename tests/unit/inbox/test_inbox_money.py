"""Payments after the bills' time are in no bill yet; those before it are in them already."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.inbox_desk import NOW, InboxDesk, said

from bot.backends.file.cells import Wrong
from bot.backends.file.schema import Column
from bot.backends.file.values import reader

OWING = "5120000002"
OWED_FEN = 9410
PAYMENTS = "凭证号,户号,实收金额,其中违约金,缴费时间,订单号"


def pay(desk: InboxDesk, *rows: str, stamp: str = "20261124-2000") -> None:
    outcome = desk.drop("\n".join((PAYMENTS, *rows)), f"payments-{stamp}.csv")
    assert outcome.state == "taken", said(outcome)


def owed_fen(desk: InboxDesk) -> int:
    return sum(bill.owed_fen for bill in desk.use.billing.bills(OWING))


def test_a_payment_after_the_bills_time_settles_them(desk: InboxDesk) -> None:
    pay(desk, f"A1,{OWING},100.00,0,2026-11-24 19:00,")
    assert owed_fen(desk) == 0
    (receipt,) = desk.use.billing.receipts(OWING, NOW - timedelta(days=1))
    assert (receipt.receipt_no, receipt.amount_fen) == ("A1", 10000)
    assert (receipt.settled_fen, receipt.prepaid_fen, receipt.balance_fen) == (9410, 590, 590)
    assert desk.use.billing.prepaid_fen(OWING) == 590
    assert desk.use.billing.as_of() == datetime(2026, 11, 24, 20, 0)  # local


def test_one_before_it_is_in_them_already(desk: InboxDesk) -> None:
    pay(desk, f"A1,{OWING},50.00,0,2026-11-24 07:59,")
    assert owed_fen(desk) == OWED_FEN
    assert desk.use.billing.prepaid_fen(OWING) == 0


def test_bills_of_a_later_time_count_it_once(desk: InboxDesk) -> None:
    pay(desk, f"A1,{OWING},50.00,0,2026-11-24 19:00,")
    assert owed_fen(desk) == OWED_FEN - 5000
    header, _, owing = desk.template("bills").decode("utf-8-sig").splitlines()
    content = f"{header}\n{owing.replace('94.10,0.00', '94.10,50.00')}\n"
    assert desk.drop(content, "bills-20261124-2010.csv").state == "taken"
    assert owed_fen(desk) == OWED_FEN - 5000


def test_the_late_fee_is_no_part_of_the_bill(desk: InboxDesk) -> None:
    pay(desk, f"A1,{OWING},94.30,0.20,2026-11-24 19:00,")
    (receipt,) = desk.use.billing.receipts(OWING, NOW - timedelta(days=1))
    assert (receipt.settled_fen, receipt.prepaid_fen) == (9430, 0)


def test_the_order_of_files_does_not_matter(desk: InboxDesk) -> None:
    pay(desk, f"A2,{OWING},20.00,0,2026-11-24 19:30,", stamp="20261124-2005")
    pay(desk, f"A1,{OWING},90.00,0,2026-11-24 18:00,", stamp="20261124-2000")
    newest, older = desk.use.billing.receipts(OWING, NOW - timedelta(days=1))
    assert (older.settled_fen, older.balance_fen) == (9000, -410)
    assert (newest.settled_fen, newest.prepaid_fen, newest.balance_fen) == (410, 1590, 1590)


def test_what_the_books_say_of_a_payment_is_told(desk: InboxDesk) -> None:
    (receipt, _) = reversed(desk.use.billing.receipts("5120000001", datetime(2026, 11, 1)))
    assert (receipt.settled_fen, receipt.balance_fen) == (10648, 3520)


def test_money_that_the_bot_took_is_pending_until_the_books_name_its_order(desk: InboxDesk) -> None:
    receipt = desk.use.billing.receive("ORDER7", OWING, OWED_FEN, 0)
    assert receipt.receipt_no.startswith("DJ")
    assert (receipt.settled_fen, receipt.balance_fen, owed_fen(desk)) == (OWED_FEN, 0, 0)
    # The utility's own figures of a later time do not have it yet: it is not lost by that.
    desk.clock.turn(hours=2)
    header, _, owing = desk.template("bills").decode("utf-8-sig").splitlines()
    assert desk.drop(f"{header}\n{owing}\n", "bills-20261124-2100.csv").state == "taken"
    assert owed_fen(desk) == 0
    pay(desk, f"B9,{OWING},94.10,0,2026-11-24 21:30,ORDER7", stamp="20261124-2200")
    assert owed_fen(desk) == 0
    numbers = [one.receipt_no for one in desk.use.billing.receipts(OWING, NOW - timedelta(days=1))]
    assert numbers == ["B9"]
    assert desk.use.billing.receive("ORDER7", OWING, OWED_FEN, 0) == receipt


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (f"A1,{OWING},0,0,2026-11-24 19:00,", "大于0"),
        (f"A1,{OWING},5,6,2026-11-24 19:00,", "比实收金额还多"),
        (f"A1,{OWING},5,0,2026-11-24 20:01,", "晚于文件的数据时间"),
        (f"A1,{OWING},5,0,2026-11-24,", "日期加时刻"),
        ("A1,5129999999,5,0,2026-11-24 19:00,", "没有这个户号"),
    ],
)
def test_a_payment_that_cannot_be(desk: InboxDesk, row: str, what: str) -> None:
    outcome = desk.drop(f"{PAYMENTS}\n{row}\n", "payments-20261124-2000.csv")
    (fault,) = said(outcome)
    assert what in fault


YUAN = reader(Column(header="", form="yuan"), {})


@given(st.integers(0, 2_000_000_000))
def test_every_sum_is_read_to_the_fen_as_text_and_as_excels_number(fen: int) -> None:
    text = f"{fen // 100}.{fen % 100:02d}"
    assert YUAN(text) == YUAN(f"¥{fen // 100:,}.{fen % 100:02d}元") == fen
    assert YUAN(fen / 100) == fen
    assert YUAN(float(text)) == int(Decimal(text) * 100)


@given(st.text(max_size=40) | st.floats() | st.integers() | st.booleans())
def test_any_cell_is_a_sum_or_wrong(cell: str | float | bool) -> None:
    try:
        fen = YUAN(cell)
    except Wrong:
        return
    assert isinstance(fen, int)
    assert 0 <= fen <= 2_000_000_000
