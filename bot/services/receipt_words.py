"""What was paid, as residents read it: receipts with their numbers, and bills marked as paid."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot import say
from bot.backends.billing import Bill, Billing, Receipt
from bot.replies import joined

LOOK_BACK: Final = timedelta(days=366)
SHOWN: Final = 6


def proofs(billing: Billing, account_no: str, now: datetime, most: int = SHOWN) -> str:
    """The last payments of an account, a line each, newest first.

    Receipts carry a number. A bill may have been paid by a way that left no receipt here: then it
    is told by the day on which it was settled.

    Args:
        billing: the power company's.
        account_no: whose.
        now: local wall time; nothing older than a year is told.
        most: so many of each kind at most.
    """
    receipts = billing.receipts(account_no, now - LOOK_BACK)[:most]
    days = {one.paid_at.date() for one in receipts}
    settled = [
        bill
        for bill in billing.bills(account_no)
        if bill.owed_fen <= 0 and bill.paid_on is not None and bill.paid_on not in days
    ]
    lines = joined(_numbered(receipts), _settled(settled[:most], now))
    return lines or "· 近一年没有收到过交费"


def _numbered(receipts: Sequence[Receipt]) -> str:
    return "\n".join(
        f"· {one.paid_at.year}年{one.paid_at.month}月{one.paid_at.day}日 {one.paid_at:%H:%M} "
        f"{say.yuan(one.amount_fen)}，凭证号 {one.receipt_no}"
        for one in receipts
    )


def _settled(bills: Sequence[Bill], now: datetime) -> str:
    dated = ((bill, bill.paid_on) for bill in bills)
    return "\n".join(
        f"· {say.month(bill.month)}电费{say.yuan(bill.amount_fen)}，{say.day(on, now)}交清"
        for bill, on in dated
        if on is not None
    )
