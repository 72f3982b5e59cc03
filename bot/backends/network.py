"""Places, equipment, service points, and who answers for a district."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal, Protocol

from bot.backends.accounts import Region


@dataclass(frozen=True, slots=True)
class Place:
    """A named piece of the service area and the transformers that feed it.

    `kind` is the finest level that the words named.
    """

    name: str
    kind: Literal["district", "area", "street", "transformer", "meter_box", "address"]
    transformers: tuple[str, ...]
    feeders: tuple[str, ...]
    region: Region
    latitude: float
    longitude: float


class Network(Protocol):
    """The network's map: what feeds which place."""

    def locate(self, words: str) -> tuple[Place, ...]:
        """Places that the words name, the finest first; empty where none is known."""
        ...

    def near(self, latitude: float, longitude: float) -> Place | None:
        """The transformer district around a point (WGS-84 or GCJ-02 alike, 2 km at most)."""
        ...

    def equipment(self, code: str) -> Place | None:
        """The meter box or transformer with this code (the scene of its QR code)."""
        ...

    def names(self) -> tuple[str, ...]:
        """Names of districts, areas and streets, for the understanding's place dictionary."""
        ...

    def transformers_of(self, feeder: str) -> tuple[str, ...]:
        """All transformers below a feeder."""
        ...

    def premises(self, transformer: str) -> int:
        """How many usage points a transformer supplies."""
        ...


@dataclass(frozen=True, slots=True)
class Manager:
    """A transformer district's manager and the service group above him."""

    name: str
    phone: str
    group: str
    group_leader: str
    group_phone: str


class Managers(Protocol):
    """Who answers for a transformer district."""

    def of_transformer(self, transformer: str) -> Manager | None:
        """The manager in charge."""
        ...


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """Who is on duty: `rank` is the order in which they are called; `district` empty for all."""

    district: str
    from_hour: int
    to_hour: int
    rank: int
    name: str
    phone: str


class Roster(Protocol):
    """The duty roster: data by district and hour."""

    def on_duty(self, district: str, at: datetime) -> tuple[RosterEntry, ...]:
        """Who is to be called for a district at a time, first to last; empty for nobody."""
        ...

    def district_of(self, transformer: str) -> str:
        """The district that a transformer lies in, empty where unknown."""
        ...


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a service point is open on given weekdays (0 is Monday); empty where it never closes."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class ServicePoint:
    """A hall or a place to pay. `holidays` says whether it opens on public holidays."""

    name: str
    kind: Literal["hall", "payment"]
    address: str
    phone: str
    latitude: float
    longitude: float
    hours: tuple[OpeningHours, ...]
    holidays: bool


class ServicePoints(Protocol):
    """Business halls and payment points."""

    def near(self, latitude: float, longitude: float, limit: int = 3) -> tuple[ServicePoint, ...]:
        """The nearest points, nearest first."""
        ...

    def listed(self) -> tuple[ServicePoint, ...]:
        """All of them."""
        ...
