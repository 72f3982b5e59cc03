"""The demo utility's tables: what it owns (places, accounts) and what happens to it (the rest)."""

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


class PlaceRow(Base):
    """A named piece of the county. `transformers` and `feeders` are codes between commas.

    `cell` and `block` are the squares of about 2 km and 500 m of a transformer, else empty.
    """

    __tablename__ = "demo_places"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    region: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    transformers: Mapped[str]
    feeders: Mapped[str]
    cell: Mapped[int | None] = mapped_column(index=True)
    block: Mapped[int | None] = mapped_column(index=True)


class PlaceNameRow(Base):
    """What residents call a place; `bare` where the suffix (镇, 村, 小区) is left out."""

    __tablename__ = "demo_place_names"
    name: Mapped[str] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bare: Mapped[bool]


class TransformerRow(Base):
    """A transformer, what it hangs on, and who answers for it."""

    __tablename__ = "demo_transformers"
    code: Mapped[str] = mapped_column(primary_key=True)
    feeder: Mapped[str] = mapped_column(index=True)
    station: Mapped[str]
    district: Mapped[str]
    premises: Mapped[int]
    manager_id: Mapped[int]


class ManagerRow(Base):
    """A transformer district's manager and the service group above him."""

    __tablename__ = "demo_managers"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    phone: Mapped[str]
    group: Mapped[str]
    group_leader: Mapped[str]
    group_phone: Mapped[str]


class RosterRow(Base):
    """A duty of the roster; `district` empty for the whole county."""

    __tablename__ = "demo_roster"
    district: Mapped[str] = mapped_column(primary_key=True)
    from_hour: Mapped[int] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    to_hour: Mapped[int]
    name: Mapped[str]
    phone: Mapped[str]


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


class OutageRow(Base):
    """An outage. `is_open` is false from the moment somebody closed it."""

    __tablename__ = "demo_outages"
    outage_no: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    area: Mapped[str]
    cause: Mapped[str]
    devices: Mapped[str]
    start: Mapped[datetime]
    expected_end: Mapped[datetime | None]
    end: Mapped[datetime | None]
    confirmed: Mapped[bool]
    updated_at: Mapped[datetime]
    is_open: Mapped[bool]
    seeded: Mapped[bool]
    __table_args__ = (Index("demo_outages_open", "is_open", "start"),)


class TicketRow(Base):
    """A trouble ticket."""

    __tablename__ = "demo_tickets"
    ticket_no: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    reporter: Mapped[str]
    place: Mapped[str]
    phone: Mapped[str]
    what: Mapped[str]
    owner: Mapped[str]
    transformers: Mapped[str]
    region: Mapped[str]
    outage_no: Mapped[str | None]
    duty_name: Mapped[str | None]
    duty_phone: Mapped[str | None]
    expected_end: Mapped[datetime | None]
    opened_at: Mapped[datetime] = mapped_column(index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    __table_args__ = (Index("demo_tickets_by_reporter", "reporter", "ticket_no"),)


class TicketTransformerRow(Base):
    """Which transformers a ticket lies below."""

    __tablename__ = "demo_ticket_transformers"
    transformer: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(primary_key=True)
    ticket_no: Mapped[str] = mapped_column(primary_key=True)


class TicketEventRow(Base):
    """One step of a ticket's life."""

    __tablename__ = "demo_ticket_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_no: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    what: Mapped[str]
    text: Mapped[str]


class RequestRow(Base):
    """An application; `steps` and `missing` are JSON, `plan` the seed it came from."""

    __tablename__ = "demo_requests"
    application_no: Mapped[str] = mapped_column(primary_key=True)
    account_no: Mapped[str | None] = mapped_column(index=True)
    applicant: Mapped[str]
    phone: Mapped[str]
    kind: Mapped[str]
    voltage: Mapped[str]
    steps: Mapped[str]
    waiting_for: Mapped[str]
    missing: Mapped[str]
    visit_at: Mapped[datetime | None]
    visit_confirmed: Mapped[bool]
    visits_made: Mapped[int]
    visits_left: Mapped[int]
    hurried: Mapped[int]
    plan: Mapped[int]
    advanced: Mapped[bool]


class ServicePointRow(Base):
    """A business hall or a place to pay; `hours` is JSON."""

    __tablename__ = "demo_service_points"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    kind: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    hours: Mapped[str]
    holidays: Mapped[bool]


class SequenceRow(Base):
    """The last number given out of a series (`BX20261124`, `TD`, …)."""

    __tablename__ = "demo_sequences"
    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class EffectRow(Base):
    """A write that was made: its idempotency key, and the number of what it made."""

    __tablename__ = "demo_effects"
    key: Mapped[str] = mapped_column(primary_key=True)
    made: Mapped[str]


class ShownRow(Base):
    """An account of `demo show`, and its part (see `cast.py`)."""

    __tablename__ = "demo_shown"
    part: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    account_no: Mapped[str]
