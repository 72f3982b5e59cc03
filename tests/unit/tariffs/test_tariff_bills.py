from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tariffs import Billed, Facts, NotPublished, Tariffs, Use, average_factor

FOLDER = Path(__file__).parents[3] / "dictionaries" / "tariffs"

FILE = """
    [[catalogue]]
    tariff = "home"
    document = "一号文"
    confidence = "official"
    effective_from = 2026-01-01
    effective_to = 2026-05-31
    base_yuan = "0.50"
    tiers = [
        { above_kwh = 180, surcharge_yuan = "0.10" },
        { above_kwh = 280, surcharge_yuan = "0.30" },
    ]

    [[catalogue]]
    tariff = "home"
    document = "二号文"
    confidence = "official"
    effective_from = 2026-06-01
    base_yuan = "0.60"

    [[catalogue]]
    tariff = "split"
    document = "三号文"
    confidence = "official-media"
    effective_from = 2026-01-01
    base_yuan = "0.50"
    time_of_use = true
    peak_yuan = "0.55"
    valley_yuan = "0.25"
    tiers = [{ above_kwh = 100, surcharge_yuan = "0.10" }]

    [[catalogue]]
    tariff = "unknown"
    document = "待核实"
    confidence = "unverified"
    effective_from = 2026-01-01

    [[months]]
    month = "2026-10"
    document = "十月公告"
    confidence = "official"
    agency_purchase_yuan = "0.40"
    line_loss_yuan = "0.01"
    system_operation_yuan = "0.03"
    levies_yuan = "0.05"

    [[months]]
    month = "2026-11"
    document = "十一月公告"
    confidence = "unverified"
    agency_purchase_yuan = "0.40"

    [[transmission]]
    tariff = "shop"
    document = "输配电价"
    confidence = "official"
    effective_from = 2026-01-01
    energy_yuan = "0.20"

    [[transmission]]
    tariff = "works"
    document = "输配电价"
    confidence = "official"
    effective_from = 2026-01-01
    energy_yuan = "0.10"
    two_part = true
    capacity_yuan = "20"
    power_factor = "0.90"
    power_factor_from_kva = 161

    [[power_factors]]
    standard = "0.90"
    document = "力调表"
    confidence = "official"
    surcharge = [
        { to = "0.70", percent = "0.5" },
        { to = "0.65", percent = "1" },
        { to = "0.00", percent = "2" },
    ]
    reward = [{ to = "0.95", percent = "0.15" }]
"""


@pytest.fixture
def tariffs(tmp_path: Path) -> Tariffs:
    return load(tmp_path, FILE)


@pytest.fixture(scope="module")
def shipped() -> Tariffs:
    return Tariffs.load(FOLDER)


def load(folder: Path, text: str) -> Tariffs:
    (folder / "prices.toml").write_text(dedent(text), "utf-8")
    return Tariffs.load(folder)


def billed(tariffs: Tariffs, facts: Facts, month: str, use: Use) -> list[tuple[str, str, int]]:
    bill = tariffs.bill(facts, month, use)
    assert isinstance(bill, Billed)
    return [(line.name, line.quantity, line.amount_fen) for line in bill.lines]


@pytest.mark.parametrize(
    ("kwh", "lines"),
    [
        (0, [("电度电费", "0", 0)]),
        (180, [("电度电费", "180", 9000)]),
        (181, [("电度电费", "181", 9050), ("第二档加价", "1", 10)]),
        (280, [("电度电费", "280", 14000), ("第二档加价", "100", 1000)]),
        (
            300,
            [("电度电费", "300", 15000), ("第二档加价", "100", 1000), ("第三档加价", "20", 600)],
        ),
    ],
)
def test_tiers_are_paid_on_top_above_their_step(
    tariffs: Tariffs, kwh: int, lines: list[tuple[str, str, int]]
) -> None:
    assert billed(tariffs, Facts("home"), "2026-05", Use(kwh)) == lines


