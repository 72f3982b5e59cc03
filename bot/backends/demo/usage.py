"""How much an account of the demo utility used in a month: repeatable, with seasons."""

from datetime import date
from typing import Final

from bot.backends.demo.dice import spread
from bot.tariffs import Use

_PERCENT: Final = 100
_MONTH_DAYS: Final = 30
_NOISE: Final = 0.12
# Percent of an ordinary month, January first.
_HOMES: Final = (125, 130, 100, 85, 85, 100, 145, 155, 110, 85, 90, 115)
_FIRMS: Final = (90, 70, 100, 100, 100, 105, 115, 115, 105, 95, 100, 105)
_VALLEY_PERCENT: Final = {"residential_tou": (32, 18), "residential_ev": (58, 30)}
"""The least share of the valley, and how much it may be more."""
_REACTIVE_PERCENT: Final = (26, 50)
"""kvarh for 100 kWh: a power factor of 0.97 to 0.80."""


def use(tariff: str, base_kwh: int, period: tuple[date, date], throws: tuple[int, int, int]) -> Use:
    """The use of a reading period that ends in the billing month.

    Args:
        tariff: The account's; it decides the season and whether peak and valley are measured.
        base_kwh: What the account uses in an ordinary month of 30 days.
        period: First and last day.
        throws: The month's dice for the noise and the valley, and the account's for its factor.
    """
    first, last = period
    season = (_HOMES if tariff.startswith("residential") else _FIRMS)[last.month - 1]
    noise = 1 + _NOISE * spread(throws[0])
    days = (last - first).days + 1
    kwh = round(base_kwh * season * days * noise / (_PERCENT * _MONTH_DAYS))
    if tariff in _VALLEY_PERCENT:
        least, span = _VALLEY_PERCENT[tariff]
        valley_kwh = kwh * (least + throws[1] % (span + 1)) // _PERCENT
        return Use(kwh, kwh - valley_kwh, valley_kwh)
    return Use(kwh, kvarh=_reactive(tariff, kwh, throws[2]))


def _reactive(tariff: str, kwh: int, throw: int) -> int:
    if tariff.startswith("residential"):
        return 0
    least, span = _REACTIVE_PERCENT
    return kwh * (least + throw % span) // _PERCENT
