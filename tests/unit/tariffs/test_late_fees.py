from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tariffs import LateFeeRules, total_late_fee_fen

DUE = date(2026, 10, 20)


@pytest.mark.parametrize(
    ("owed_fen", "today", "category", "fee_fen"),
    [
        (100_000, date(2026, 10, 19), "residential", 0),
        (100_000, date(2026, 10, 20), "residential", 0),
        (100_000, date(2026, 10, 21), "residential", 100),
        (100_000, date(2026, 11, 24), "residential", 3500),
        (100_000, date(2027, 1, 10), "residential", 8200),
        (100_000, date(2026, 10, 30), "business", 2000),
        (100_000, date(2026, 12, 31), "industrial", 14400),
        (100_000, date(2027, 1, 1), "industrial", 14700),
        (100_000, date(2028, 1, 1), "business", 14400 + 366 * 300),
        (12_345, date(2026, 11, 24), "residential", 432),  # 4.32075 yuan
        (12_350, date(2026, 10, 30), "residential", 124),  # 1.235 yuan, half up
        (5_000, date(2026, 10, 23), "residential", 100),  # 0.15 yuan
        (0, date(2026, 11, 24), "residential", 0),
        (-500, date(2026, 11, 24), "residential", 0),
    ],
)
def test_the_late_fee(owed_fen: int, today: date, category: str, fee_fen: int) -> None:
    assert total_late_fee_fen([(owed_fen, DUE)], today, category) == fee_fen


def test_the_minimum_counts_once_on_the_total() -> None:
    debts = [(1000, DUE), (2000, DUE - timedelta(days=30))]
    assert total_late_fee_fen(debts, DUE + timedelta(days=1), "residential") == 100
    assert total_late_fee_fen(debts, DUE + timedelta(days=100), "residential") == 100 + 260
    assert total_late_fee_fen([], DUE, "residential") == 0


def test_a_debt_of_last_year_and_one_of_this_year_are_kept_apart() -> None:
    old, new = (100_000, date(2025, 12, 20)), (100_000, date(2026, 1, 20))
    today = date(2026, 1, 25)
    assert total_late_fee_fen([old], today, "business") == 11 * 200 + 25 * 300
    assert total_late_fee_fen([new], today, "business") == 5 * 200
    assert total_late_fee_fen([old, new], today, "business") == 11 * 200 + 25 * 300 + 5 * 200


def test_a_region_has_its_own_rules() -> None:
    rules = LateFeeRules(residential=Decimal("0.0005"), minimum_fen=0)
    tomorrow = DUE + timedelta(days=1)
    assert total_late_fee_fen([(10_000, DUE)], tomorrow, "residential", rules=rules) == 5


DEBTS = st.lists(
    st.tuples(st.integers(1, 10_000_000), st.dates(date(2020, 1, 1), date(2026, 12, 31))),
    min_size=1,
    max_size=5,
)
CATEGORIES = st.sampled_from(["residential", "business", "industrial"])


@given(debts=DEBTS, today=st.dates(date(2020, 1, 1), date(2027, 12, 31)), category=CATEGORIES)
def test_waiting_a_day_never_makes_it_cheaper(
    debts: list[tuple[int, date]], today: date, category: str
) -> None:
    now = total_late_fee_fen(debts, today, category)
    tomorrow = total_late_fee_fen(debts, today + timedelta(days=1), category)
    assert 0 <= now <= tomorrow
    assert now == 0 or now >= 100


@given(debts=DEBTS, category=CATEGORIES)
def test_debts_together_never_cost_more_than_one_by_one(
    debts: list[tuple[int, date]], category: str
) -> None:
    today = date(2027, 3, 1)
    apart = sum(total_late_fee_fen([(owed, due)], today, category) for owed, due in debts)
    # Each debt alone is rounded to a fen, and has a minimum of its own.
    assert total_late_fee_fen(debts, today, category) <= apart + len(debts)
