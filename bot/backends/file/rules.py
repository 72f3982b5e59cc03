"""What a row must be beyond its single cells, and what is read out of it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.backends.application_kinds import Kind
from bot.backends.file.progress import steps_of
from bot.backends.sql import locating
from bot.backends.sql.request_rows import steps_json
from bot.tariffs.money import decimal_yuan

Row = dict[str, Any]
Complaint = tuple[str, str]
"""A field and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was taken in before, as far as other files name it.

    Attributes:
        districts: The district of every transformer.
        feeders: Every feeder.
        managers: Every manager's id.
        kinds: Kinds of applications by name.
        as_of: The time of the file's data.
    """

    districts: Mapping[str, str]
    feeders: frozenset[str]
    managers: frozenset[str]
    kinds: Mapping[str, Kind]
    as_of: datetime


Rule = Callable[[Row, Known], Iterator[Complaint]]
"""Complains about a row, and fills in what follows from it.

A cell that could not be read is missing; then nothing is said of what depends on it.
"""

_AREA: Final = re.compile(r"([^\d\W]{2,12}?)(\d{1,4}(?:号|栋|组))")
_NAME_ONLY: Final = re.compile(r"[^\d\W]{2,12}")
_DAYS: Final = ("accepted_done", "answered", "built", "connected")
_OWN_OUTAGE: Final = re.compile(r"TD\d+")


def account(row: Row, known: Known) -> Iterator[Complaint]:
    """Its transformer is known; the area and the house are read out of the address."""
    district = known.districts.get(row.get("transformer", ""))
    if district is None and "transformer" in row:
        yield "transformer", "台区文件里没有这个台区编号，请先放台区文件"
    row["area"], row["label"] = _area(row.get("address", ""), district or "")
    row["as_of"] = known.as_of


def bill(row: Row, known: Known) -> Iterator[Complaint]:
    """Reading days in order, and lines that add up."""
    if _read(row, "read_from", "read_to") and row["read_from"] > row["read_to"]:
        yield "read_to", "抄表止日早于抄表起日"
    if _read(row, "due", "read_to") and row["due"] <= row["read_to"]:
        yield "due", "缴费截止日期不晚于抄表止日"
    amounts = [line["amount_fen"] for line in json.loads(row.get("lines", "[]"))]
    if amounts and "amount_fen" in row and sum(amounts) != row["amount_fen"]:
        yield "lines", f"明细加起来是{decimal_yuan(sum(amounts))}元，和应收电费不一样"
    row["as_of"] = known.as_of


def payment(row: Row, known: Known) -> Iterator[Complaint]:
    """A positive amount that lies not in the future."""
    if row.get("amount_fen") == 0:
        yield "amount_fen", "金额要大于0"
    for name in ("late_fee_fen", "settled_fen"):
        if "amount_fen" in row and (row.get(name) or 0) > row["amount_fen"]:
            yield name, "比实收金额还多"
    if "paid_at" in row and row["paid_at"].replace(second=0) > known.as_of:
        yield "paid_at", "晚于文件的数据时间"
    row |= {"state": "booked", "as_of": known.as_of}


def transformer(row: Row, known: Known) -> Iterator[Complaint]:
    """Its manager is known."""
    if row.get("manager_id") and row["manager_id"] not in known.managers:
        yield "manager_id", "台区经理文件里没有这个经理编号，请先放台区经理文件"


def place(row: Row, known: Known) -> Iterator[Complaint]:
    """Its transformers are known."""
    yield from _unknown("transformers", row, known.districts.keys())
    row["aliases"] = row.get("aliases") or ""


def outage(row: Row, known: Known) -> Iterator[Complaint]:
    """Devices that are known, and an end after the start."""
    yield from _unknown("devices", row, known.districts.keys() | known.feeders)
    if _read(row, "start", "expected_end") and row["start"] >= row["expected_end"]:
        yield "expected_end", "送电时间不晚于停电时间"
    if _OWN_OUTAGE.fullmatch(row.get("outage_no", "")):
        yield "outage_no", "TD开头的编号是系统自己用的，请换一个"
    is_open = row.get("is_open") == "open"
    row |= {"is_open": is_open, "end": None if is_open else known.as_of}
    row |= {"confirmed": True, "seeded": False, "updated_at": known.as_of}


def application(row: Row, known: Known) -> Iterator[Complaint]:
    """A known kind, whose steps were done in their order."""
    kind = known.kinds.get(row.get("kind", ""))
    if kind is None and "kind" in row:
        yield "kind", f"没有这种业务，只能填{'、'.join(known.kinds)}"
    is_read = _read(row, "accepted", *_DAYS)
    days = {name: row.pop(name, None) for name in _DAYS}
    accepted = row.pop("accepted", None)
    if kind is None or not is_read:
        return
    steps, complaints = steps_of(kind, accepted, days, known.as_of.date())
    yield from complaints
    row |= {"voltage": kind.voltage, "steps": steps_json(steps), "hurried": 0, "plan": None}
    row |= {"visit_said": row.get("visit_at"), "advanced": False}
    row["missing"] = row.get("missing") or "[]"


def duty(row: Row, _known: Known) -> Iterator[Complaint]:
    """A duty of some length."""
    if _read(row, "from_hour", "to_hour") and row["from_hour"] == row["to_hour"]:
        yield "to_hour", "和开始时间一样；全天请填0:00到24:00"


def nothing(_row: Row, _known: Known) -> Iterator[Complaint]:
    """Every row is fine."""
    return iter(())


def _area(address: str, district: str) -> tuple[str, str]:
    """The village or street of an address below its district, and the house or building there."""
    below = locating.plain(address).partition(district)[2] if district else ""
    house = _AREA.match(below)
    if house:
        return house[1], house[0]
    name = _NAME_ONLY.match(below)
    return (name[0] if name else ""), ""


def _read(row: Row, *names: str) -> bool:
    return all(name in row for name in names)


def _unknown(field: str, row: Row, known: Any) -> Iterator[Complaint]:  # noqa: ANN401  # any set
    codes = row[field].split(",") if field in row else ()
    unknown = [code for code in codes if code not in known]
    if unknown:
        yield field, f"台区文件里没有{'、'.join(unknown)}，请先放台区文件"
