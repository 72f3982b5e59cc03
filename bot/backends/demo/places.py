"""Rows for places and what residents call them."""

from collections.abc import Iterable, Iterator
from itertools import chain

from bot.backends.accounts import Region
from bot.backends.demo.customers import Box, Row
from bot.backends.demo.geography import County, District, Transformer, area_point
from bot.backends.demo.words import STREETS
from bot.backends.sql.place_rows import PlaceRows, PlaceSeed, squares
from bot.geometry import offset


class Places:
    """Numbers the places of one county and names them."""

    def __init__(self, county: County) -> None:
        """Prepare the names of its districts and areas."""
        areas = (area for district in county.districts for area in district.areas)
        names = chain((district.name for district in county.districts), areas)
        self._rows = PlaceRows(names)

    def district(self, district: District, below: list[Transformer]) -> Iterator[PlaceSeed]:
        """A district, once all of its transformers are known."""
        yield self._rows.place("district", district.name, district.centre, _below(below, district))
        yield from self._rows.names(district.name)
        if district.region == "urban":
            yield self._rows.name("县城")

    def area(self, district: District, area: str, below: list[Transformer]) -> Iterator[PlaceSeed]:
        """A village, community or street."""
        kind = "street" if area in STREETS else "area"
        yield self._rows.place(kind, area, area_point(district, area), _below(below, district))
        yield from self._rows.names(area)

    def transformer(self, transformer: Transformer, name: str) -> Iterator[PlaceSeed]:
        """A transformer; its squares make it findable by position."""
        yield self._rows.place(
            "transformer",
            name,
            transformer.point,
            {
                **_below([transformer], transformer.district),
                "code": transformer.code,
                **squares(transformer.point),
            },
        )
        yield self._rows.name(name)

    def box(self, box: Box, ordinal: int) -> Iterator[PlaceSeed]:
        """A meter box, and the house it hangs at."""
        point = offset(box.transformer.point, 0.03 * (ordinal % 5 - 2), 0.03 * (ordinal // 5 - 2))
        below = _below([box.transformer], box.transformer.district)
        name = box.label or box.code
        yield self._rows.place("meter_box", f"{name}表箱", point, {**below, "code": box.code})
        if box.label:
            yield self._rows.place("address", box.label, point, below)
            yield self._rows.name(box.label)


def _below(transformers: Iterable[Transformer], district: District) -> Row:
    transformers = tuple(transformers)
    region: Region = district.region
    return {
        "region": region,
        "transformers": ",".join(transformer.code for transformer in transformers),
        "feeders": ",".join(dict.fromkeys(transformer.feeder for transformer in transformers)),
    }