def test_peak_and_valley_come_first_and_tiers_on_the_whole(tariffs: Tariffs) -> None:
    assert billed(tariffs, Facts("split"), "2026-05", Use(150, 90, 40)) == [
        ("峰段电费", "90", 4950),
        ("谷段电费", "40", 1000),
        ("电度电费", "20", 1000),
        ("第二档加价", "50", 500),
    ]


def test_a_flat_price_ignores_what_a_meter_splits(tariffs: Tariffs) -> None:
    assert billed(tariffs, Facts("home"), "2026-05", Use(100, 60, 40)) == [
        ("电度电费", "100", 5000)
    ]


def test_the_price_in_force_in_the_month_counts(tariffs: Tariffs) -> None:
    assert billed(tariffs, Facts("home"), "2026-05", Use(100))[0][2] == 5000
    assert billed(tariffs, Facts("home"), "2026-06", Use(100))[0][2] == 6000


@pytest.mark.parametrize(
    ("facts", "month", "reason"),
    [
        (Facts("home"), "2025-12", "no_entry"),
        (Facts("nothing"), "2026-06", "no_entry"),
        (Facts("unknown"), "2026-06", "unknown_price"),
        (Facts("shop"), "2026-12", "no_entry"),
        (Facts("shop"), "2026-11", "unknown_price"),
        (Facts("works", 630), "2026-09", "no_entry"),
    ],
)
def test_what_is_not_known_is_not_published(
    tariffs: Tariffs, facts: Facts, month: str, reason: str
) -> None:
    answer = tariffs.bill(facts, month, Use(100))
    assert answer == NotPublished(facts.tariff, month, reason)  # type: ignore[arg-type]


def test_a_business_pays_the_months_components(tariffs: Tariffs) -> None:
    assert billed(tariffs, Facts("shop"), "2026-10", Use(1000)) == [
        ("代理购电电费", "1000", 40000),
        ("上网环节线损电费", "1000", 1000),
        ("输配电费", "1000", 20000),
        ("系统运行费", "1000", 3000),
        ("政府性基金及附加", "1000", 5000),
    ]


