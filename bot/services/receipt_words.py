"""Receipts as residents read them: one line a payment, good as a proof."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot import say
from bot.backends.billing import Billing, Receipt

LOOK_BACK: Final = timedelta(days=366)
SHOWN: Final = 6


def latest(billing: Billing, account_no: str, now: datetime) -> tuple[Receipt, ...]:
    """The last payments of an account, newest first, at most `SHOWN` and no older than a year."""
    return billing.receipts(account_no, now - LOOK_BACK)[:SHOWN]


def listed(receipts: Sequence[Receipt]) -> str:
    """Day, sum and receipt number of each payment, a line each; empty for none."""
    return "\n".join(
        f"· {one.paid_at:%Y}年{one.paid_at.month}月{one.paid_at.day}日 {one.paid_at:%H:%M} "
        f"{say.yuan(one.amount_fen)}，凭证号 {one.receipt_no}"
        for one in receipts
    )
