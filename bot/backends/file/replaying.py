"""What an account owes and has: its files' figures, and the payments that came after them.

Bills and balances are told as of a moment. A payment after that moment is not in them yet, so it
is spread over the bills as the utility will do: oldest first. One before it is in them already.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.backends.billing import Bill, Receipt
from bot.backends.sql.settling import Settled, settle, settle_told
from bot.tariffs import total_late_fee_fen


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment; `settled_fen` and `balance_fen` where the books told them.

    `is_pending` is one that the bot took and the books do not show yet: it counts whatever their
    time is.
    """

    receipt_no: str
    account_no: str
    amount_fen: int
    late_fee_fen: int
    paid_at: datetime
    settled_fen: int | None = None
    balance_fen: int | None = None
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class Books:
    """What the files say of one account.

    Attributes:
        category: For the late fee.
        prepaid_fen: Money on the account.
        as_of: When that was so.
        bills: Every bill with the time that it was so.
    """

    category: str
    prepaid_fen: int
    as_of: datetime
    bills: tuple[tuple[Bill, datetime], ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """An account now. `bills` are newest first; `receipts` by number."""

    bills: tuple[Bill, ...]
    prepaid_fen: int
    receipts: Mapping[str, Receipt]


def replay(books: Books, payments: Iterable[Payment]) -> Replayed:
    """Add the payments to the books, in their order."""
    bills = {bill.month: bill for bill, _ in books.bills}
    times = {bill.month: as_of for bill, as_of in books.bills}
    prepaid_fen, receipts = books.prepaid_fen, {}
    for payment in sorted(payments, key=lambda one: (one.paid_at, one.receipt_no)):
        new = [
            bill
            for month, bill in bills.items()
            if payment.is_pending or times[month] < payment.paid_at
        ]
        settled = _settled(new, payment, prepaid_fen, books.category)
        bills |= {bill.month: bill for bill in settled.paid}
        left_fen = min(payment.amount_fen, settled.prepaid_fen)
        # What is left over is prepaid, unless figures after the payment have it already.
        is_after_all = books.as_of < payment.paid_at and len(new) == len(bills)
        if payment.is_pending:
            prepaid_fen = settled.prepaid_fen
        elif is_after_all:
            prepaid_fen += left_fen
        else:
            left_fen = 0
        balance_fen = prepaid_fen - _owed_fen(bills.values(), payment, books.category)
        receipts[payment.receipt_no] = _receipt(payment, left_fen, balance_fen)
    newest_first = sorted(bills.values(), key=lambda bill: bill.month, reverse=True)
    return Replayed(tuple(newest_first), prepaid_fen, receipts)


def _settled(new: Sequence[Bill], payment: Payment, prepaid_fen: int, category: str) -> Settled:
    """As the books say, or as they will do with money that the bot took and what lies there."""
    amount_fen, late_fen, on = payment.amount_fen, payment.late_fee_fen, payment.paid_at.date()
    if payment.is_pending:
        return settle_told(new, prepaid_fen + amount_fen, late_fen, on=on, category=category)
    return settle(new, amount_fen, late_fen, on)


def _owed_fen(bills: Iterable[Bill], payment: Payment, category: str) -> int:
    debts = [(bill.owed_fen, bill.due) for bill in bills if bill.owed_fen > 0]
    on = payment.paid_at.date()
    return sum(owed for owed, _ in debts) + total_late_fee_fen(debts, on, category)


def _receipt(payment: Payment, left_fen: int, balance_fen: int) -> Receipt:
    settled_fen = payment.amount_fen - left_fen
    if payment.settled_fen is not None:
        settled_fen = payment.settled_fen
    return Receipt(
        receipt_no=payment.receipt_no,
        account_no=payment.account_no,
        amount_fen=payment.amount_fen,
        settled_fen=settled_fen,
        prepaid_fen=payment.amount_fen - settled_fen,
        balance_fen=balance_fen if payment.balance_fen is None else payment.balance_fen,
        paid_at=payment.paid_at,
    )
