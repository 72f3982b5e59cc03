"""What the clerk's files hold, as it was last told; lookups of the network are derived from it.

`as_of` is the time of the data that a row came with: an older file never replaces newer rows.
"""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base


class ImportRow(Base):
    """A file that was taken in. `digest` is SHA-256 of its bytes."""

    __tablename__ = "file_imports"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    digest: Mapped[str]
    as_of: Mapped[datetime]
    rows: Mapped[int]
    taken_at: Mapped[datetime]


class FileTransformerRow(Base):
    """A transformer; `district` is the town or service area that it lies in."""

    __tablename__ = "file_transformers"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    feeder: Mapped[str]
    station: Mapped[str]
    district: Mapped[str]
    region: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    manager_id: Mapped[str | None]


class FilePlaceRow(Base):
    """A name that addresses do not show; `aliases` and `transformers` are between commas."""

    __tablename__ = "file_places"
    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    aliases: Mapped[str]
    transformers: Mapped[str]


class FileAccountRow(Base):
    """A customer account. `area` and `label` are the village or street and the house.

    They are read out of the address and empty where it has none.
    """

    __tablename__ = "file_accounts"
    account_no: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    phone: Mapped[str | None]
    address: Mapped[str]
    category: Mapped[str]
    voltage: Mapped[str]
    tariff: Mapped[str | None]
    capacity_kva: Mapped[int | None]
    meter_no: Mapped[str] = mapped_column(index=True)
    meter_box: Mapped[str | None]
    transformer: Mapped[str]
    prepaid_fen: Mapped[int]
    auto_pay: Mapped[str | None]
    draw_on: Mapped[date | None]
    drawing_fen: Mapped[int]
    cut_on: Mapped[date | None]
    cut_notice_on: Mapped[date | None]
    cut_planned_on: Mapped[date | None]
    area: Mapped[str]
    label: Mapped[str]
    as_of: Mapped[datetime]


class FileBillRow(Base):
    """A month's bill as the billing system had it at `as_of`; `lines` is JSON."""

    __tablename__ = "file_bills"
    account_no: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    kwh: Mapped[int]
    peak_kwh: Mapped[int]
    valley_kwh: Mapped[int]
    amount_fen: Mapped[int]
    paid_fen: Mapped[int]
    paid_on: Mapped[date | None]
    due: Mapped[date]
    read_from: Mapped[date]
    read_to: Mapped[date]
    lines: Mapped[str]
    as_of: Mapped[datetime]


class FilePaymentRow(Base):
    """A payment. `state` is `booked`, `pending` (we took it) or `replaced` (now booked elsewhere).

    `settled_fen` and `balance_fen` are `None` where nobody told them. `order_no` is our own order.
    """

    __tablename__ = "file_payments"
    receipt_no: Mapped[str] = mapped_column(primary_key=True)
    account_no: Mapped[str]
    amount_fen: Mapped[int]
    late_fee_fen: Mapped[int]
    paid_at: Mapped[datetime]
    settled_fen: Mapped[int | None]
    balance_fen: Mapped[int | None]
    order_no: Mapped[str | None] = mapped_column(index=True)
    state: Mapped[str]
    as_of: Mapped[datetime]
    __table_args__ = (Index("file_payments_by_account", "account_no", "paid_at"),)
