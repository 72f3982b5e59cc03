"""Payment orders: what a resident was given a link for, and what came of it."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import BigInteger, Executable, String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base, Database
from bot.store.types import At, Openid

LIVES_FOR: Final = timedelta(minutes=30)

OrderState = Literal["open", "closed", "expired", "paid"]


class OrderRow(Base):
    """One order."""

    __tablename__ = "payment_orders"

    order_no: Mapped[str] = mapped_column(String(32), primary_key=True)
    openid: Mapped[Openid]
    account_no: Mapped[str] = mapped_column(String(16), index=True)
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    late_fee_fen: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[At]
    expires_at: Mapped[At]
    closed_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    receipt_no: Mapped[str | None] = mapped_column(String(64), index=True)


@dataclass(frozen=True, slots=True)
class Order:
    """An order to pay `amount_fen` for an account of which `late_fee_fen` was told as late fee.

    `openid` is who asked for the link, empty once forgotten; whoever holds the link may pay.
    `paid_at` is when the money was reported, `receipt_no` what the billing system made of it: an
    order that has the first without the second is still to be credited.
    """

    order_no: str
    openid: str
    account_no: str
    amount_fen: int
    late_fee_fen: int
    made_at: datetime
    expires_at: datetime
    closed_at: datetime | None = None
    paid_at: datetime | None = None
    receipt_no: str | None = None

    def state(self, now: datetime) -> OrderState:
        """Where the order stands. Money that comes for one no longer open is still taken."""
        if self.paid_at is not None:
            return "paid"
        if self.closed_at is not None:
            return "closed"
        return "open" if now < self.expires_at else "expired"

    @property
    def was_late(self) -> bool:
        """Whether the money came when the order was no longer open."""
        if self.paid_at is None:
            return False
        return self.closed_at is not None or self.paid_at >= self.expires_at


_COLUMNS: Final = tuple(getattr(OrderRow, field.name) for field in fields(Order))
_SELECT: Final = select(*_COLUMNS)


class Orders:
    """Reads orders; what changes them are statements for the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, order_no: str) -> Order | None:
        """One order."""
        found = self._found(OrderRow.order_no == order_no)
        return found[0] if found else None

    def unpaid(self, account_no: str, since: datetime) -> tuple[Order, ...]:
        """Orders of everybody for an account made since then that no money came for."""
        return self._found(
            OrderRow.account_no == account_no,
            OrderRow.paid_at.is_(None),
            OrderRow.made_at >= since,
        )

    def claimed(self, receipt_nos: list[str]) -> frozenset[str]:
        """Those of these receipts that belong to an order already."""
        query = select(OrderRow.receipt_no).where(OrderRow.receipt_no.in_(receipt_nos))
        with self._database.read() as connection:
            return frozenset(no for no in connection.execute(query).scalars() if no)

    def _found(self, *conditions: Any) -> tuple[Order, ...]:  # noqa: ANN401  # column expressions
        with self._database.read() as connection:
            return tuple(Order(*row) for row in connection.execute(_SELECT.where(*conditions)))


def number(turn_id: str, at: datetime) -> str:
    """An order's number, the same for the same turn; fits what providers accept (32 characters)."""
    return f"P{at:%Y%m%d}{turn_id[:20]}"


def insert_statements(order: Order) -> tuple[Executable, ...]:
    """Keep a new order; the resident's open one for the same account is closed."""
    earlier = update(OrderRow).where(
        OrderRow.openid == order.openid,
        OrderRow.account_no == order.account_no,
        OrderRow.paid_at.is_(None),
        OrderRow.closed_at.is_(None),
    )
    values = {field.name: getattr(order, field.name) for field in fields(Order)}
    return earlier.values(closed_at=order.made_at), insert(OrderRow).values(values)


def mark_taken(order_no: str, at: datetime) -> Executable:
    """The money for an order is there; touches no row where it was there before."""
    unpaid = OrderRow.order_no == order_no, OrderRow.paid_at.is_(None)
    return update(OrderRow).where(*unpaid).values(paid_at=at)


def mark_credited(order_no: str, receipt_no: str) -> Executable:
    """The billing system has the money; touches no row where it had it before."""
    open_ = OrderRow.order_no == order_no, OrderRow.receipt_no.is_(None)
    return update(OrderRow).where(*open_).values(receipt_no=receipt_no)


def forget_statements(openid: str) -> tuple[Executable, ...]:
    """Unlink a resident from orders: the orders stay, they are the books of received money."""
    return (update(OrderRow).where(OrderRow.openid == openid).values(openid=""),)
