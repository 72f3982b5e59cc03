"""Bills and payments of the demo utility."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from bot.backends.billing import Bill, Receipt
from bot.backends.demo.ledgers import LOCKED, read_ledger
from bot.backends.demo.receipt_rows import receipt, store_account, store_paid, store_receipt
from bot.backends.demo.tables import AccountRow, AnchorRow, ReceiptRow
from bot.backends.sql.calls import Calls
from bot.backends.sql.sequences import once
from bot.backends.sql.settling import settle_told
from bot.queries import Query, within
from bot.tariffs import Tariffs, total_late_fee_fen

RECONNECTED_AFTER: Final = timedelta(minutes=10)
"""When the relay of an account that was cut closes after its debts are paid."""

_PREPAID: Final = Query(
    select(AccountRow.prepaid_fen).where(AccountRow.account_no == bindparam("account_no"))
)
_RECEIPT: Final = select(ReceiptRow).where(ReceiptRow.receipt_no == bindparam("receipt_no"))
_RECEIPTS: Final = Query(
    select(ReceiptRow)
    .where(
        ReceiptRow.account_no == bindparam("account_no"), ReceiptRow.paid_at >= bindparam("since")
    )
    .order_by(ReceiptRow.paid_at.desc(), ReceiptRow.receipt_no.desc())
)
_LAST_PAYMENT: Final = select(func.max(ReceiptRow.paid_at)).scalar_subquery()
_FRESH: Final = Query(select(AnchorRow.loaded_at, _LAST_PAYMENT.label("paid_at")))


class DemoBilling:
    """`Billing` over the demo's tables and the price files."""

    def __init__(self, calls: Calls, tariffs: Tariffs) -> None:
        """Keep the way to the database, and the prices."""
        self._calls = calls
        self._tariffs = tariffs

    def bills(self, account_no: str, first: str = "", last: str = "") -> tuple[Bill, ...]:
        """Bills of the months `first` to `last`, newest first."""
        found = read_ledger(self._calls.rows, account_no)
        return tuple(found[1].bills(self._tariffs, first, last)) if found else ()

    def owed_fen(self, account_no: str) -> int:
        """What is open on an account, without late fee."""
        return sum(bill.owed_fen for bill in self.bills(account_no))

    def prepaid_fen(self, account_no: str) -> int:
        """Money on the account that no bill has used up yet."""
        found = self._calls.rows(_PREPAID, account_no=account_no)
        return found[0].prepaid_fen if found else 0

    def receive(self, key: str, account_no: str, amount_fen: int, late_fee_fen: int) -> Receipt:
        """Credit a payment: oldest open bills first, the late fee with them, the rest prepaid.

        Raises:
            LookupError: when there is no such account.
            ValueError: when the amount is not positive.
        """
        if amount_fen <= 0 or late_fee_fen < 0:
            raise ValueError("a payment is a positive amount")
        with self._calls.write() as connection:
            receipt_no = once(
                connection,
                f"receive:{key}",
                lambda: self._receive(connection, account_no, amount_fen, late_fee_fen),
            )
            return receipt(connection.execute(_RECEIPT, {"receipt_no": receipt_no}).one())

    def receipts(self, account_no: str, since: datetime) -> tuple[Receipt, ...]:
        """Payments credited since then, newest first."""
        found = self._calls.rows(_RECEIPTS, account_no=account_no, since=since)
        return tuple(map(receipt, found))

    def as_of(self) -> datetime:
        """The load's moment, or the last payment after it."""
        fresh = self._calls.rows(_FRESH)[0]
        loaded_at: datetime = fresh.loaded_at
        return max(loaded_at, fresh.paid_at or loaded_at)

    def _receive(
        self, connection: Connection, account_no: str, amount_fen: int, late_fee_fen: int
    ) -> str:
        connection.execute(LOCKED, {"account_no": account_no})
        found = read_ledger(within(connection), account_no)
        if found is None:
            raise LookupError(f"no account {account_no!r}")
        row, ledger = found
        at = self._calls.clock()
        # What lies on the account goes into the debt first: nobody owes beside a balance.
        money_fen = row.prepaid_fen + amount_fen
        bills, today = tuple(ledger.bills(self._tariffs)), at.date()
        category = ledger.category
        settled = settle_told(bills, money_fen, late_fee_fen, on=today, category=category)
        prepaid_fen = settled.prepaid_fen
        store_paid(connection, account_no, settled.paid)
        store_account(connection, account_no, {"prepaid_fen": prepaid_fen})
        if row.profile == "cut" and not settled.open and row.reconnect_at is None:
            store_account(connection, account_no, {"reconnect_at": at + RECONNECTED_AFTER})
        owed_fen = settled.owed_fen + total_late_fee_fen(settled.open, today, category)
        return store_receipt(
            connection,
            account_no=account_no,
            amount_fen=amount_fen,
            settled_fen=amount_fen - min(amount_fen, prepaid_fen),
            prepaid_fen=min(amount_fen, prepaid_fen),
            balance_fen=prepaid_fen - owed_fen,
            paid_at=at,
        )
