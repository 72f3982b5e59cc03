"""How a payment spreads over open bills."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.backends.billing import Bill
from bot.tariffs import total_late_fee_fen


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
    """Spread a payment whose late fee is known: that first, then the oldest open bills.

    No late fee is taken where nothing is open any more: another payment was faster, so all of
    this one is the customer's.

    Args:
        bills: The account's bills, in any order.
        amount_fen: The payment, late fee included.
        late_fee_fen: The part of it that is late fee.
        on: The day.
    """
    owing = _owing(bills)
    return _spread(owing, amount_fen - (min(late_fee_fen, amount_fen) if owing else 0), on)


def settle_told(
    bills: Sequence[Bill], amount_fen: int, told_fen: int, *, on: date, category: str
) -> Settled:
    """Spread a payment so that exactly so much less is owed afterwards, late fee included.

    It takes with it what the late fee falls by; the minimum of the rest's late fee stays owed until
    nothing is overdue. So whoever pays in pieces pays what whoever pays at once does (domain rules,
    1.2). What no whole fen of a bill comes to is left over.

    Args:
        bills: The account's bills, in any order.
        amount_fen: The payment and all that lies on the account.
        told_fen: The late fee that the payer was told; no more than that is taken.
        on: The day.
        category: For the late fee.
    """
    owing = _owing(bills)
    told_fen = min(told_fen, _late_fee_fen(owing, 0, on, category))

    def late_fen(principal_fen: int) -> int:
        return max(0, told_fen - _late_fee_fen(owing, principal_fen, on, category))

    parts = range(sum(bill.owed_fen for bill in owing) + 1)
    paid_fen = bisect_right(parts, amount_fen, key=lambda part: part + late_fen(part)) - 1
    left_fen = amount_fen - paid_fen - late_fen(paid_fen)
    return replace(_spread(owing, paid_fen, on), prepaid_fen=left_fen)


def _owing(bills: Sequence[Bill]) -> list[Bill]:
    return sorted((bill for bill in bills if bill.owed_fen > 0), key=lambda bill: bill.month)


def _late_fee_fen(owing: Sequence[Bill], paid_fen: int, on: date, category: str) -> int:
    """The late fee on what is open once so much is paid."""
    debts = [(bill.owed_fen - part_fen, bill.due) for bill, part_fen in _parts(owing, paid_fen)]
    return total_late_fee_fen(debts, on, category)


def _parts(owing: Sequence[Bill], fen: int) -> Iterator[tuple[Bill, int]]:
    """How much of a sum goes to each bill."""
    for bill in owing:
        part_fen = min(bill.owed_fen, fen)
        yield bill, part_fen
        fen -= part_fen


def _spread(owing: Sequence[Bill], fen: int, on: date) -> Settled:
    """Pay the bills in their order."""
    parts = tuple(_parts(owing, fen))
    after = [
        replace(bill, paid_fen=bill.paid_fen + part_fen, paid_on=on) if part_fen else bill
        for bill, part_fen in parts
    ]
    return Settled(
        paid=tuple(bill for bill, (_, part_fen) in zip(after, parts, strict=True) if part_fen),
        open=tuple((bill.owed_fen, bill.due) for bill in after if bill.owed_fen),
        prepaid_fen=fen - sum(part_fen for _, part_fen in parts),
    )
