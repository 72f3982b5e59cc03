"""The adjustment for the power factor (力调电费)."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from bot.tariffs.prices import Band, PowerFactorEntry

_HUNDREDTH = Decimal("0.01")


def average_factor(kwh: int, kvarh: int) -> Decimal:
    """The month's average factor, half up to two decimals; 1 where nothing was used."""
    if not kwh:
        return Decimal("1.00")
    factor = kwh / (Decimal(kwh) ** 2 + Decimal(kvarh) ** 2).sqrt()
    return factor.quantize(_HUNDREDTH, ROUND_HALF_UP)


def rate(entry: PowerFactorEntry, factor: Decimal) -> Decimal:
    """What the bill changes by, as a share of its base: 0.05 adds 5 %, -0.0075 takes 0.75 % off."""
    if factor < entry.standard:
        return _percent(entry.surcharge, entry.standard, factor) / 100
    return -_percent(entry.reward, entry.standard, factor) / 100


def _percent(bands: Iterable[Band], standard: Decimal, factor: Decimal) -> Decimal:
    # Walk from the standard to the factor, band by band; beyond the last band nothing is added.
    percent, reached = Decimal(0), standard
    for band in bands:
        end = max(band.to, factor) if factor < standard else min(band.to, factor)
        percent += abs(end - reached) / _HUNDREDTH * band.percent
        reached = end
    return percent