def test_large_industry_pays_capacity_and_its_power_factor(tariffs: Tariffs) -> None:
    lines = billed(tariffs, Facts("works", 200), "2026-10", Use(8000, kvarh=6000))
    assert lines[4] == ("容（需）量电费", "200", 400000)
    # 0.80 is ten hundredths short: 5 % on energy and capacity, levies left out.
    base_fen = 8000 * (40 + 1 + 10 + 3) + 400000
    assert lines[5] == ("力调电费", str(Decimal(base_fen) / 100), base_fen * 5 // 100)
    assert lines[6][0] == "政府性基金及附加"


def test_small_industry_has_no_power_factor(tariffs: Tariffs) -> None:
    lines = billed(tariffs, Facts("works", 160), "2026-10", Use(8000, kvarh=6000))
    assert "力调电费" not in {name for name, _, _ in lines}


@pytest.mark.parametrize(
    ("factor", "percent"),
    [
        ("0.60", "25"), ("0.64", "17"), ("0.65", "15"), ("0.70", "10"), ("0.89", "0.5"),
        ("0.90", "0"), ("0.91", "-0.15"), ("0.95", "-0.75"), ("1.00", "-0.75"),
    ],
)  # fmt: skip
def test_the_adjustment_follows_the_table(tariffs: Tariffs, factor: str, percent: str) -> None:
    from bot.tariffs.power_factor import rate

    assert rate(tariffs.power_factors[0], Decimal(factor)) * 100 == Decimal(percent)


@pytest.mark.parametrize(
    ("standard", "factor", "percent"),
    [
        ("0.85", "0.65", "10"), ("0.85", "0.60", "15"), ("0.85", "0.59", "17"),
        ("0.85", "0.90", "-0.5"), ("0.85", "0.94", "-1.10"), ("0.85", "0.99", "-1.10"),
        ("0.80", "0.60", "10"), ("0.80", "0.55", "15"), ("0.80", "0.92", "-1.30"),
    ],
)  # fmt: skip
def test_the_other_standards_of_the_demo(
    shipped: Tariffs, standard: str, factor: str, percent: str
) -> None:
    from bot.tariffs.power_factor import rate

    entries = {entry.standard: entry for entry in shipped.power_factors}
    assert rate(entries[Decimal(standard)], Decimal(factor)) * 100 == Decimal(percent)


@pytest.mark.parametrize(
    ("kwh", "kvarh", "factor"),
    [(0, 0, "1.00"), (100, 0, "1.00"), (80, 60, "0.80"), (1000, 484, "0.90"), (0, 50, "1.00")],
)
def test_the_average_factor_has_two_decimals(kwh: int, kvarh: int, factor: str) -> None:
    assert average_factor(kwh, kvarh) == Decimal(factor)


def test_a_bill_names_its_documents(tariffs: Tariffs) -> None:
    bill = tariffs.bill(Facts("shop"), "2026-10", Use(1))
    assert isinstance(bill, Billed)
    assert [source.document for source in bill.sources] == ["十月公告", "输配电价"]


@pytest.mark.parametrize(
    "broken",
    [
        '[[months]]\nmonth = "2026-10"\ndocument = "x"\nconfidence = "sure"\n',
        '[[catalogue]]\ntariff = "x"\ndocument = "x"\nconfidence = "demo"\n',
        FILE.replace('"0.55"', '"cheap"'),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, broken: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        load(tmp_path, broken)


def test_two_prices_on_one_day_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two prices of home"):
        load(tmp_path, FILE.replace("2026-06-01", "2026-05-31"))


def test_two_entries_for_one_month_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two entries for 2026-10"):
        load(tmp_path, FILE.replace("2026-11", "2026-10"))


HOMES = st.sampled_from(["residential", "residential_tou", "residential_ev"])
FIRMS = st.sampled_from(["business", "business_high", "industrial"])


@given(
    tariff=HOMES | FIRMS,
    month=st.integers(1, 12),
    split=st.tuples(*[st.integers(0, 100_000)] * 4),
    capacity=st.integers(1, 10_000),
)
def test_every_line_is_quantity_times_price_rounded_half_up(
    shipped: Tariffs, tariff: str, month: int, split: tuple[int, ...], capacity: int
) -> None:
    peak, valley, flat, kvarh = split
    use = Use(peak + valley + flat, peak, valley, kvarh)
    bill = shipped.bill(Facts(tariff, capacity), f"2026-{month:02d}", use)
    assert isinstance(bill, Billed)
    assert bill.amount_fen == sum(line.amount_fen for line in bill.lines)
    for line in bill.lines:
        exact_fen = Decimal(line.quantity) * Decimal(line.price_yuan) * 100
        assert abs(exact_fen - line.amount_fen) <= Decimal("0.5")
        assert abs(exact_fen - line.amount_fen) < Decimal("0.5") or abs(line.amount_fen) > abs(
            exact_fen
        )


@given(tariff=HOMES, kwh=st.integers(0, 2000))
def test_one_more_kwh_never_makes_a_home_pay_less(shipped: Tariffs, tariff: str, kwh: int) -> None:
    bills = [shipped.bill(Facts(tariff), "2026-10", Use(use)) for use in (kwh, kwh + 1)]
    one, more = (bill.amount_fen for bill in bills if isinstance(bill, Billed))
    assert more > one


def test_the_demos_prices_say_that_they_are_invented(shipped: Tariffs) -> None:
    entries = [*shipped.transmission, *shipped.power_factors, *shipped.months.values()]
    assert {entry.confidence for entry in entries} == {"demo"}
    real = [entry for entry in shipped.catalogue if entry.tariff.startswith("sichuan")]
    assert {entry.confidence for entry in real} == {"unverified"}
    assert all(entry.base_yuan is None for entry in real)
