"""Rows for places and what residents call them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from bot.backends.accounts import Region
from bot.backends.demo.customers import Box, Row
from bot.backends.demo.geography import County, District, Transformer, area_point
from bot.backends.demo.geometry import BLOCK_DEGREES, CELL_DEGREES, offset, square
from bot.backends.demo.tables import PlaceNameRow, PlaceRow
from bot.backends.demo.words import STREETS

SUFFIXES = ("小区", "花园", "家园", "名居", "镇", "乡", "村", "苑")

Seed = tuple[type[PlaceRow] | type[PlaceNameRow], Row]


class Places:
    """Numbers the places of one county and names them."""

    def __init__(self, county: County) -> None:
        """Count the bare names, because only one that is unique may stand alone."""
        areas = (area for district in county.districts for area in district.areas)
        names = chain((district.name for district in county.districts), areas)
        self._bare = Counter(bare for name in names if (bare := without_suffix(name)))
        self._last_id = 0

    def district(self, district: District, below: list[Transformer]) -> Iterator[Seed]:
        """A district, once all of its transformers are known."""
        yield self._place("district", district.name, district.centre, _below(below, district))
        yield from self._names(district.name)
        if district.region == "urban":
            yield self._name("县城")

    def area(self, district: District, area: str, below: list[Transformer]) -> Iterator[Seed]:
        """A village, community or street."""
        kind = "street" if area in STREETS else "area"
        yield self._place(kind, area, area_point(district, area), _below(below, district))
        yield from self._names(area)

    def transformer(self, transformer: Transformer, name: str) -> Iterator[Seed]:
        """A transformer; its squares make it findable by position."""
        yield self._place(
            "transformer",
            name,
            transformer.point,
            {
                **_below([transformer], transformer.district),
                "code": transformer.code,
                "cell": square(transformer.point, CELL_DEGREES),
                "block": square(transformer.point, BLOCK_DEGREES),
            },
        )
        yield self._name(name)

    def box(self, box: Box, ordinal: int) -> Iterator[Seed]:
        """A meter box, and the house it hangs at."""
        point = offset(box.transformer.point, 0.03 * (ordinal % 5 - 2), 0.03 * (ordinal // 5 - 2))
        below = _below([box.transformer], box.transformer.district)
        name = box.label or box.code
        yield self._place("meter_box", f"{name}表箱", point, {**below, "code": box.code})
        if box.label:
            yield self._place("address", box.label, point, below)
            yield self._name(box.label)

    def _place(self, kind: str, name: str, point: tuple[float, float], more: Row) -> Seed:
        self._last_id += 1
        row: Row = {"code": None, "cell": None, "block": None, **more}
        row |= {"id": self._last_id, "kind": kind, "name": name}
        return PlaceRow, row | {"latitude": point[0], "longitude": point[1]}

    def _names(self, name: str) -> Iterator[Seed]:
        yield self._name(name)
        bare = without_suffix(name)
        if self._bare[bare] == 1:
            yield self._name(bare, bare=True)

    def _name(self, name: str, *, bare: bool = False) -> Seed:
        return PlaceNameRow, {"name": name, "place_id": self._last_id, "bare": bare}


def without_suffix(name: str) -> str:
    """石桥镇 as 石桥; empty for a street, whose bare name is an everyday word."""
    return next((name[: -len(suffix)] for suffix in SUFFIXES if name.endswith(suffix)), "")


def _below(transformers: Iterable[Transformer], district: District) -> Row:
    transformers = tuple(transformers)
    region: Region = district.region
    return {
        "region": region,
        "transformers": ",".join(transformer.code for transformer in transformers),
        "feeders": ",".join(dict.fromkeys(transformer.feeder for transformer in transformers)),
    }
