from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.tariffs import Line, explain


@dataclass(frozen=True)
class Bill:
    kwh: int
    amount_fen: int
    read_from: date
    read_to: date
    lines: tuple[Line, ...]


def line(name: str, quantity: int, price_fen: int) -> Line:
    return Line(name, str(quantity), f"{price_fen / 100:.2f}", quantity * price_fen)


def home(kwh: int, days: int = 30, price_fen: int = 50) -> Bill:
    lines = [line("电度电费", kwh, price_fen)]
    if kwh > 180:
        lines.append(line("第二档加价", kwh - 180, 10))
    return bill(kwh, days, *lines)


def bill(kwh: int, days: int, *lines: Line) -> Bill:
    first = date(2026, 10, 1)
    amount_fen = sum(one.amount_fen for one in lines)
    return Bill(kwh, amount_fen, first, first + timedelta(days=days - 1), lines)


def causes(before: Bill, after: Bill) -> dict[str, int]:
    return {cause.kind: cause.amount_fen for cause in explain(before, after)}


def test_equal_bills_differ_in_nothing() -> None:
    assert causes(home(100), home(100)) == {}


def test_more_use_in_as_many_days() -> None:
    assert causes(home(100), home(150)) == {"use": 2500}


def test_more_days_at_the_same_daily_use() -> None:
    assert causes(home(90, days=30), home(99, days=33)) == {"days": 450}


def test_fewer_days_but_more_a_day() -> None:
    assert causes(home(90, days=30), home(100, days=27)) == {"days": -450, "use": 950}


def test_a_step_into_the_next_tier() -> None:
    assert causes(home(180), home(200)) == {"use": 1000, "tier": 200}
    assert causes(home(200), home(180)) == {"use": -1000, "tier": -200}


def test_a_new_price_costs_its_difference_for_the_later_use() -> None:
    assert causes(home(100), home(120, price_fen=52)) == {"use": 1000, "price": 240}


def test_capacity_and_power_factor_of_large_industry() -> None:
    before = bill(100, 30, line("代理购电电费", 100, 40), line("容（需）量电费", 200, 2000))
    after = bill(
        100,
        30,
        line("代理购电电费", 100, 40),
        line("容（需）量电费", 315, 2000),
        line("力调电费", 100, 5),
    )
    assert causes(before, after) == {"capacity": 230_000, "power_factor": 500}


def test_bills_without_lines_are_compared_by_their_average_price() -> None:
    before, after = replace(home(100), lines=()), replace(home(120), amount_fen=7200, lines=())
    assert causes(before, after) == {"use": 1000, "price": 1200}


def test_an_amount_that_its_lines_do_not_add_up_to_leaves_a_rest() -> None:
    after = home(100)
    assert causes(home(100), replace(after, amount_fen=after.amount_fen + 7)) == {"other": 7}


NAMES = [
    "电度电费",
    "峰段电费",
    "谷段电费",
    "第二档加价",
    "第三档加价",
    "容（需）量电费",
    "力调电费",
    "系统运行费",
]


@st.composite
def bills(draw: st.DrawFn) -> Bill:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    lines = [
        Line(name, str(draw(st.integers(0, 10**6))), price, draw(st.integers(-(10**8), 10**8)))
        for name in names
        for price in [draw(st.decimals("-9", "9", places=4).map(str))]
    ]
    made = bill(draw(st.integers(0, 10**6)), draw(st.integers(1, 70)), *lines)
    return replace(made, amount_fen=made.amount_fen + draw(st.integers(-5, 5)))


@given(before=bills(), after=bills())
def test_causes_add_up_to_the_difference_exactly(before: Bill, after: Bill) -> None:
    found = causes(before, after)
    assert sum(found.values()) == after.amount_fen - before.amount_fen
    assert 0 not in found.values()
