"""The invented county: which transformer stands where, for any number of accounts.

Everything follows from the number of accounts alone. Districts, areas and streets come in a fixed
order, so that a bigger county has the small one's places and more of them.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.backends.accounts import Region
from bot.backends.demo import words
from bot.backends.demo.dice import spread, throws
from bot.geometry import offset

ACCOUNTS_A_TRANSFORMER = 36
ACCOUNTS_OF_A_SMALL_COUNTY = 2000
ACCOUNTS_A_DEDICATED = 250
MIN_TRANSFORMERS = 18
MIN_DISTRICTS = 6
TRANSFORMERS_A_DISTRICT = 9
TRANSFORMERS_A_FEEDER = 12
TRANSFORMERS_AN_AREA = 2
MAX_VILLAGES = 15
"""Villages of one town at most; a larger county has more transformers in each."""


@dataclass(frozen=True, slots=True)
class District:
    """A town, and how many public transformers, areas and feeders it has."""

    index: int
    name: str
    region: Region
    centre: tuple[float, float]
    transformers: int
    areas: tuple[str, ...]
    feeders: int

    @property
    def stem(self) -> str:
        """The name without 镇 or 乡."""
        return self.name[:-1]

    @property
    def station(self) -> str:
        """The substation; three districts share one."""
        return f"35kV{words.TOWNS[self.index // 3 * 3][:-1]}变电站"

    def feeder(self, ordinal: int) -> str:
        """The code of one of its feeders, which is also its name."""
        return f"10kV{self.stem}{ordinal % self.feeders + 1}线"


@dataclass(frozen=True, slots=True)
class Transformer:
    """A transformer; `accounts` says how many it supplies. `area` is empty for a dedicated one."""

    code: str
    name: str
    district: District
    area: str
    manager_id: int
    feeder: str
    point: tuple[float, float]
    accounts: int


class County:
    """The county for a number of accounts."""

    def __init__(self, accounts: int) -> None:
        """Lay it out; nothing of its size is kept in memory."""
        self.accounts = accounts
        self.dedicated = min(max(4, accounts // ACCOUNTS_A_DEDICATED), accounts // 4)
        self.public = accounts - self.dedicated
        self.transformers = max(MIN_TRANSFORMERS, self.public // _a_transformer(self.public))

    @cached_property
    def districts(self) -> tuple[District, ...]:
        """The county seat, which has a third of it all, then the towns around it."""
        count = min(
            len(words.TOWNS), max(MIN_DISTRICTS, self.transformers // TRANSFORMERS_A_DISTRICT)
        )
        shares = _shares(self.transformers, count)
        villages = words.villages()
        return tuple(_district(index, share, villages) for index, share in enumerate(shares))

    def public_transformers(self) -> Iterator[Transformer]:
        """Every public transformer, district by district and area by area."""
        index = 0
        for district in self.districts:
            for ordinal in range(district.transformers):
                yield self._public(index, ordinal, district)
                index += 1

    def dedicated_transformers(self) -> Iterator[Transformer]:
        """The transformers of high-voltage customers, one account each."""
        for ordinal in range(self.dedicated):
            district = self.districts[ordinal % len(self.districts)]
            yield Transformer(
                code=f"T{self.transformers + ordinal + 1:05d}",
                name="",
                district=district,
                area="",
                manager_id=district.index * 1000,
                feeder=district.feeder(ordinal // len(self.districts)),
                point=_scatter(district.centre, 2.0, "dedicated", ordinal),
                accounts=1,
            )

    def _public(self, index: int, ordinal: int, district: District) -> Transformer:
        areas, count = district.areas, district.transformers
        area = ordinal * len(areas) // count
        first = -(-area * count // len(areas))
        return Transformer(
            code=f"T{index + 1:05d}",
            name=f"{areas[area]}{ordinal - first + 1}号公变",
            district=district,
            area=areas[area],
            manager_id=district.index * 1000 + area + 1,
            feeder=district.feeder(ordinal * district.feeders // count),
            point=_scatter(
                area_point(district, areas[area]), _spread_km(district), "transformer", index
            ),
            accounts=_share(self.public, index, self.transformers),
        )


def _a_transformer(accounts: int) -> int:
    # Larger counties have larger transformers: 114 accounts each at 200,000.
    growth = math.sqrt(math.sqrt(max(1.0, accounts / ACCOUNTS_OF_A_SMALL_COUNTY)))
    return round(ACCOUNTS_A_TRANSFORMER * growth)


def area_point(district: District, area: str) -> tuple[float, float]:
    """The middle of an area."""
    return _scatter(district.centre, _radius_km(district), "area", area)


def _shares(transformers: int, districts: int) -> Iterator[int]:
    seat = transformers // 3
    yield seat
    for index in range(districts - 1):
        yield _share(transformers - seat, index, districts - 1)


def _share(total: int, index: int, parts: int) -> int:
    return total * (index + 1) // parts - total * index // parts


def _district(index: int, transformers: int, villages: tuple[str, ...]) -> District:
    areas = math.ceil(transformers / TRANSFORMERS_AN_AREA)
    return District(
        index=index,
        name=words.TOWNS[index],
        region=_region(index),
        centre=_district_centre(index),
        transformers=transformers,
        areas=_urban_areas(areas) if index == 0 else _villages(index, areas, villages),
        feeders=max(2, math.ceil(transformers / TRANSFORMERS_A_FEEDER)),
    )


def _region(index: int) -> Region:
    if index == 0:
        return "urban"
    return "remote" if words.TOWNS[index].endswith("乡") else "rural"


def _district_centre(index: int) -> tuple[float, float]:
    # A spiral: towns lie 8 km and more from the seat and from each other.
    angle, radius_km = index * 2.4, 8 * math.sqrt(index)
    return offset(words.CENTRE, radius_km * math.cos(angle), radius_km * math.sin(angle))


def _urban_areas(count: int) -> tuple[str, ...]:
    pairs = zip(words.STREETS, words.COMMUNITIES, strict=True)
    return tuple(name for pair in pairs for name in pair)[:count]


def _villages(district: int, count: int, villages: tuple[str, ...]) -> tuple[str, ...]:
    first = (district - 1) * MAX_VILLAGES
    return villages[first : first + min(count, MAX_VILLAGES)]


def _radius_km(district: District) -> float:
    # The density of the map stays, however many accounts the county has.
    return (0.6 if district.region == "urban" else 1.2) * math.sqrt(len(district.areas))


def _spread_km(district: District) -> float:
    return 0.2 * math.sqrt(district.transformers / len(district.areas))


def _scatter(
    point: tuple[float, float], radius_km: float, *words_of: object
) -> tuple[float, float]:
    north, east, *_ = throws(*words_of)
    return offset(point, radius_km * spread(north), radius_km * spread(east))
