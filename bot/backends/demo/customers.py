"""Customer accounts, transformer by transformer."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from bot.backends.demo import people, words
from bot.backends.demo.cast import CATEGORY_OF, Part, voltage_of
from bot.backends.demo.dice import throws
from bot.backends.demo.geography import Transformer
from bot.backends.demo.profiles import drawn

URBAN_BOX, RURAL_BOX = 12, 6
_CAPACITIES_KVA = (200, 315, 400, 500, 630, 800, 1000, 1250)
_PHONELESS = 33  # one in so many has no phone on record
_SHARES = ((78, "residential"), (90, "residential_tou"), (92, "residential_ev"), (100, "business"))
_HIGH_SHARES = ((70, "industrial"), (100, "business_high"))
_DOORS = 2  # flats on one floor
_MAX_PREPAID_FEN = 30000

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Box:
    """A meter box; `label` is the house, building or group it hangs at, empty if dedicated."""

    code: str
    transformer: Transformer
    label: str
    accounts: int


def boxes(transformer: Transformer, numbers: Iterator[int]) -> Iterator[Box]:
    """The meter boxes of a transformer; `numbers` counts through its area's houses."""
    size = URBAN_BOX if transformer.district.region == "urban" else RURAL_BOX
    for ordinal, first in enumerate(range(0, transformer.accounts, size)):
        yield Box(
            code=f"X{transformer.code[1:]}{ordinal + 1:03d}",
            transformer=transformer,
            label=_label(transformer.area, next(numbers)) if transformer.area else "",
            accounts=min(size, transformer.accounts - first),
        )


def account_rows(box: Box, first_index: int, part: Part | None) -> Iterator[Row]:
    """The accounts of a meter box; the first of them plays the part."""
    for door in range(box.accounts):
        yield _account(box, first_index + door, door, None if door else part)


def numbers() -> Iterator[int]:
    """House numbers of one area: one side of the street."""
    return count(2, 2)


def dedicated_name(transformer: Transformer, index: int) -> str:
    """The high-voltage customer behind a dedicated transformer."""
    return people.works(transformer.district.stem, index)


def _account(box: Box, index: int, door: int, part: Part | None) -> Row:
    dice = throws("account", index)
    part = part or _ordinary(box, dice)
    return {
        "account_no": people.account_no(index),
        "meter_no": people.meter_no(index),
        "holder": _holder(box, index, part.tariff),
        "phone": people.phone(index) if part.has_phone else None,
        "address": _address(box, door),
        "category": CATEGORY_OF[part.tariff],
        "voltage": voltage_of(part.tariff),
        "tariff": part.tariff,
        "meter_box": box.code,
        "profile": part.profile,
        "prepaid_fen": dice[5] % _MAX_PREPAID_FEN + 2000 if part.profile == "prepaid" else 0,
        "reconnect_at": None,
        **_size(part.tariff, dice),
    }


def _ordinary(box: Box, dice: tuple[int, ...]) -> Part:
    return Part("", drawn(dice[0]), _tariff(box, dice[1]), has_phone=dice[2] % _PHONELESS > 0)


def _tariff(box: Box, throw: int) -> str:
    shares = _SHARES if box.label else _HIGH_SHARES
    return next(tariff for below, tariff in shares if throw % 100 < below)


def _size(tariff: str, dice: tuple[int, ...]) -> Row:
    if voltage_of(tariff) == "high":
        capacity_kva = _CAPACITIES_KVA[dice[3] % len(_CAPACITIES_KVA)]
        return {"capacity_kva": capacity_kva, "base_kwh": capacity_kva * (80 + dice[4] % 80)}
    least, span = (400, 2600) if tariff == "business" else (70, 290)
    return {"capacity_kva": None, "base_kwh": least + dice[4] % span}


def _holder(box: Box, index: int, tariff: str) -> str:
    if voltage_of(tariff) == "high":
        return dedicated_name(box.transformer, index)
    if tariff == "business":
        return people.shop(box.transformer.district.stem, index)
    return people.person("holder", index)


def _label(area: str, number: int) -> str:
    if area in words.STREETS:
        return f"{area}{number}号"
    return f"{area}{number // 2}{'组' if area.endswith('村') else '栋'}"


def _address(box: Box, door: int) -> str:
    town = f"{words.COUNTY}{box.transformer.district.name}"
    if not box.label:
        return f"{town}工业园{int(box.code[1:6])}号"
    if box.label.endswith("组"):
        return f"{town}{box.label}{door + 1}号"
    floor, side = divmod(door, _DOORS)
    return f"{town}{box.label}1单元{floor + 1}0{side + 1}室"
