"""How prices are told: with their document, and not at all where nobody vouches for them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Final

from bot import say
from bot.replies import joined
from bot.tariffs import Billed, Facts, LateFeeRules, Source, Tariffs, Use
from bot.tariffs.prices import CatalogueEntry, MonthEntry, TransmissionEntry, in_force

UNKNOWN = "这个电价没有核实过的数字，不敢随口报给您"
NOT_PUBLISHED = "尚未公布"
NOT_KEPT = "这里查不到"

_NUMBERS: Final = "一二三四五"
_TITLES: Final = {"residential_tou": "居民峰谷电价", "residential_ev": "居民充电桩电价（单独装表）"}


def residential(tariffs: Tariffs, tariff: str, on: date) -> str:
    """The residential price in force on a day: base, tiers, peak and valley."""
    entry = in_force(tariffs.catalogue, tariff, on)
    if entry is None:
        return f"{NOT_KEPT}{on.year}年{on.month}月的居民电价。"
    if entry.base_yuan is None or entry.confidence == "unverified":
        return f"{UNKNOWN}。"
    title = _TITLES.get(tariff, "居民电价")
    lines = _peak_and_valley(entry) if entry.time_of_use else _tiers(entry)
    return joined(f"{title}{_until(entry)}：", *lines, _source(entry))


def _until(entry: CatalogueEntry) -> str:
    """When a price was in force that no longer is, or will end; empty for one without an end."""
    days = (entry.effective_from, entry.effective_to)
    dates = [f"{day.year}年{day.month}月{day.day}日" for day in days if day]
    return f"（{'到'.join(dates)}）" if entry.effective_to else ""


def tier(tariffs: Tariffs, tariff: str, on: date, number: int) -> str:
    """One tier alone, counted from 1, or -1 for the top one; empty where there is none such."""
    entry = in_force(tariffs.catalogue, tariff, on)
    if entry is None or not number or not entry.tiers or entry.time_of_use:
        return ""
    lines = _tiers(entry) if entry.confidence != "unverified" else []
    at = number - 1 if number > 0 else len(lines) - 1
    return f"第{_NUMBERS[at]}档：{lines[at].removeprefix('· ')}。" if at < len(lines) else ""


def worth(tariffs: Tariffs, flat: str, by_time: str, on: date) -> str:
    """From which share of use in the valley on the price by time is the lower one."""
    one, other = (in_force(tariffs.catalogue, name, on) for name in (flat, by_time))
    if one is None or other is None or "unverified" in (one.confidence, other.confidence):
        return ""
    base, peak, valley = one.base_yuan, other.peak_yuan, other.valley_yuan
    if base is None or peak is None or valley is None or not valley < base < peak:
        return ""
    percent = ceil((peak - base) / (peak - valley) * 100)
    return (
        f"划不划算看谷段（夜里）用多少：谷段占到总用电的{percent}%以上，峰谷电价就比不分时的便宜，"
        f"不到就贵。峰{peak:.4f}元、谷{valley:.4f}元，不分时第一档{base:.4f}元。"
    )


def change(tariffs: Tariffs, tariff: str, on: date) -> str:
    """Since when the price in force is in force, and what it was before; empty where not known."""
    entry = in_force(tariffs.catalogue, tariff, on)
    old = (
        in_force(tariffs.catalogue, tariff, entry.effective_from - timedelta(days=1))
        if entry
        else None
    )
    if entry is None or old is None or entry.base_yuan is None or old.base_yuan is None:
        return ""
    since, more = entry.effective_from, entry.base_yuan - old.base_yuan
    verb = "涨" if more > 0 else "降"
    moved = f"第一档{verb}了{abs(more):.4f}元" if more else "第一档没有变"
    day = f"{since.year}年{since.month}月{since.day}日"
    return f"这个价从{day}起执行，{moved}（以前每度{old.base_yuan:.4f}元）。"


def cost(tariffs: Tariffs, tariff: str, on: date, kwh: int) -> str:
    """What so much in a month comes to; empty where it depends on more than the use."""
    entry = in_force(tariffs.catalogue, tariff, on)
    if entry is None or entry.time_of_use or entry.confidence == "unverified":
        return ""
    billed = tariffs.bill(Facts(tariff), f"{on:%Y-%m}", Use(kwh))
    if not isinstance(billed, Billed):
        return ""
    return f"一个月用{kwh}度，按这个价算是{say.yuan(billed.amount_fen)}。"


def late_fee(rules: LateFeeRules) -> str:
    """How the late fee is worked out (reference: domain.md 1.2)."""
    return joined(
        "违约金（滞纳金）从到期的第二天起，算到交清那天：",
        f"· 居民：每天按欠费的{_per_mille(rules.residential)}",
        f"· 其他用户：当年的欠费每天{_per_mille(rules.other_this_year)}，"
        f"跨年的欠费每天{_per_mille(rules.other_carried_over)}",
        f"· 合计不到{say.yuan(rules.minimum_fen)}的按{say.yuan(rules.minimum_fen)}收",
    )


def business(tariffs: Tariffs, month: str, today: date, tariff: str = "") -> str:
    """The month's components that have replaced catalogue prices since 2021.

    With a `tariff` only its own price for transmission and distribution is told.
    """
    entry = tariffs.months.get(month)
    if entry is None and month < f"{today:%Y-%m}":
        return f"{NOT_KEPT}{say.month(month)}的工商业电价。"
    if entry is None or (entry.published_on and today < entry.published_on):
        return f"{say.month(month)}的工商业电价{NOT_PUBLISHED}，公布后这里就能查。"
    if entry.confidence == "unverified":
        return f"{UNKNOWN}。"
    sent = _transmissions(tariffs, tariff, date.fromisoformat(f"{month}-01"))
    return joined(
        f"{say.month(month)}工商业电价由几部分相加（元/度）：",
        *_components(entry),
        *(_transmission(one) for one in sent),
        _sums(entry, sent),
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


def _peak_and_valley(entry: CatalogueEntry) -> list[str]:
    if entry.peak_yuan is None or entry.valley_yuan is None:
        return [f"· {UNKNOWN}"]
    lines = [f"· 峰：每度{entry.peak_yuan:.4f}元", f"· 谷：每度{entry.valley_yuan:.4f}元"]
    steps = [
        f"· 一个月超过{tier.above_kwh}度的部分，每度再加{tier.surcharge_yuan:.4f}元"
        for tier in entry.tiers
        if tier.surcharge_yuan is not None
    ]
    return [*lines, *(steps or ["· 不分档"])]


def _transmissions(tariffs: Tariffs, tariff: str, on: date) -> tuple[TransmissionEntry, ...]:
    all_ = tuple(one for one in tariffs.transmission if one.covers(on))
    return tuple(one for one in all_ if one.tariff == tariff) or all_


def _per_mille(rate: Decimal) -> str:
    return f"千分之{(rate * 1000).normalize():f}"


def _components(entry: MonthEntry) -> list[str]:
    return [
        f"· {name} {NOT_PUBLISHED if yuan is None else yuan}"
        for name, yuan in _named(entry).items()
    ]


def _named(entry: MonthEntry) -> dict[str, Decimal | None]:
    return {
        "代理购电": entry.agency_purchase_yuan,
        "上网环节线损": entry.line_loss_yuan,
        "系统运行费": entry.system_operation_yuan,
        "政府性基金及附加": entry.levies_yuan,
    }


def _sums(entry: MonthEntry, sent: Sequence[TransmissionEntry]) -> str:
    """What the parts come to at each voltage; empty where one of them is not published."""
    parts = [yuan for yuan in _named(entry).values() if yuan is not None]
    known = [one for one in sent if one.energy_yuan is not None]
    if len(parts) < len(_named(entry)) or not known:
        return ""
    each = (f"{_kind(one)}约{sum(parts, one.energy_yuan or 0):.4f}元/度" for one in known)
    return f"加起来：{'；'.join(each)}。"


def _kind(entry: TransmissionEntry) -> str:
    return entry.label or ("两部制" if entry.two_part else "单一制")


def _transmission(entry: TransmissionEntry) -> str:
    capacity = f"，容量电费每千伏安每月{entry.capacity_yuan:.2f}元" if entry.capacity_yuan else ""
    energy = NOT_PUBLISHED if entry.energy_yuan is None else entry.energy_yuan
    return f"· 输配电价（{_kind(entry)}）{energy}{capacity}"


def _source(entry: Source) -> str:
    return f"依据：{entry.document}。"
