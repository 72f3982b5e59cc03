"""Derives the network's places from what the files hold: transformers, addresses, extra names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, func, select

from bot.backends.file.staging import WAIT_S, Staged
from bot.backends.file.tables import FileAccountRow, FilePlaceRow, FileTransformerRow
from bot.backends.sql.place_rows import PlaceRows, PlaceSeed, squares
from bot.backends.sql.tables import PlaceNameRow, PlaceRow, TransformerRow
from bot.database import Base, Database

_STREETS: Final = ("路", "街", "巷", "道")
_STREAMED: Final = {"yield_per": 1000}

Seed = PlaceSeed | tuple[type[TransformerRow], dict[str, Any]]
Transformers = Mapping[str, Any]
"""Rows of transformers by code: a county has a few thousand."""


@dataclass(frozen=True, slots=True)
class _Named:
    kind: str
    name: str
    codes: list[str]
    aliases: str = ""


_TRANSFORMERS: Final = select(FileTransformerRow.__table__).order_by(FileTransformerRow.code)
_PREMISES: Final = select(FileAccountRow.transformer, func.count().label("premises")).group_by(
    FileAccountRow.transformer
)
_BOXES: Final = (
    select(FileAccountRow.meter_box, func.min(FileAccountRow.transformer))
    .add_columns(func.min(FileAccountRow.label))
    .where(FileAccountRow.meter_box.is_not(None))
    .group_by(FileAccountRow.meter_box)
    .order_by(FileAccountRow.meter_box)
)


def _below(column: Any) -> Any:  # noqa: ANN401  # a column in, a select of many type parameters out
    """District, name and transformer of every area or house, all of one name together."""
    return (
        select(FileTransformerRow.district, column, FileTransformerRow.code)
        .join(FileTransformerRow, FileTransformerRow.code == FileAccountRow.transformer)
        .where(column != "")
        .distinct()
        .order_by(FileTransformerRow.district, column, FileTransformerRow.code)
    )


_AREAS: Final = _below(FileAccountRow.area)
_HOUSES: Final = _below(FileAccountRow.label)


def derive(database: Database) -> None:
    """Replace places, their names and transformers; flat in memory, one short transaction.

    Raises:
        StoreAway: the database does not answer; the old places stay.
    """
    kinds = (PlaceRow, PlaceNameRow, TransformerRow)
    staged: dict[type[Base], Staged] = {kind: Staged(database, kind) for kind in kinds}
    with (
        staged[PlaceRow].open() as places,
        staged[PlaceNameRow].open() as names,
        staged[TransformerRow].open() as transformers,
    ):
        with database.stream() as connection:
            _stage(staged, _seeds(connection))
        with database.write(WAIT_S) as connection:
            for table in (places, names, transformers):
                table.replace(connection)


def _stage(staged: Mapping[type[Base], Staged], seeds: Iterable[Seed]) -> None:
    waiting: dict[type[Base], list[dict[str, Any]]] = {kind: [] for kind in staged}
    kind: type[Base]
    for number, (kind, row) in enumerate(seeds):
        waiting[kind].append(row | {"row_no": number})
        if len(waiting[kind]) == _STREAMED["yield_per"]:
            staged[kind].add(waiting[kind])
            waiting[kind] = []
    for kind, rows in waiting.items():
        staged[kind].add(rows)


def _seeds(connection: Connection) -> Iterator[Seed]:
    transformers = {row.code: row for row in connection.execute(_TRANSFORMERS)}
    extra = connection.execute(select(FilePlaceRow.__table__).order_by(FilePlaceRow.name)).all()
    premises = {row.transformer: row.premises for row in connection.execute(_PREMISES)}
    named = [*_districts(transformers), *_areas(connection)]
    # A place that the clerk describes is the one, not what addresses say of it.
    own = {place.name for place in extra}
    named = [one for one in named if one.name not in own]
    named += [_Named(one.kind, one.name, one.transformers.split(","), one.aliases) for one in extra]
    rows = PlaceRows({one.name for one in named})
    for one in named:
        yield from _place(rows, one, transformers)
    for row in transformers.values():
        yield from _transformer(rows, row, premises.get(row.code, 0))
    for box, code, label in connection.execution_options(**_STREAMED).execute(_BOXES):
        below = _of([code], transformers)
        more = {**_codes(below), "code": box}
        yield rows.place("meter_box", f"{label or box}表箱", _middle(below), more)
    for _, label, codes in _grouped(connection, _HOUSES):
        yield from _place(rows, _Named("address", label, codes), transformers)


def _districts(transformers: Transformers) -> Iterator[_Named]:
    by_district = sorted(transformers.values(), key=lambda row: (row.district, row.code))
    for district, below in groupby(by_district, lambda row: str(row.district)):
        yield _Named("district", district, [row.code for row in below])


def _areas(connection: Connection) -> Iterator[_Named]:
    for _, area, codes in _grouped(connection, _AREAS):
        yield _Named("street" if area.endswith(_STREETS) else "area", area, codes)


def _grouped(connection: Connection, statement: Any) -> Iterator[tuple[str, str, list[str]]]:  # noqa: ANN401  # a select of many type parameters
    rows = connection.execution_options(**_STREAMED).execute(statement)
    for (district, name), below in groupby(rows, lambda row: (str(row[0]), str(row[1]))):
        yield district, name, [row[2] for row in below]


def _place(rows: PlaceRows, one: _Named, transformers: Transformers) -> Iterator[Seed]:
    below = _of(one.codes, transformers)
    if not below:
        return
    yield rows.place(one.kind, one.name, _middle(below), _codes(below))
    if one.kind == "address":
        yield rows.name(one.name)
    else:
        yield from rows.names(one.name)
    yield from (rows.name(alias) for alias in sorted({*one.aliases.split(",")} - {"", one.name}))


def _transformer(rows: PlaceRows, row: Any, premises: int) -> Iterator[Seed]:  # noqa: ANN401  # a query's row
    point = (row.latitude, row.longitude)
    more = {**_codes([row]), **squares(point), "code": row.code}
    yield rows.place("transformer", row.name, point, more)
    yield rows.name(row.name)
    supplied = {"code": row.code, "feeder": row.feeder, "station": row.station}
    supplied |= {"district": row.district, "manager_id": row.manager_id}
    yield TransformerRow, supplied | {"premises": premises}


def _of(codes: Iterable[str], transformers: Transformers) -> list[Any]:
    return [transformers[code] for code in codes if code in transformers]


def _middle(below: list[Any]) -> tuple[float, float]:
    return (
        round(sum(row.latitude for row in below) / len(below), 5),
        round(sum(row.longitude for row in below) / len(below), 5),
    )


def _codes(below: list[Any]) -> dict[str, Any]:
    return {
        "region": below[0].region,
        "transformers": ",".join(row.code for row in below),
        "feeders": ",".join(dict.fromkeys(row.feeder for row in below)),
    }
