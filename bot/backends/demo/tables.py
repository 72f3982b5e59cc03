"""The demo utility's own tables: accounts, and what happened to their money."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base


class AnchorRow(Base):
    """One row: how many accounts were loaded, and the moment that every seeded date counts from."""

    __tablename__ = "demo_anchor"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    accounts: Mapped[int]
    loaded_at: Mapped[datetime]


class AccountRow(Base):
    """A customer account. Its bills are worked out from `base_kwh` and `profile` when read.

    `profile` says what is special about it (see `profiles.py`); `reconnect_at` is when a payment
    closes the relay of an account that was cut.
    """

    __tablename__ = "demo_accounts"
    account_no: Mapped[str] = mapped_column(primary_key=True)
    meter_no: Mapped[str] = mapped_column(unique=True)
    holder: Mapped[str]
    phone: Mapped[str | None]
    address: Mapped[str]
    category: Mapped[str]
    voltage: Mapped[str]
    tariff: Mapped[str]
    capacity_kva: Mapped[int | None]
    meter_box: Mapped[str]
    base_kwh: Mapped[int]
    profile: Mapped[str]
    prepaid_fen: Mapped[int]
    reconnect_at: Mapped[datetime | None]
    __table_args__ = (Index("demo_accounts_by_profile", "profile", "account_no"),)


class SettlementRow(Base):
    """What payments did to one bill; a bill without a row is as its account's profile says."""

    __tablename__ = "demo_settlements"
    account_no: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    paid_fen: Mapped[int]
    paid_on: Mapped[date]


class ReceiptRow(Base):
    """A payment that was credited."""

    __tablename__ = "demo_receipts"
    receipt_no: Mapped[str] = mapped_column(primary_key=True)
    account_no: Mapped[str]
    amount_fen: Mapped[int]
    settled_fen: Mapped[int]
    prepaid_fen: Mapped[int]
    balance_fen: Mapped[int]
    paid_at: Mapped[datetime] = mapped_column(index=True)
    seeded: Mapped[bool]
    __table_args__ = (Index("demo_receipts_by_account", "account_no", "paid_at"),)


class ShownRow(Base):
    """An account of `demo show`, and its part (see `cast.py`)."""

    __tablename__ = "demo_shown"
    part: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    account_no: Mapped[str]
