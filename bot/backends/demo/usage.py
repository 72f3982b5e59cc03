"""How much an account of the demo utility used in a month: repeatable, with seasons."""

from datetime import date
from typing import Final

from bot.backends.demo.dice import spread, throws
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


def use(account_no: str, tariff: str, base_kwh: int, period: tuple[date, date]) -> Use:
    """The use of a reading period that ends in the billing month."""
    first, last = period
    dice = throws("use", account_no, last.year, last.month)
    season = (_HOMES if tariff.startswith("residential") else _FIRMS)[last.month - 1]
    days = (last - first).days + 1
    noise = 1 + _NOISE * spread(dice[0])
    kwh = round(base_kwh * season * days * noise / (_PERCENT * _MONTH_DAYS))
    valley_kwh = _valley(tariff, kwh, dice[1])
    return Use(
        kwh=kwh,
        peak_kwh=kwh - valley_kwh if tariff in _VALLEY_PERCENT else 0,
        valley_kwh=valley_kwh,
        kvarh=_reactive(account_no, tariff, kwh),
    )


def _valley(tariff: str, kwh: int, throw: int) -> int:
    least, span = _VALLEY_PERCENT.get(tariff, (0, 0))
    return kwh * (least + throw % (span + 1)) // _PERCENT


def _reactive(account_no: str, tariff: str, kwh: int) -> int:
    if tariff.startswith("residential"):
        return 0
    least, span = _REACTIVE_PERCENT
    return kwh * (least + throws("reactive", account_no)[0] % span) // _PERCENT
