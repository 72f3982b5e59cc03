"""The halls and payment points of the demo utility."""

import json
from collections.abc import Iterator
from typing import Final

from bot.backends.demo.customers import Row
from bot.backends.demo.geography import County, District
from bot.backends.demo.words import COUNTY
from bot.backends.sql.tables import ServicePointRow
from bot.geometry import offset

HALLS: Final = 6
_WEEK: Final = (0, 1, 2, 3, 4, 5, 6)
_WORKDAYS: Final = (0, 1, 2, 3, 4)

Seed = tuple[type[ServicePointRow], Row]


def point_rows(county: County) -> Iterator[Seed]:
    """A hall in each of the first districts, a payment point beside it, and one open all night."""
    for district in county.districts[:HALLS]:
        yield _row(district, 0, _hall(district))
        yield _row(district, 1, _shop(district))
    yield _row(county.districts[0], 2, _machine())


def _hall(district: District) -> Row:
    seat = district.index == 0
    return {
        "name": f"{district.stem}供电营业厅",
        "kind": "hall",
        "address": f"{COUNTY}{district.name}{'建设街8号' if seat else '场镇正街1号'}",
        "hours": _hours(_WEEK if seat else _WORKDAYS, "09:00", "17:00"),
        "holidays": seat,
    }


def _shop(district: District) -> Row:
    street = "和平路2号" if district.index == 0 else "场镇正街15号"
    return {
        "name": f"{district.stem}便民代收点",
        "kind": "payment",
        "address": f"{COUNTY}{district.name}{street}",
        "hours": _hours(_WEEK, "08:00", "20:00"),
        "holidays": True,
    }


def _machine() -> Row:
    return {
        "name": "城关24小时自助缴费厅",
        "kind": "payment",
        "address": f"{COUNTY}城关镇建设街8号一楼",
        "hours": "[]",
        "holidays": True,
    }


def _row(district: District, ordinal: int, values: Row) -> Seed:
    latitude, longitude = offset(district.centre, 0.3 * ordinal, 0.1 + 0.2 * ordinal)
    place = {"id": district.index * 10 + ordinal, "latitude": latitude, "longitude": longitude}
    # A seven-digit landline with an area code that no county has.
    return ServicePointRow, {**place, "phone": f"0899-{4010 + district.index}00{ordinal}", **values}


def _hours(weekdays: tuple[int, ...], opens: str, closes: str) -> str:
    return json.dumps([{"weekdays": weekdays, "opens": opens, "closes": closes}])
