"""How much is wished, and how a part of a debt divides."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.backends.billing import Bill
from bot.intents import Understander, Understanding
from bot.services.bills import Standing
from bot.services.payment_amounts import MAX_FEN, late_part_fen, sum_of, wish
from bot.tariffs import total_late_fee_fen

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def understood(understander: Understander) -> Callable[[str], Understanding]:
    return lambda text: understander.understand(text, datetime(2026, 11, 24, 20, 15))  # local


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("交电费", None),
        ("充两百", 20000),
        ("先交一百", 10000),
        ("预存88.8元", 8880),
        ("交一分钱电费", 1),
        ("给5120437786交50元", 5000),
        ("交2026-10的电费", None),
        ("给户号5100000000交电费", None),
    ],
)
def test_a_sum_is_read(
    understood: Callable[[str], Understanding], text: str, fen: int | None
) -> None:
    found = wish(understood(text))
    assert (found.fen, found.fault) == (fen, "")


def test_half_of_the_debt_rounds_up(understood: Callable[[str], Understanding]) -> None:
    assert wish(understood("先交一半行不行")).of(101) == 51


@given(st.decimals(min_value="0.01", max_value=10**9, places=2))
def test_a_sum_is_exact_to_the_fen_and_bounded(yuan: object) -> None:
    found = sum_of(f"{yuan:f}")
    assert found.fault or found.fen == int(f"{yuan:f}".replace(".", ""))
    assert found.fen is None or 0 < found.fen <= MAX_FEN


@pytest.mark.parametrize("yuan", ["0.00", "0", "0.001", "-5"])
def test_no_sum(yuan: str) -> None:
    assert sum_of(yuan).fault


def owing(*debts: tuple[int, int]) -> Standing:
    """Debts in fen, each so many days overdue; newest first."""
    bills = tuple(
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
        for n, (fen, days) in enumerate(debts)
    )
    late = total_late_fee_fen([(b.owed_fen, b.due) for b in bills], TODAY, "residential")
    return Standing(bills, late, 0)


debts = st.lists(st.tuples(st.integers(1, 500_000), st.integers(-10, 400)), min_size=1, max_size=5)


@given(debts, st.integers(1, 3_000_000))
def test_a_part_carries_its_own_late_fee_and_never_more(
    some: list[tuple[int, int]], amount_fen: int
) -> None:
    account = owing(*some)
    late = late_part_fen(account, amount_fen, TODAY, "residential")
    assert 0 <= late <= min(account.late_fee_fen, amount_fen)


@given(debts)
def test_the_whole_carries_all_of_it(some: list[tuple[int, int]]) -> None:
    account = owing(*some)
    assert late_part_fen(account, account.due_fen, TODAY, "residential") == account.late_fee_fen


def test_half_of_one_overdue_debt_carries_half_of_the_fee() -> None:
    account = owing((100_000, 30))
    assert account.late_fee_fen == 3000
    assert late_part_fen(account, 51_500, TODAY, "residential") == 1500
