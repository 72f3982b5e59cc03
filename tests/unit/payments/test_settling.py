"""How a payment spreads: in pieces or at once, the same is paid."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.backends.billing import Bill
from bot.backends.sql.settling import settle, settle_told
from bot.tariffs import total_late_fee_fen

TODAY = date(2026, 11, 24)
CATEGORIES = st.sampled_from(("residential", "business"))

debts = st.lists(st.tuples(st.integers(1, 500_000), st.integers(-10, 400)), min_size=1, max_size=5)


def owing(*some: tuple[int, int]) -> dict[str, Bill]:
    """Debts in fen, each so many days overdue, by month."""
    bills = [
        Bill(
            account_no="5120437786",
            month=f"2026-{10 - n:02d}",
            kwh=100,
            amount_fen=fen,
            due=TODAY - timedelta(days=days),
            paid_fen=0,
            paid_on=None,
            read_from=TODAY,
            read_to=TODAY,
            lines=(),
        )
        for n, (fen, days) in enumerate(some)
    ]
    return {bill.month: bill for bill in bills}


def late_fen(bills: dict[str, Bill], category: str) -> int:
    return total_late_fee_fen([(b.owed_fen, b.due) for b in bills.values()], TODAY, category)


def due_fen(bills: dict[str, Bill], category: str) -> int:
    return sum(bill.owed_fen for bill in bills.values()) + late_fen(bills, category)


class Books:
    """An account that is paid for."""

    def __init__(self, some: list[tuple[int, int]], category: str) -> None:
        self.bills, self.category, self.prepaid_fen = owing(*some), category, 0

    @property
    def balance_fen(self) -> int:
        return self.prepaid_fen - due_fen(self.bills, self.category)

    def pay(self, amount_fen: int) -> None:
        bills, told = tuple(self.bills.values()), late_fen(self.bills, self.category)
        money_fen = self.prepaid_fen + amount_fen
        settled = settle_told(bills, money_fen, told, on=TODAY, category=self.category)
        self.bills |= {bill.month: bill for bill in settled.paid}
        self.prepaid_fen = settled.prepaid_fen


@given(debts, CATEGORIES, st.lists(st.integers(1, 60_000), max_size=12))
def test_every_piece_lowers_what_is_owed_by_itself(
    some: list[tuple[int, int]], category: str, pieces: list[int]
) -> None:
    books = Books(some, category)
    left_fen = books.balance_fen
    for piece in pieces:
        books.pay(piece)
        left_fen += piece
        assert books.balance_fen == left_fen
    if left_fen < 0:
        books.pay(-left_fen)
        assert books.balance_fen == 0
    assert not any(bill.owed_fen for bill in books.bills.values())


@given(debts, CATEGORIES, st.integers(1, 3_000_000))
def test_what_is_left_over_of_a_part_is_less_than_the_least_fee(
    some: list[tuple[int, int]], category: str, amount_fen: int
) -> None:
    books = Books(some, category)
    books.pay(amount_fen)
    assert books.balance_fen >= 0 or 0 <= books.prepaid_fen <= 101


@given(debts, st.integers(1, 3_000_000))
def test_no_more_late_fee_is_taken_than_was_told(
    some: list[tuple[int, int]], amount_fen: int
) -> None:
    bills = tuple(owing(*some).values())
    told_nothing = settle_told(bills, amount_fen, 0, on=TODAY, category="residential")
    assert told_nothing == settle(bills, amount_fen, 0, TODAY)


def test_half_of_one_overdue_debt_carries_half_of_the_fee() -> None:
    bills = tuple(owing((100_000, 30)).values())
    settled = settle_told(bills, 51_500, 3000, on=TODAY, category="residential")
    assert (settled.owed_fen, settled.prepaid_fen) == (50_000, 0)


def test_the_least_fee_is_paid_with_the_last_of_the_debt() -> None:
    bills = tuple(owing((41_120, 1)).values())
    settled = settle_told(bills, 2000, 100, on=TODAY, category="residential")
    assert (settled.owed_fen, settled.prepaid_fen) == (39_120, 0)
