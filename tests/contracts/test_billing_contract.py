from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from support.implementations import NOBODY, Known, Utility

from bot.backends.base import Backends
from bot.backends.billing import Bill


def open_bills(backends: Backends, account_no: str) -> list[Bill]:
    return [bill for bill in backends.billing.bills(account_no) if bill.owed_fen]


def owed_fen(backends: Backends, account_no: str) -> int:
    return sum(bill.owed_fen for bill in open_bills(backends, account_no))


def test_bills_come_newest_first(backends: Backends, known: Known) -> None:
    months = [bill.month for bill in backends.billing.bills(known.in_arrears)]
    assert len(months) >= 4
    assert months == sorted(set(months), reverse=True)


def test_a_range_of_months_includes_both_ends(backends: Backends, known: Known) -> None:
    months = [bill.month for bill in backends.billing.bills(known.in_arrears)]
    some = backends.billing.bills(known.in_arrears, first=months[3], last=months[1])
    assert [bill.month for bill in some] == months[1:4]


def test_one_end_alone_is_open_at_the_other(backends: Backends, known: Known) -> None:
    months = [bill.month for bill in backends.billing.bills(known.in_arrears)]
    since = backends.billing.bills(known.in_arrears, first=months[1])
    assert [bill.month for bill in since] == months[:2]
    until = backends.billing.bills(known.in_arrears, last=months[1])
    assert [bill.month for bill in until] == months[1:]


def test_lines_add_up_to_the_amount(backends: Backends, known: Known) -> None:
    for bill in backends.billing.bills(known.in_arrears):
        assert sum(line.amount_fen for line in bill.lines) in {bill.amount_fen, 0}
        assert bill.read_from <= bill.read_to < bill.due


def test_an_unknown_account_has_no_bills_and_no_money(backends: Backends) -> None:
    assert backends.billing.bills(NOBODY) == ()
    assert backends.billing.prepaid_fen(NOBODY) == 0


def test_nobody_can_pay_for_an_account_that_is_not_there(backends: Backends) -> None:
    with pytest.raises(LookupError):
        backends.billing.receive("a", NOBODY, 100, 0)


@pytest.mark.parametrize("amount_fen", [0, -1])
def test_a_payment_is_a_positive_amount(backends: Backends, known: Known, amount_fen: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        backends.billing.receive("a", known.in_arrears, amount_fen, 0)


def test_paying_all_settles_all(backends: Backends, known: Known) -> None:
    owed = owed_fen(backends, known.in_arrears)
    receipt = backends.billing.receive("a", known.in_arrears, owed + 321, 321)
    assert open_bills(backends, known.in_arrears) == []
    assert (receipt.amount_fen, receipt.settled_fen, receipt.prepaid_fen) == (
        owed + 321,
        owed + 321,
        0,
    )
    assert receipt.balance_fen == 0


def test_a_part_goes_to_the_oldest_bill(backends: Backends, known: Known) -> None:
    newest, oldest = open_bills(backends, known.in_arrears)
    backends.billing.receive("a", known.in_arrears, 500, 0)
    assert open_bills(backends, known.in_arrears)[0].owed_fen == newest.owed_fen
    assert open_bills(backends, known.in_arrears)[1].owed_fen == oldest.owed_fen - 500
    backends.billing.receive("b", known.in_arrears, oldest.owed_fen, 0)
    (left,) = open_bills(backends, known.in_arrears)
    assert left.month == newest.month
    assert left.owed_fen == newest.owed_fen - 500


def test_what_is_too_much_is_prepaid(backends: Backends, known: Known) -> None:
    owed = owed_fen(backends, known.in_arrears)
    receipt = backends.billing.receive("a", known.in_arrears, owed + 2500, 0)
    assert receipt.prepaid_fen == 2500
    assert receipt.balance_fen == 2500
    assert backends.billing.prepaid_fen(known.in_arrears) == 2500


def test_the_same_key_pays_once(backends: Backends, known: Known) -> None:
    first = backends.billing.receive("a", known.settled, 1000, 0)
    assert backends.billing.receive("a", known.settled, 1000, 0) == first
    assert backends.billing.prepaid_fen(known.settled) == 1000
    backends.billing.receive("b", known.settled, 1000, 0)
    assert backends.billing.prepaid_fen(known.settled) == 2000


def test_the_second_of_two_who_pay_one_debt_prepays_it_all(
    backends: Backends, known: Known
) -> None:
    owed = owed_fen(backends, known.in_arrears)
    with ThreadPoolExecutor(2) as pool:
        pay = backends.billing.receive
        both = [pool.submit(pay, key, known.in_arrears, owed + 100, 100) for key in ("a", "b")]
        receipts = sorted(one.result().prepaid_fen for one in both)
    assert receipts == [0, owed + 100]
    assert backends.billing.prepaid_fen(known.in_arrears) == owed + 100


def test_receipts_are_listed_newest_first_since_a_time(utility: Utility, known: Known) -> None:
    billing, start = utility.at_leisure.billing, utility.clock()
    first = billing.receive("a", known.settled, 100, 0)
    utility.clock.turn(minutes=5)
    second = billing.receive("b", known.settled, 200, 0)
    assert billing.receipts(known.settled, start) == (second, first)
    assert billing.receipts(known.settled, start + timedelta(minutes=1)) == (second,)
    assert billing.receipts(NOBODY, start) == ()
    assert second.paid_at == utility.clock()


def test_the_data_has_a_time(utility: Utility) -> None:
    assert utility.at_leisure.billing.as_of() <= utility.clock()
