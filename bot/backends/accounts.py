"""Customer accounts, their usage points and meters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

Category = Literal["residential", "business", "industrial"]
Voltage = Literal["low", "high"]
Region = Literal["urban", "rural", "remote"]


@dataclass(frozen=True, slots=True)
class UsagePoint:
    """Where an account is supplied: its place in the network and on the map."""

    meter_no: str
    meter_box: str
    transformer: str
    feeder: str
    station: str
    region: Region
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class AutoPay:
    """A standing order: who draws, and the draw that is under way, if one is."""

    channel: str
    draw_on: date | None = None
    drawing_fen: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """A customer account. `phone` is the one on record, `None` where there is none."""

    account_no: str
    holder: str
    phone: str | None
    address: str
    category: Category
    voltage: Voltage
    usage_point: UsagePoint
    auto_pay: AutoPay | None = None
    cut_on: date | None = None
    cut_notice_on: date | None = None
    cut_planned_on: date | None = None
    capacity_kva: int | None = None
    tariff: str = ""

    @property
    def is_drawing(self) -> bool:
        """Whether the bank is drawing a bill right now."""
        return self.auto_pay is not None and self.auto_pay.drawing_fen > 0


class Accounts(Protocol):
    """Customer accounts (61968-8 customer agreement)."""

    def get(self, account_no: str) -> Account | None:
        """The account with this number, in its 10- or 13-digit form."""
        ...

    def find_by_meter(self, meter_no: str, address: str) -> Account | None:
        """The account whose meter and address both fit; never by one of them alone."""
        ...

    def below(self, transformers: Sequence[str]) -> Mapping[str, str]:
        """Every account that these transformers supply, with its transformer."""
        ...


@dataclass(frozen=True, slots=True)
class MeterReading:
    """What the meter says now. `None` for what the head-end system does not know."""

    online: bool | None
    energised: bool | None
    relay_closed: bool | None
    read_at: datetime


class Meters(Protocol):
    """The metering head-end (61968-9)."""

    def status(self, meter_no: str) -> MeterReading | None:
        """The meter's answer to a ping, `None` where it cannot be asked."""
        ...
