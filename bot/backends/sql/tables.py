"""The tables of what every SQL utility has: its network, people, outages, tickets, applications.

Each deployment has one backend, so all backends share them.
"""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base


class PlaceRow(Base):
    """A named piece of the county. `transformers` and `feeders` are codes between commas.

    `cell` and `block` are the squares of about 2 km and 500 m of a transformer, else empty.
    """

    __tablename__ = "utility_places"
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

    __tablename__ = "utility_place_names"
    name: Mapped[str] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bare: Mapped[bool]


class TransformerRow(Base):
    """A transformer, what it hangs on, and who answers for it."""

    __tablename__ = "utility_transformers"
    code: Mapped[str] = mapped_column(primary_key=True)
    feeder: Mapped[str] = mapped_column(index=True)
    station: Mapped[str]
    district: Mapped[str]
    premises: Mapped[int]
    manager_id: Mapped[str | None]


class ManagerRow(Base):
    """A transformer district's manager and the service group above him."""

    __tablename__ = "utility_managers"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    phone: Mapped[str]
    group: Mapped[str]
    group_leader: Mapped[str]
    group_phone: Mapped[str]


class RosterRow(Base):
    """A duty of the roster; `district` empty for the whole county."""

    __tablename__ = "utility_roster"
    district: Mapped[str] = mapped_column(primary_key=True)
    from_hour: Mapped[int] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    to_hour: Mapped[int]
    name: Mapped[str]
    phone: Mapped[str]


class OutageRow(Base):
    """An outage. `is_open` is false from the moment somebody closed it."""

    __tablename__ = "utility_outages"
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
    __table_args__ = (Index("utility_outages_open", "is_open", "start"),)


class TicketRow(Base):
    """A trouble ticket."""

    __tablename__ = "utility_tickets"
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
    __table_args__ = (Index("utility_tickets_by_reporter", "reporter", "ticket_no"),)


class TicketTransformerRow(Base):
    """Which transformers a ticket lies below."""

    __tablename__ = "utility_ticket_transformers"
    transformer: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(primary_key=True)
    ticket_no: Mapped[str] = mapped_column(primary_key=True)


class TicketEventRow(Base):
    """One step of a ticket's life."""

    __tablename__ = "utility_ticket_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_no: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    what: Mapped[str]
    text: Mapped[str]


class RequestRow(Base):
    """An application; `steps` and `missing` are JSON.

    `plan` is the demo's seed that it came from, `visit_said` the visit that its file last told.
    """

    __tablename__ = "utility_requests"
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
    plan: Mapped[int | None]
    visit_said: Mapped[datetime | None]
    advanced: Mapped[bool]


class ServicePointRow(Base):
    """A business hall or a place to pay; `hours` is JSON."""

    __tablename__ = "utility_service_points"
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

    __tablename__ = "utility_sequences"
    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class EffectRow(Base):
    """A write that was made: its idempotency key, and the number of what it made."""

    __tablename__ = "utility_effects"
    key: Mapped[str] = mapped_column(primary_key=True)
    made: Mapped[str]
