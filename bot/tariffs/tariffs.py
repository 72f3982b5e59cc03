"""The price files as one value, and the bills that follow from them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from bot.tariffs.components import (
    capacity_lines,
    component_lines,
    demands_power_factor,
    levies_line,
    power_factor_line,
)
from bot.tariffs.lines import Billed, Facts, Line, NotPublished, UnknownPrice, Use
from bot.tariffs.prices import (
    CatalogueEntry,
    MonthEntry,
    PowerFactorEntry,
    PriceFile,
    TransmissionEntry,
    in_force,
)
from bot.tariffs.residential import residential_lines


@dataclass(frozen=True, slots=True)
class Tariffs:
    """Every price known, with its dates."""

    catalogue: tuple[CatalogueEntry, ...]
    months: dict[str, MonthEntry]
    transmission: tuple[TransmissionEntry, ...]
    power_factors: tuple[PowerFactorEntry, ...]

    @classmethod
    def load(cls, folder: Path) -> "Tariffs":
        """Read every `*.toml` file of a folder.

        Raises:
            msgspec.ValidationError: when a file has another shape than `PriceFile`.
            ValueError: when a month has two entries, or a tariff two prices on one day.
        """
        files = [_read(path) for path in sorted(folder.glob("*.toml"))]
        tariffs = cls(
            catalogue=tuple(entry for file in files for entry in file.catalogue),
            months=_by_month(entry for file in files for entry in file.months),
            transmission=tuple(entry for file in files for entry in file.transmission),
            power_factors=tuple(entry for file in files for entry in file.power_factors),
        )
        _refuse_overlaps(tariffs.catalogue)
        _refuse_overlaps(tariffs.transmission)
        return tariffs

    def bill(self, facts: Facts, month: str, use: Use) -> Billed | NotPublished:
        """Work out a month's bill.

        Args:
            facts: What the account's price depends on.
            month: `YYYY-MM`; the prices in force on its first day count.
            use: What was used in it.

        Returns:
            The bill, or why there is none; never another month's price.
        """
        try:
            billed = self._residential(facts, month, use) or self._business(facts, month, use)
        except UnknownPrice:
            return NotPublished(facts.tariff, month, "unknown_price")
        return billed or NotPublished(facts.tariff, month, "no_entry")

    def _residential(self, facts: Facts, month: str, use: Use) -> Billed | None:
        entry = in_force(self.catalogue, facts.tariff, _first_day(month))
        if entry is None:
            return None
        return Billed(tuple(residential_lines(entry, use)), (entry,))

    def _business(self, facts: Facts, month: str, use: Use) -> Billed | None:
        prices = self.months.get(month)
        transmission = in_force(self.transmission, facts.tariff, _first_day(month))
        if not prices or not transmission:
            return None
        base = (
            *component_lines(prices, transmission, use),
            *capacity_lines(transmission, facts),
        )
        adjusted = self._adjusted(transmission, facts, use, base)
        lines = (*base, *adjusted, levies_line(prices, use))
        return Billed(lines, (prices, transmission))

    def _adjusted(
        self, transmission: TransmissionEntry, facts: Facts, use: Use, base: tuple[Line, ...]
    ) -> Iterator[Line]:
        if demands_power_factor(transmission, facts):
            for entry in self.power_factors:
                if entry.standard == transmission.power_factor:
                    yield power_factor_line(entry, use, base)


def _read(path: Path) -> PriceFile:
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), PriceFile)


def _by_month(entries: Iterator[MonthEntry]) -> dict[str, MonthEntry]:
    months: dict[str, MonthEntry] = {}
    for entry in entries:
        if months.setdefault(entry.month, entry) is not entry:
            raise ValueError(f"two entries for {entry.month}")
    return months


def _refuse_overlaps(entries: tuple[CatalogueEntry, ...] | tuple[TransmissionEntry, ...]) -> None:
    for entry in entries:
        covering = [one for one in entries if one.tariff == entry.tariff]
        if sum(one.covers(entry.effective_from) for one in covering) > 1:
            raise ValueError(f"two prices of {entry.tariff} on {entry.effective_from}")


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
