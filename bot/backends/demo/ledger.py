"""Bills of the demo utility, worked out when asked for: use, price files, profile, payments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.backends.billing import Bill, BillLine
from bot.backends.demo import months
from bot.backends.demo.dice import throws
from bot.backends.demo.profiles import UNPAID_BILLS
from bot.backends.demo.usage import use
from bot.tariffs import Billed, Facts, Tariffs

_PAID_TODAY: Final = 3
"""How many bills an account with the profile `cut_paid` paid on the day of the load."""
_DAYS_TO_PAY: Final = 13
_STANDING_DAYS: Final = 5
_DRAW_GRACE: Final = timedelta(days=5)

Settlements = dict[str, tuple[int, date]]
"""What payments did to bills: by month the fen paid and the day."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One account's bills on the day of the load."""

    account_no: str
    category: str
    tariff: str
    capacity_kva: int | None
    base_kwh: int
    profile: str
    today: date
    settlements: Settlements

    def bills(self, tariffs: Tariffs, first: str = "", last: str = "") -> Iterator[Bill]:
        """Bills of the months `first` to `last`, newest first; none where no price is published."""
        for age, month in enumerate(months.issued(self.today)):
            name = f"{month:%Y-%m}"
            if first <= name <= (last or name):
                yield from self._bill(tariffs, name, month, age)

    def _bill(self, tariffs: Tariffs, name: str, month: date, age: int) -> Iterator[Bill]:
        residential = self.category == "residential"
        period = months.period(self.account_no, month, residential=residential)
        used = use(self.account_no, self.tariff, self.base_kwh, period)
        billed = tariffs.bill(Facts(self.tariff, self.capacity_kva), name, used)
        if isinstance(billed, Billed):
            due = self._due(month, age)
            paid_fen, paid_on = self._paid(name, billed.amount_fen, due, age)
            yield Bill(
                account_no=self.account_no,
                month=name,
                kwh=used.kwh,
                amount_fen=billed.amount_fen,
                due=due,
                paid_fen=paid_fen,
                paid_on=paid_on,
                read_from=period[0],
                read_to=period[1],
                lines=_lines(billed),
                peak_kwh=used.peak_kwh,
                valley_kwh=used.valley_kwh,
            )

    def _due(self, month: date, age: int) -> date:
        # A bank draws before a bill is due, so an account with a draw under way has time left.
        due = months.due(month)
        return max(due, self.today + _DRAW_GRACE) if self.profile == "draw" and not age else due

    def _paid(self, name: str, amount_fen: int, due: date, age: int) -> tuple[int, date | None]:
        settled = self.settlements.get(name)
        paid_on = self._usually_paid(name, due, age)
        if settled and settled[0] >= amount_fen:
            return settled
        if paid_on and paid_on <= self.today:
            return amount_fen, paid_on
        return settled or (0, None)

    def _usually_paid(self, name: str, due: date, age: int) -> date | None:
        if age < UNPAID_BILLS.get(self.profile, 0):
            return None
        if self.profile == "cut_paid" and age < _PAID_TODAY:
            return self.today
        if self.profile in {"standing", "draw"}:
            return due - timedelta(days=_STANDING_DAYS)
        throw = throws("paid", self.account_no, name)[0]
        return due - timedelta(days=throw % _DAYS_TO_PAY)


def _lines(billed: Billed) -> tuple[BillLine, ...]:
    return tuple(
        BillLine(line.name, line.quantity, line.price_yuan, line.amount_fen)
        for line in billed.lines
    )
