"""Why one bill differs from another, cause by cause, to the fen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, Protocol

from bot.tariffs.money import fen, whole

CauseKind = Literal[
    "days", "use", "tier", "price", "capacity", "power_factor", "other"
]  # fmt: skip

_ORDER: Final[tuple[CauseKind, ...]] = (
    "days", "use", "tier", "price", "capacity", "power_factor", "other",
)  # fmt: skip


class LineLike(Protocol):
    """A line of a bill, of whatever system."""

    @property
    def name(self) -> str:
        """What is charged."""

    @property
    def quantity(self) -> str:
        """How much of it, a decimal string."""

    @property
    def price_yuan(self) -> str:
        """The price of one, a decimal string."""

    @property
    def amount_fen(self) -> int:
        """What it comes to."""


class BillLike(Protocol):
    """A bill, of whatever system. Without lines its amount counts as one line of energy."""

    @property
    def kwh(self) -> int:
        """The energy."""

    @property
    def amount_fen(self) -> int:
        """The amount without late fee."""

    @property
    def read_from(self) -> date:
        """The first day."""

    @property
    def read_to(self) -> date:
        """The last day."""

    @property
    def lines(self) -> Sequence[LineLike]:
        """The lines."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of the difference; positive makes the later bill dearer."""

    kind: CauseKind
    amount_fen: int


@dataclass(frozen=True, slots=True)
class _Charge:
    quantity: Decimal
    price_yuan: Decimal
    amount_fen: int


def explain(before: BillLike, after: BillLike) -> tuple[Cause, ...]:
    """Split the difference of two bills into its causes.

    `days` is what more or fewer days at the earlier daily use cost, `use` the rest of the change
    in energy, `tier` the change in tier surcharges, `price` what the later quantities cost more
    because prices changed.

    Returns:
        The causes that are not 0, in a fixed order. They add up to the difference of the amounts
        exactly.
    """
    parts: Counter[CauseKind] = Counter()
    for kind, amount_fen in _changes(before, after):
        parts[kind] += amount_fen
    parts["days"] = _days_part(before, after)
    parts["use"] -= parts["days"]
    parts["other"] = after.amount_fen - before.amount_fen - parts.total()
    return tuple(Cause(kind, parts[kind]) for kind in _ORDER if parts[kind])


def _changes(before: BillLike, after: BillLike) -> Iterator[tuple[CauseKind, int]]:
    have_lines = bool(before.lines and after.lines)
    old, new = _charges(before, have_lines), _charges(after, have_lines)
    for name in dict.fromkeys((*old, *new)):
        yield from _change(name, old.get(name), new.get(name))


def _change(name: str, old: _Charge | None, new: _Charge | None) -> Iterator[tuple[CauseKind, int]]:
    if name.startswith("力调"):
        yield "power_factor", _amount(new) - _amount(old)
        return
    price_fen = fen(new.quantity * (new.price_yuan - old.price_yuan)) if old and new else 0
    yield "price", price_fen
    yield _quantity_kind(name), _amount(new) - _amount(old) - price_fen


def _quantity_kind(name: str) -> CauseKind:
    if "档" in name:
        return "tier"
    return "capacity" if name.startswith("容") else "use"


def _charges(bill: BillLike, have_lines: bool) -> dict[str, _Charge]:  # noqa: FBT001  # one caller
    if not have_lines:
        price = Decimal(bill.amount_fen) / 100 / (bill.kwh or 1)
        return {"": _Charge(Decimal(bill.kwh), price, bill.amount_fen)}
    return {
        line.name: _Charge(Decimal(line.quantity), Decimal(line.price_yuan), line.amount_fen)
        for line in bill.lines
    }


def _amount(charge: _Charge | None) -> int:
    return charge.amount_fen if charge else 0


def _days_part(before: BillLike, after: BillLike) -> int:
    days_before, days_after = _days(before), _days(after)
    energy_fen = sum(
        charge.amount_fen
        for name, charge in _charges(before, bool(before.lines and after.lines)).items()
        if not name.startswith("力调") and _quantity_kind(name) == "use"
    )
    return whole(Decimal(energy_fen) * (days_after - days_before) / days_before)


def _days(bill: BillLike) -> int:
    return (bill.read_to - bill.read_from).days + 1
