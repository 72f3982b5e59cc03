"""How much is wished."""

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents import Understander, Understanding
from bot.services.payment_amounts import MAX_FEN, sum_of, wish


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
