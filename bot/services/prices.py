"""How prices are told: with their document, and not at all where nobody vouches for them."""

from datetime import date
from decimal import Decimal

from bot import say
from bot.replies import joined
from bot.tariffs import Source, Tariffs
from bot.tariffs.prices import CatalogueEntry, MonthEntry, TransmissionEntry, in_force

UNKNOWN = "这个电价没有核实过的数字，不敢随口报给您"
NOT_PUBLISHED = "尚未公布"


def residential(tariffs: Tariffs, tariff: str, on: date) -> str:
    """The residential price in force on a day: base, tiers, peak and valley."""
    entry = in_force(tariffs.catalogue, tariff, on)
    if entry is None:
        return f"{on.year}年{on.month}月的居民电价{NOT_PUBLISHED}。"
    if entry.base_yuan is None or entry.confidence == "unverified":
        return f"{UNKNOWN}。"
    return joined("居民电价：", *_tiers(entry), _time_of_use(entry), _source(entry))


def business(tariffs: Tariffs, month: str) -> str:
    """The month's components that have replaced catalogue prices since 2021."""
    entry = tariffs.months.get(month)
    if entry is None:
        return f"{say.month(month)}的工商业电价{NOT_PUBLISHED}，公布后这里就能查。"
    if entry.confidence == "unverified":
        return f"{UNKNOWN}。"
    on = date.fromisoformat(f"{month}-01")
    return joined(
        f"{say.month(month)}工商业电价由几部分相加（元/度）：",
        *_components(entry),
        *(_transmission(one) for one in tariffs.transmission if one.covers(on)),
        _source(entry),
    )


def _tiers(entry: CatalogueEntry) -> list[str]:
    base = entry.base_yuan or Decimal(0)
    if not entry.tiers:
        return [f"· 每度{base:.4f}元，不分档"]
    steps = [0, *(tier.above_kwh for tier in entry.tiers)]
    prices = [base]
    prices += [base + (tier.surcharge_yuan or Decimal(0)) for tier in entry.tiers]
    ends = [*steps[1:], None]
    return [
        f"· 每月{_range(start, end)}：每度{price:.4f}元"
        for start, end, price in zip(steps, ends, prices, strict=True)
    ]


def _range(start: int, end: int | None) -> str:
    if end is None:
        return f"{start}度以上的部分"
    return f"{start + 1 if start else 0}-{end}度"


def _time_of_use(entry: CatalogueEntry) -> str:
    if not entry.time_of_use or entry.peak_yuan is None or entry.valley_yuan is None:
        return ""
    return f"· 选了峰谷的：峰{entry.peak_yuan}元，谷{entry.valley_yuan}元，再按档加价"


def _components(entry: MonthEntry) -> list[str]:
    named = (
        ("代理购电", entry.agency_purchase_yuan),
        ("上网环节线损", entry.line_loss_yuan),
        ("系统运行费", entry.system_operation_yuan),
        ("政府性基金及附加", entry.levies_yuan),
    )
    return [f"· {name} {NOT_PUBLISHED if yuan is None else yuan}" for name, yuan in named]


def _transmission(entry: TransmissionEntry) -> str:
    kind = "两部制" if entry.two_part else "单一制"
    capacity = f"，容量电费每千伏安每月{entry.capacity_yuan}元" if entry.capacity_yuan else ""
    energy = NOT_PUBLISHED if entry.energy_yuan is None else entry.energy_yuan
    return f"· 输配电价（{entry.label or kind}）{energy}{capacity}"


def _source(entry: Source) -> str:
    return f"依据：{entry.document}。"
