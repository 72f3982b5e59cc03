"""The network's map of a utility in SQL."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from bot.backends.network import Place
from bot.backends.sql.calls import Calls
from bot.backends.sql.locating import Found, candidates, holding, plain
from bot.backends.sql.rows import AnyRow
from bot.backends.sql.tables import PlaceNameRow, PlaceRow, TransformerRow
from bot.geometry import (
    BLOCK_DEGREES,
    BLOCK_REACH_KM,
    CELL_DEGREES,
    KM_LATITUDE,
    KM_LONGITUDE,
    REACH_KM,
    around,
    distance_km,
    on_earth,
)
from bot.queries import Query, among, joined

_FINEST_FIRST: Final = ("address", "meter_box", "transformer", "street", "area", "district")

_PLACE = (
    PlaceRow.name,
    PlaceRow.kind,
    PlaceRow.transformers,
    PlaceRow.feeders,
    PlaceRow.region,
    PlaceRow.latitude,
    PlaceRow.longitude,
)
_NAMED: Final = Query(
    select(PlaceNameRow.name.label("said"), PlaceNameRow.bare, PlaceRow.id, *_PLACE)
    .join(PlaceRow, PlaceRow.id == PlaceNameRow.place_id)
    .where(among(PlaceNameRow.name, "names"))
)
_BY_CODE: Final = Query(select(*_PLACE).where(PlaceRow.code == bindparam("code")))


def _nearest(square: Any) -> Any:  # noqa: ANN401  # a column and a select of many type parameters
    north_km = (PlaceRow.latitude - bindparam("latitude")) / KM_LATITUDE
    east_km = (PlaceRow.longitude - bindparam("longitude")) / KM_LONGITUDE
    return (
        select(*_PLACE)
        .where(square.in_(bindparam("squares", expanding=True)))
        .order_by(north_km * north_km + east_km * east_km)
        .limit(1)
    )


_RINGS: Final = (
    (_nearest(PlaceRow.block), BLOCK_DEGREES, BLOCK_REACH_KM),
    (_nearest(PlaceRow.cell), CELL_DEGREES, REACH_KM),
)
_NAMES: Final = Query(
    select(PlaceRow.name)
    .where(PlaceRow.kind.in_(("district", "area", "street")))
    .order_by(PlaceRow.id)
)
_BELOW_FEEDER: Final = Query(
    select(TransformerRow.code)
    .where(TransformerRow.feeder == bindparam("feeder"))
    .order_by(TransformerRow.code)
)
_PREMISES: Final = Query(
    select(TransformerRow.premises).where(TransformerRow.code == bindparam("code"))
)


class SqlNetwork:
    """`Network` over SQL."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls
        self._located: dict[str, tuple[Place, ...]] = {}

    def locate(self, words: str) -> tuple[Place, ...]:
        """Places that the words name, the finest first; looked up once a turn."""
        if words not in self._located:
            self._located[words] = self._locate(words)
        return self._located[words]

    def _locate(self, words: str) -> tuple[Place, ...]:
        text = plain(words)
        names = candidates(text)
        if not names:
            return ()
        rows = self._calls.rows(_NAMED, names=joined(names))
        found = {Found(row.id, row.kind, row.said, row.bare): row for row in rows}
        held = {one.place_id: _place(found[one]) for one in holding(text, found)}
        return tuple(sorted(held.values(), key=lambda place: _FINEST_FIRST.index(place.kind)))

    def near(self, latitude: float, longitude: float) -> Place | None:
        """The nearest transformer within 2 km."""
        point = (latitude, longitude)
        if not on_earth(point):
            return None
        with self._calls.read() as connection:
            for statement, degrees, reach_km in _RINGS:
                squares = around(point, degrees)
                values = {"squares": squares, "latitude": latitude, "longitude": longitude}
                row = connection.execute(statement, values).first()
                if row and distance_km(point, (row.latitude, row.longitude)) <= reach_km:
                    return _place(row)
        return None

    def equipment(self, code: str) -> Place | None:
        """The meter box or transformer with this code."""
        return next(map(_place, self._calls.rows(_BY_CODE, code=code)), None)

    def names(self) -> tuple[str, ...]:
        """Names of districts, areas and streets."""
        return tuple(dict.fromkeys(row.name for row in self._calls.rows(_NAMES)))

    def transformers_of(self, feeder: str) -> tuple[str, ...]:
        """All transformers below a feeder."""
        return tuple(row.code for row in self._calls.rows(_BELOW_FEEDER, feeder=feeder))

    def premises(self, transformer: str) -> int:
        """How many usage points a transformer supplies; 0 where it is unknown."""
        return next((row.premises for row in self._calls.rows(_PREMISES, code=transformer)), 0)


def _place(row: AnyRow) -> Place:
    return Place(
        name=row.name,
        kind=row.kind,
        transformers=tuple(row.transformers.split(",")),
        feeders=tuple(row.feeders.split(",")),
        region=row.region,
        latitude=row.latitude,
        longitude=row.longitude,
    )
