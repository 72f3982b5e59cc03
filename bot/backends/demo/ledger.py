"""Bills of the demo utility, worked out when asked for: use, price files, profile, payments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from bot.backends.billing import Bill, BillLine
from bot.backends.demo import months
from bot.backends.demo.dice import throws
from bot.backends.demo.months import Month
from bot.backends.demo.profiles import UNPAID_BILLS
from bot.backends.demo.usage import use
from bot.tariffs import Billed, Facts, Tariffs, Use

_PAID_TODAY: Final = 3
"""How many bills an account with the profile `cut_paid` paid on the day of the load."""
_DAYS_TO_PAY: Final = 13
_STANDING_DAYS: Final = 5
_DAY: Final = timedelta(days=1)
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
        facts = Facts(self.tariff, self.capacity_kva)
        reactive = throws("reactive", self.account_no)[0]
        for age, (month, earlier) in enumerate(pairwise(months.issued(self.today))):
            if first <= month.name <= (last or month.name):
                dice = month.throws(self.account_no)
                period = self._period(month, earlier)
                used = use(self.tariff, self.base_kwh, period, (dice[1], dice[2], reactive))
                billed = tariffs.bill(facts, month.name, used)
                if isinstance(billed, Billed):
                    yield self._bill(month, age, (period, used), billed)

    def _period(self, month: Month, earlier: Month) -> tuple[date, date]:
        if self.category != "residential":
            return month.first, month.last
        return earlier.read_on(self.account_no) + _DAY, month.read_on(self.account_no)

    def _bill(
        self, month: Month, age: int, measured: tuple[tuple[date, date], Use], billed: Billed
    ) -> Bill:
        (read_from, read_to), used = measured
        due, amount_fen = self._due(month, age), billed.amount_fen
        usually_paid = self._usually_paid(month, due, age)
        paid_fen, paid_on = self._paid(month.name, amount_fen, usually_paid)
        return Bill(
            account_no=self.account_no,
            month=month.name,
            kwh=used.kwh,
            amount_fen=amount_fen,
            due=due,
            paid_fen=paid_fen,
            paid_on=paid_on,
            read_from=read_from,
            read_to=read_to,
            lines=_lines(billed),
            peak_kwh=used.peak_kwh,
            valley_kwh=used.valley_kwh,
        )

    def _due(self, month: Month, age: int) -> date:
        # A bank draws before a bill is due, so an account with a draw under way has time left.
        if self.profile == "draw" and not age:
            return max(month.due, self.today + _DRAW_GRACE)
        return month.due

    def _paid(
        self, month: str, amount_fen: int, usually_paid: date | None
    ) -> tuple[int, date | None]:
        settled = self.settlements.get(month)
        if settled and settled[0] >= amount_fen:
            return settled
        if usually_paid and usually_paid <= self.today:
            return amount_fen, usually_paid
        return settled or (0, None)

    def _usually_paid(self, month: Month, due: date, age: int) -> date | None:
        if age < UNPAID_BILLS.get(self.profile, 0):
            return None
        if self.profile == "cut_paid" and age < _PAID_TODAY:
            return self.today
        if self.profile in {"standing", "draw"}:
            return due - timedelta(days=_STANDING_DAYS)
        return due - timedelta(days=month.throws(self.account_no)[3] % _DAYS_TO_PAY)


def _lines(billed: Billed) -> tuple[BillLine, ...]:
    return tuple(
        [
            BillLine(line.name, line.quantity, line.price_yuan, line.amount_fen)
            for line in billed.lines
        ]
    )
