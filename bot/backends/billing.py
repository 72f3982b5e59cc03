"""Bills and payments."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class BillLine:
    """One component of a bill: `quantity` (kWh, kW, months) at `price_yuan` (a decimal string)."""

    name: str
    quantity: str
    price_yuan: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Bill:
    """A month's bill. `amount_fen` is without late fee; `paid_fen` is what was paid towards it.

    `month` is `YYYY-MM`; `peak_kwh` and `valley_kwh` are 0 where the account has no time of use.
    """

    account_no: str
    month: str
    kwh: int
    amount_fen: int
    due: date
    paid_fen: int
    paid_on: date | None
    read_from: date
    read_to: date
    lines: tuple[BillLine, ...]
    peak_kwh: int = 0
    valley_kwh: int = 0

    @property
    def owed_fen(self) -> int:
        """What is still open of this bill, without late fee."""
        return self.amount_fen - self.paid_fen


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a payment did: `settled_fen` paid debts (late fee included), the rest is prepaid."""

    receipt_no: str
    account_no: str
    amount_fen: int
    settled_fen: int
    prepaid_fen: int
    balance_fen: int
    paid_at: datetime


class Billing(Protocol):
    """Bills and payments (61968-9 and CIM PaymentMetering)."""

    def bills(self, account_no: str, first: str = "", last: str = "") -> tuple[Bill, ...]:
        """Bills of the months `first` to `last` (both `YYYY-MM`, both included), newest first."""
        ...

    def prepaid_fen(self, account_no: str) -> int:
        """Money on the account that no bill has used up yet."""
        ...

    def receive(self, key: str, account_no: str, amount_fen: int, late_fee_fen: int) -> Receipt:
        """Credit a payment: oldest open bills first, the late fee with them, the rest prepaid.

        Args:
            key: of this payment; the same one again is credited once.
            account_no: whose debts.
            amount_fen: all of it.
            late_fee_fen: what the payer was told is owed as late fee; no more than that is taken.
        """
        ...

    def receipts(self, account_no: str, since: datetime) -> tuple[Receipt, ...]:
        """Payments credited since then, newest first."""
        ...

    def as_of(self) -> datetime:
        """The time of the data: residents are told."""
        ...
