"""From the tables to an account's ledger."""

from typing import Final

from sqlalchemy import bindparam, select

from bot.backends.demo.ledger import Ledger
from bot.backends.demo.tables import AccountRow, AnchorRow, SettlementRow
from bot.backends.sql.rows import AnyRow
from bot.queries import Find, Query

ACCOUNT: Final = Query(
    select(AccountRow, AnchorRow.loaded_at)
    .add_columns(SettlementRow.month, SettlementRow.paid_fen, SettlementRow.paid_on)
    .select_from(AccountRow)
    .join(AnchorRow, AnchorRow.id == 1)
    .outerjoin(SettlementRow, SettlementRow.account_no == AccountRow.account_no)
    .where(AccountRow.account_no == bindparam("account_no"))
)
"""An account, once for every bill that payments went to, once at least."""
LOCKED: Final = (
    select(AccountRow.account_no).where(AccountRow.account_no == bindparam("account_no"))
).with_for_update()
"""Holds off other payments of the account until the transaction ends."""


def read_ledger(find: Find, account_no: str) -> tuple[AnyRow, Ledger] | None:
    """An account's row and its ledger, `None` for an unknown number."""
    rows = find(ACCOUNT, account_no=account_no)
    if not rows:
        return None
    row = rows[0]
    return row, Ledger(
        account_no=row.account_no,
        category=row.category,
        tariff=row.tariff,
        capacity_kva=row.capacity_kva,
        base_kwh=row.base_kwh,
        profile=row.profile,
        today=row.loaded_at.date(),
        settlements={one.month: (one.paid_fen, one.paid_on) for one in rows if one.month},
    )
