"""Residential bills: a flat or peak-and-valley price first, then monthly tiers on the whole use."""

from collections.abc import Iterator

from bot.tariffs.lines import Line, Use, line
from bot.tariffs.prices import CatalogueEntry

_ORDINALS = "二三四五六"


def residential_lines(entry: CatalogueEntry, use: Use) -> Iterator[Line]:
    """The lines of a bill; those without a quantity are left out.

    Raises:
        UnknownPrice: when a price that is needed is unknown.
    """
    yield from _energy(entry, use)
    yield from _tiers(entry, use.kwh)


def _energy(entry: CatalogueEntry, use: Use) -> Iterator[Line]:
    peak_kwh, valley_kwh = (use.peak_kwh, use.valley_kwh) if entry.time_of_use else (0, 0)
    flat_kwh = use.kwh - peak_kwh - valley_kwh
    if peak_kwh:
        yield line("峰段电费", peak_kwh, entry.peak_yuan)
    if valley_kwh:
        yield line("谷段电费", valley_kwh, entry.valley_yuan)
    if flat_kwh or not use.kwh:
        yield line("电度电费", flat_kwh, entry.base_yuan)


def _tiers(entry: CatalogueEntry, kwh: int) -> Iterator[Line]:
    ends = (*(tier.above_kwh for tier in entry.tiers[1:]), kwh)
    for ordinal, tier, end in zip(_ORDINALS, entry.tiers, ends, strict=False):
        if kwh <= tier.above_kwh:
            return
        yield line(f"第{ordinal}档加价", min(kwh, end) - tier.above_kwh, tier.surcharge_yuan)
