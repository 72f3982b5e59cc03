"""Bills and payments out of the clerk's files."""

import json
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.backends.billing import Bill, BillLine, Receipt
from bot.backends.file.replaying import Books, Payment, Replayed, replay
from bot.backends.file.tables import FileAccountRow, FileBillRow, FilePaymentRow, ImportRow
from bot.backends.sql.calls import Calls
from bot.backends.sql.rows import AnyRow
from bot.backends.sql.sequences import next_number, once
from bot.errors import BackendAway
from bot.queries import Find, Query, within

_ACCOUNT: Final = Query(
    select(FileAccountRow.category, FileAccountRow.prepaid_fen, FileAccountRow.as_of).where(
        FileAccountRow.account_no == bindparam("account_no")
    )
)
_LOCKED: Final = _ACCOUNT.select.with_for_update()
_BILLS: Final = Query(select(FileBillRow).where(FileBillRow.account_no == bindparam("account_no")))
_PAYMENTS: Final = Query(
    select(FilePaymentRow).where(
        FilePaymentRow.account_no == bindparam("account_no"), FilePaymentRow.state != "replaced"
    )
)
_RECEIVED: Final = select(FilePaymentRow).where(
    FilePaymentRow.receipt_no == bindparam("receipt_no")
)
_AS_OF: Final = Query(
    select(func.max(ImportRow.as_of).label("as_of")).where(
        ImportRow.kind.in_(("bills", "payments"))
    )
)


class FileBilling:
    """`Billing` over bills and payments that came as files."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls

    def bills(self, account_no: str, first: str = "", last: str = "") -> tuple[Bill, ...]:
        """Bills of the months `first` to `last`, newest first, later payments counted."""
        found = _replayed(self._calls.rows, account_no)
        bills = found.bills if found else ()
        return tuple(bill for bill in bills if first <= bill.month <= (last or bill.month))

    def prepaid_fen(self, account_no: str) -> int:
        """Money on the account that no bill has used up yet."""
        found = _replayed(self._calls.rows, account_no)
        return found.prepaid_fen if found else 0

    def receive(self, key: str, account_no: str, amount_fen: int, late_fee_fen: int) -> Receipt:
        """Note money that the bot took: pending until a payments file names `key` as its order.

        Raises:
            LookupError: when there is no such account.
            ValueError: when the amount is not positive.
        """
        if amount_fen <= 0 or late_fee_fen < 0:
            raise ValueError("a payment is a positive amount")
        payment = Payment("", account_no, amount_fen, late_fee_fen, self._calls.clock())
        with self._calls.write() as connection:
            number = once(connection, f"receive:{key}", lambda: _note(connection, key, payment))
            row = connection.execute(_RECEIVED, {"receipt_no": number}).one()
        return _told(row)

    def receipts(self, account_no: str, since: datetime) -> tuple[Receipt, ...]:
        """Payments credited since then, newest first."""
        found = _replayed(self._calls.rows, account_no)
        receipts = [one for one in found.receipts.values() if one.paid_at >= since] if found else []
        return tuple(sorted(receipts, key=lambda one: (one.paid_at, one.receipt_no), reverse=True))

    def as_of(self) -> datetime:
        """The time of the newest file of bills or payments.

        Raises:
            BackendAway: when none was taken in yet.
        """
        as_of: datetime | None = self._calls.rows(_AS_OF)[0].as_of
        if as_of is None:
            raise BackendAway(ids={"inbox": "no_bills"})
        return as_of


def _replayed(find: Find, account_no: str) -> Replayed | None:
    found = find(_ACCOUNT, account_no=account_no)
    if not found:
        return None
    bills = tuple((_bill(row), row.as_of) for row in find(_BILLS, account_no=account_no))
    books = Books(found[0].category, found[0].prepaid_fen, found[0].as_of, bills)
    return replay(books, map(_payment, find(_PAYMENTS, account_no=account_no)))


def _note(connection: Connection, key: str, payment: Payment) -> str:
    asked = {"account_no": payment.account_no}
    if connection.execute(_LOCKED, asked).one_or_none() is None:
        raise LookupError(f"no account {payment.account_no!r}")
    series = f"DJ{payment.paid_at:%Y%m%d}"
    number = f"{series}{next_number(connection, series):06d}"
    row = {"receipt_no": number, "amount_fen": payment.amount_fen, "paid_at": payment.paid_at}
    row |= {"late_fee_fen": payment.late_fee_fen, "as_of": payment.paid_at, "order_no": key}
    connection.execute(insert(FilePaymentRow).values(**asked, **row, state="pending"))
    found = _replayed(within(connection), payment.account_no)
    if found:
        got = found.receipts[number]
        mine = update(FilePaymentRow).filter_by(receipt_no=number)
        told = {"settled_fen": got.settled_fen, "balance_fen": got.balance_fen}
        connection.execute(mine.values(told))
    return number


def _payment(row: AnyRow) -> Payment:
    return Payment(
        receipt_no=row.receipt_no,
        account_no=row.account_no,
        amount_fen=row.amount_fen,
        late_fee_fen=row.late_fee_fen,
        paid_at=row.paid_at,
        settled_fen=row.settled_fen,
        balance_fen=row.balance_fen,
        is_pending=row.state == "pending",
    )


def _told(row: AnyRow) -> Receipt:
    return Receipt(
        receipt_no=row.receipt_no,
        account_no=row.account_no,
        amount_fen=row.amount_fen,
        settled_fen=row.settled_fen,
        prepaid_fen=row.amount_fen - row.settled_fen,
        balance_fen=row.balance_fen,
        paid_at=row.paid_at,
    )


def _bill(row: AnyRow) -> Bill:
    return Bill(
        account_no=row.account_no,
        month=row.month,
        kwh=row.kwh,
        amount_fen=row.amount_fen,
        due=row.due,
        paid_fen=row.paid_fen,
        paid_on=row.paid_on,
        read_from=row.read_from,
        read_to=row.read_to,
        lines=tuple(BillLine(**line) for line in json.loads(row.lines)),
        peak_kwh=row.peak_kwh,
        valley_kwh=row.valley_kwh,
    )
