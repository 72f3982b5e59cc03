"""District managers and the duty roster of the demo utility."""

from collections.abc import Iterator

from bot.backends.demo import people
from bot.backends.demo.customers import Row
from bot.backends.demo.geography import County, District
from bot.backends.sql.tables import ManagerRow, RosterRow

_SHIFTS = ((8, 20), (20, 8))
_RANKS = 2
_COUNTY_RANKS = 3

Seed = tuple[type[ManagerRow] | type[RosterRow], Row]


def manager_rows(county: County) -> Iterator[Seed]:
    """A manager for every area, and one for the district's dedicated transformers."""
    for district in county.districts:
        for ordinal in range(len(district.areas) + 1):
            yield ManagerRow, _manager(district, district.index * 1000 + ordinal)


def roster_rows(county: County) -> Iterator[Seed]:
    """Two people a shift for every district, three for the whole county behind them."""
    for district in county.districts:
        yield from _shifts(district.name, _RANKS)
    yield from _shifts("", _COUNTY_RANKS)


def _manager(district: District, manager_id: int) -> Row:
    return {
        "id": str(manager_id),
        "name": people.person("manager", manager_id),
        "phone": people.staff_phone(manager_id),
        "group": f"{district.stem}供电服务组",
        "group_leader": people.person("leader", district.index),
        "group_phone": people.staff_phone(100_000 + district.index),
    }


def _shifts(district: str, ranks: int) -> Iterator[Seed]:
    for from_hour, to_hour in _SHIFTS:
        for rank in range(1, ranks + 1):
            yield (
                RosterRow,
                {
                    "district": district,
                    "from_hour": from_hour,
                    "to_hour": to_hour,
                    "rank": rank,
                    "name": people.person("duty", district, from_hour, rank),
                    "phone": _duty_phone(district, from_hour, rank),
                },
            )


def _duty_phone(district: str, from_hour: int, rank: int) -> str:
    place = sum(map(ord, district)) % 100_000
    return people.staff_phone(1_000_000 + place * 60 + from_hour * 2 + rank)
