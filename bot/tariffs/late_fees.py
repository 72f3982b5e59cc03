"""The late fee on unpaid bills (domain rules, 1.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.tariffs.money import whole


@dataclass(frozen=True, slots=True)
class LateFeeRules:
    """Rates a day, and the least that is charged. Regions differ; these are the national ones."""

    residential: Decimal = Decimal("0.001")
    other_this_year: Decimal = Decimal("0.002")
    other_carried_over: Decimal = Decimal("0.003")
    minimum_fen: int = 100


NATIONAL = LateFeeRules()


def total_late_fee_fen(
    debts: Iterable[tuple[int, date]], today: date, category: str, *, rules: LateFeeRules = NATIONAL
) -> int:
    """The late fee on an account's debts, paid `today`.

    Days count from the day after a debt was due, `today` included. Residents pay one rate; others
    pay the higher one for the days after the year-end that the debt was carried over.

    Args:
        debts: What is owed in fen, and the last day to pay it in time.
        today: The day it is paid.
        category: `residential`, `business` or `industrial`.
        rules: Rates and minimum.

    Returns:
        0 in time; else the sum of the days, half up to a fen, and never under the minimum, which
        counts once, on the total.
    """
    total = sum(
        (owed * _daily_rates(due, today, category, rules) for owed, due in debts if owed > 0),
        Decimal(0),
    )
    return max(rules.minimum_fen, whole(total)) if total else 0


def _daily_rates(due: date, today: date, category: str, rules: LateFeeRules) -> Decimal:
    days = max(0, (today - due).days)
    if category == "residential":
        return days * rules.residential
    days_this_year = max(0, min(days, (date(due.year, 12, 31) - due).days))
    carried_over = days - days_this_year
    return days_this_year * rules.other_this_year + carried_over * rules.other_carried_over
