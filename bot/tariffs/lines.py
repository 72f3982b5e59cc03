"""What goes into a bill and what comes out."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.tariffs.money import fen
from bot.tariffs.prices import Source


@dataclass(frozen=True, slots=True)
class Facts:
    """What an account's price depends on. `capacity_kva` is the sum of its transformers."""

    tariff: str
    capacity_kva: int | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A month's use. Peak and valley are parts of `kwh`; `kvarh` is the reactive energy."""

    kwh: int
    peak_kwh: int = 0
    valley_kwh: int = 0
    kvarh: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill: `quantity` times `price_yuan` (decimal strings), in fen, half up."""

    name: str
    quantity: str
    price_yuan: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Billed:
    """A bill's lines and the documents they rest on; the lines add up to the amount exactly."""

    lines: tuple[Line, ...]
    sources: tuple[Source, ...]

    @property
    def amount_fen(self) -> int:
        """The bill's amount."""
        return sum(line.amount_fen for line in self.lines)


@dataclass(frozen=True, slots=True)
class NotPublished:
    """There is no bill: the month has no price entry, or its entry leaves a price unknown."""

    tariff: str
    month: str
    reason: Literal["no_entry", "unknown_price"]


class UnknownPrice(Exception):  # never leaves the package: it becomes NotPublished
    """A price that the bill needs is left out of its file."""


def line(name: str, quantity: Decimal | int, price_yuan: Decimal | None) -> Line:
    """A line of a bill.

    Raises:
        UnknownPrice: when there is no price.
    """
    if price_yuan is None:
        raise UnknownPrice(name)
    return Line(name, str(quantity), str(price_yuan), fen(quantity * price_yuan))
