"""The shape of the price files (`dictionaries/tariffs/*.toml`). A price left out is unknown.

Every entry carries where it comes from. `effective_to` is the last day, left out while in force.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

Confidence = Literal["official", "official-media", "unverified", "demo"]
"""How sure a price is: published by the authority, reported by its media, not checked, invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a price comes from."""

    document: str
    confidence: Confidence
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Source):
    """A price of one tariff and the days it is in force; `label` is what residents call it."""

    tariff: str
    label: str = ""
    effective_from: date
    effective_to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.effective_from <= day and (not self.effective_to or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Tier:
    """What each kWh above a month's use costs on top of the tier below it."""

    above_kwh: int
    surcharge_yuan: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry(Dated):
    """A residential price: flat, or peak and valley; tiers by the month's whole use."""

    time_of_use: bool = False
    base_yuan: Decimal | None = None
    peak_yuan: Decimal | None = None
    valley_yuan: Decimal | None = None
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEntry(Source):
    """A month's components of the agency-purchase price, the same for every business.

    Nobody is told them before `published_on`; left out, they are out already.
    """

    month: str
    published_on: date | None = None
    agency_purchase_yuan: Decimal | None = None
    line_loss_yuan: Decimal | None = None
    system_operation_yuan: Decimal | None = None
    levies_yuan: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransmissionEntry(Dated):
    """Transmission and distribution by tariff; `capacity_yuan` a kVA and month where two-part.

    `power_factor` is the standard that is demanded from `power_factor_from_kva` on.
    """

    energy_yuan: Decimal | None = None
    two_part: bool = False
    capacity_yuan: Decimal | None = None
    power_factor: Decimal | None = None
    power_factor_from_kva: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of factors down (or up) to `to`, and the percent for each hundredth in it."""

    to: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFactorEntry(Source):
    """How much a bill changes with the power factor, for one standard."""

    standard: Decimal
    surcharge: tuple[Band, ...]
    reward: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFile:
    """One file; each may hold any of the lists."""

    catalogue: tuple[CatalogueEntry, ...] = ()
    months: tuple[MonthEntry, ...] = ()
    transmission: tuple[TransmissionEntry, ...] = ()
    power_factors: tuple[PowerFactorEntry, ...] = ()


EntryT = TypeVar("EntryT", bound=Dated)


def in_force(entries: Iterable[EntryT], tariff: str, day: date) -> EntryT | None:
    """The tariff's entry that is in force on a day."""
    fitting = (entry for entry in entries if entry.tariff == tariff and entry.covers(day))
    return next(fitting, None)
