"""Business and industrial bills: the monthly components that replaced catalogue prices in 2021."""

from collections.abc import Iterator
from decimal import Decimal

from bot.tariffs.lines import Facts, Line, Use, line
from bot.tariffs.power_factor import average_factor, rate
from bot.tariffs.prices import MonthEntry, PowerFactorEntry, TransmissionEntry


def component_lines(month: MonthEntry, transmission: TransmissionEntry, use: Use) -> Iterator[Line]:
    """The lines that go by energy, without levies.

    Raises:
        UnknownPrice: when a component is unknown.
    """
    yield line("代理购电电费", use.kwh, month.agency_purchase_yuan)
    yield line("上网环节线损电费", use.kwh, month.line_loss_yuan)
    yield line("输配电费", use.kwh, transmission.energy_yuan)
    yield line("系统运行费", use.kwh, month.system_operation_yuan)


def capacity_lines(transmission: TransmissionEntry, facts: Facts) -> Iterator[Line]:
    """The two-part tariff's charge for capacity."""
    if transmission.two_part:
        yield line("容（需）量电费", facts.capacity_kva or 0, transmission.capacity_yuan)


def levies_line(month: MonthEntry, use: Use) -> Line:
    """The government's funds and surcharges."""
    return line("政府性基金及附加", use.kwh, month.levies_yuan)


def power_factor_line(entry: PowerFactorEntry, use: Use, base: tuple[Line, ...]) -> Line:
    """The adjustment on capacity and energy; levies stay out of its base (domain rules, 1.5)."""
    base_yuan = Decimal(sum(part.amount_fen for part in base)) / 100
    return line("力调电费", base_yuan, rate(entry, average_factor(use.kwh, use.kvarh)))


def demands_power_factor(transmission: TransmissionEntry, facts: Facts) -> bool:
    """Whether the account's capacity makes its power factor count."""
    from_kva = transmission.power_factor_from_kva
    return transmission.power_factor is not None and (facts.capacity_kva or 0) >= from_kva
