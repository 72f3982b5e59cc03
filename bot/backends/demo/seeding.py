"""Every row of the county, streamed: nothing of the county's size is held in memory."""

from collections.abc import Iterator
from itertools import groupby

from bot.backends.demo import cast
from bot.backends.demo.customers import Box, Row, account_rows, boxes, dedicated_name, numbers
from bot.backends.demo.geography import County, District, Transformer
from bot.backends.demo.places import Places
from bot.backends.demo.point_seed import point_rows
from bot.backends.demo.staff import manager_rows, roster_rows
from bot.backends.demo.tables import AccountRow, ShownRow
from bot.backends.sql.tables import TransformerRow
from bot.database import Base

Seed = tuple[type[Base], Row]

_PARTS = (*cast.PUBLIC, *cast.DEDICATED)


class Seeding:
    """Walks through a county once and gives its rows."""

    def __init__(self, county: County) -> None:
        """Prepare the walk."""
        self._county = county
        self._places = Places(county)
        self._next_account = 0

    def rows(self) -> Iterator[Seed]:
        """All rows, of all tables."""
        yield from manager_rows(self._county)
        yield from roster_rows(self._county)
        yield from point_rows(self._county)
        parts = cast.public_parts(self._county.transformers)
        index = 0
        for district, below in _by_district(self._county):
            for area, transformers in _by_area(below):
                houses = numbers()
                for transformer in transformers:
                    yield from self._supplied(transformer, houses, parts.get(index))
                    index += 1
                yield from self._places.area(district, area, transformers)
            yield from self._places.district(district, below)
        yield from self._dedicated()

    def _dedicated(self) -> Iterator[Seed]:
        parts = cast.dedicated_parts()
        for index, transformer in enumerate(self._county.dedicated_transformers()):
            yield from self._supplied(transformer, numbers(), parts.get(index))

    def _supplied(
        self, transformer: Transformer, houses: Iterator[int], part: cast.Part | None
    ) -> Iterator[Seed]:
        yield TransformerRow, _transformer(transformer)
        name = transformer.name or f"{dedicated_name(transformer, self._next_account)}专变"
        yield from self._places.transformer(transformer, name)
        for ordinal, box in enumerate(boxes(transformer, houses)):
            yield from self._places.box(box, ordinal)
            yield from self._accounts(box, None if ordinal else part)

    def _accounts(self, box: Box, part: cast.Part | None) -> Iterator[Seed]:
        for row in account_rows(box, self._next_account, part):
            if part:
                yield ShownRow, _shown(part, row)
                part = None
            yield AccountRow, row
        self._next_account += box.accounts


def _by_district(county: County) -> Iterator[tuple[District, list[Transformer]]]:
    for district, below in groupby(county.public_transformers(), lambda one: one.district):
        yield district, list(below)


def _by_area(below: list[Transformer]) -> Iterator[tuple[str, list[Transformer]]]:
    for area, transformers in groupby(below, lambda one: one.area):
        yield area, list(transformers)


def _shown(part: cast.Part, row: Row) -> Row:
    return {
        "part": part.name,
        "position": _PARTS.index(part),
        "account_no": row["account_no"],
    }


def _transformer(transformer: Transformer) -> Row:
    return {
        "code": transformer.code,
        "feeder": transformer.feeder,
        "station": transformer.district.station,
        "district": transformer.district.name,
        "premises": transformer.accounts,
        "manager_id": str(transformer.manager_id),
    }
