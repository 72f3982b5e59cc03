"""Receipts, settled bills and what is left on the account, in the demo's tables."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from bot.backends.billing import Bill, Receipt
from bot.backends.demo.ledgers import read_ledger
from bot.backends.demo.tables import AccountRow, ReceiptRow, SettlementRow, ShownRow
from bot.backends.sql.rows import AnyRow
from bot.backends.sql.sequences import next_number
from bot.queries import within
from bot.tariffs import Tariffs, total_late_fee_fen

PAID_AGO: Final = timedelta(hours=1)
"""When the account that was cut and is still dark paid, before the load's moment."""


def receipt(row: AnyRow) -> Receipt:
    """A row as a value."""
    return Receipt(
        receipt_no=row.receipt_no,
        account_no=row.account_no,
        amount_fen=row.amount_fen,
        settled_fen=row.settled_fen,
        prepaid_fen=row.prepaid_fen,
        balance_fen=row.balance_fen,
        paid_at=row.paid_at,
    )


def store_receipt(connection: Connection, **values: Any) -> str:  # noqa: ANN401  # columns
    """Write a receipt and give its number."""
    day = f"{values['paid_at']:%Y%m%d}"
    receipt_no = f"JF{day}{next_number(connection, f'JF{day}'):06d}"
    connection.execute(insert(ReceiptRow).values(receipt_no=receipt_no, seeded=False, **values))
    return receipt_no


def store_paid(connection: Connection, account_no: str, paid: Iterable[Bill]) -> None:
    """Write what was paid towards bills."""
    for bill in paid:
        which = {"account_no": account_no, "month": bill.month}
        values = {"paid_fen": bill.paid_fen, "paid_on": bill.paid_on}
        connection.execute(delete(SettlementRow).filter_by(**which))
        connection.execute(insert(SettlementRow).values(**which, **values))


def store_account(connection: Connection, account_no: str, values: dict[str, object]) -> None:
    """Change an account."""
    connection.execute(update(AccountRow).filter_by(account_no=account_no).values(values))


def move(connection: Connection, tariffs: Tariffs, now: datetime) -> None:
    """Write the payment of the account that paid and is still dark, an hour before `now`."""
    connection.execute(delete(ReceiptRow).where(ReceiptRow.seeded))
    shown = select(ShownRow.account_no).where(ShownRow.part == "cut_paid")
    found = read_ledger(within(connection), connection.execute(shown).scalar_one_or_none() or "")
    if found is None:
        return
    _, ledger = found
    settled = [bill for bill in ledger.bills(tariffs) if bill.paid_on == now.date()]
    debts = [(bill.amount_fen, bill.due) for bill in settled]
    owed_fen = sum(owed for owed, _ in debts)
    amount_fen = owed_fen + total_late_fee_fen(debts, now.date(), ledger.category)
    connection.execute(
        insert(ReceiptRow).values(
            receipt_no=f"JF{now:%Y%m%d}900001",
            account_no=ledger.account_no,
            amount_fen=amount_fen,
            settled_fen=amount_fen,
            prepaid_fen=0,
            balance_fen=0,
            paid_at=now - PAID_AGO,
            seeded=True,
        )
    )
