"""From the tables to an account's ledger."""

from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, select

from bot.backends.demo.ledger import Ledger
from bot.backends.demo.tables import AccountRow, AnchorRow, SettlementRow

ACCOUNT: Final = (
    select(AccountRow, AnchorRow.loaded_at)
    .join(AnchorRow, AnchorRow.id == 1)
    .where(AccountRow.account_no == bindparam("account_no"))
)
LOCKED: Final = ACCOUNT.with_for_update(of=AccountRow)
"""The same, holding off other payments of the account until the transaction ends."""
_SETTLED: Final = select(SettlementRow).where(SettlementRow.account_no == bindparam("account_no"))


def read_ledger(
    connection: Connection, account_no: str, statement: Select[Any] = ACCOUNT
) -> tuple[Row[Any], Ledger] | None:
    """An account's row and its ledger, `None` for an unknown number."""
    row = connection.execute(statement, {"account_no": account_no}).one_or_none()
    if row is None:
        return None
    settled = connection.execute(_SETTLED, {"account_no": account_no})
    return row, Ledger(
        account_no=row.account_no,
        category=row.category,
        tariff=row.tariff,
        capacity_kva=row.capacity_kva,
        base_kwh=row.base_kwh,
        profile=row.profile,
        today=row.loaded_at.date(),
        settlements={one.month: (one.paid_fen, one.paid_on) for one in settled},
    )
