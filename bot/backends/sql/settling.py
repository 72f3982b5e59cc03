"""How a payment spreads over open bills."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.backends.billing import Bill


@dataclass(frozen=True, slots=True)
class Settled:
    """What a payment did.

    Attributes:
        paid: The bills it went to, as they are now.
        open: What is still owed and when it was due, bill by bill.
        prepaid_fen: What was left over.
    """

    paid: tuple[Bill, ...]
    open: tuple[tuple[int, date], ...]
    prepaid_fen: int

    @property
    def owed_fen(self) -> int:
        """Everything still owed, without late fee."""
        return sum(owed_fen for owed_fen, _ in self.open)


def settle(bills: Sequence[Bill], amount_fen: int, late_fee_fen: int, on: date) -> Settled:
    """Spread a payment: the late fee first, then the oldest open bills, the rest is left over.

    No late fee is taken where nothing is open any more: another payment was faster, so all of
    this one is the customer's.

    Args:
        bills: The account's bills, in any order.
        amount_fen: The payment, late fee included.
        late_fee_fen: The part of it that the payer was told is the late fee.
        on: The day.
    """
    owing = sorted((bill for bill in bills if bill.owed_fen > 0), key=lambda bill: bill.month)
    left_fen = amount_fen - (min(late_fee_fen, amount_fen) if owing else 0)
    after = []
    for bill in owing:
        part_fen = min(bill.owed_fen, left_fen)
        left_fen -= part_fen
        after.append(
            replace(bill, paid_fen=bill.paid_fen + part_fen, paid_on=on) if part_fen else bill
        )
    return Settled(
        paid=tuple(bill for bill, old in zip(after, owing, strict=True) if bill is not old),
        open=tuple((bill.owed_fen, bill.due) for bill in after if bill.owed_fen),
        prepaid_fen=left_fen,
    )
