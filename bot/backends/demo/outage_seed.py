"""The outages that are always there, around the accounts of the cast."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from bot.backends.demo.customers import Row as Values
from bot.backends.demo.tables import AccountRow, ShownRow
from bot.backends.sql.rows import AnyRow
from bot.backends.sql.sequences import raise_to
from bot.backends.sql.tables import OutageRow, PlaceRow, TransformerRow

_ROUND_MIN = 5


class _Spot(NamedTuple):
    transformer: str
    feeder: str
    name: str


def move(connection: Connection, now: datetime) -> None:
    """Replace the seeded outages by the same ones at times relative to `now`."""
    connection.execute(delete(OutageRow).where(OutageRow.seeded))
    rows = _outages(_spots(connection), now - timedelta(minutes=now.minute % _ROUND_MIN))
    numbered = [{"outage_no": f"TD{number:06d}", **row} for number, row in enumerate(rows, start=1)]
    connection.execute(insert(OutageRow), numbered)
    raise_to(connection, "TD", len(numbered))


def _outages(spots: dict[str, _Spot], now: datetime) -> list[Values]:
    fault, feeder = spots["fault"], spots["fault_feeder"]
    planned, town = spots["planned"], spots["prepaid"]
    return [
        _outage(now, "fault", fault.name, "低压线路故障")
        | {"devices": fault.transformer, **_running(now, 50, 120)},
        _outage(now, "fault", f"{feeder.name}一带", "10千伏线路跳闸，正在查找故障点")
        | {"devices": feeder.feeder, **_running(now, 20, None)},
        _outage(now, "planned", f"{planned.name}一带", "线路检修")
        | {"devices": planned.feeder, **_window(now, 1, time(8, 30), time(17, 30))},
        _outage(now, "planned", town.name, "更换变压器")
        | {"devices": town.transformer, **_window(now, 2, time(9, 0), time(12, 0))},
        _outage(now, "planned", planned.name, "配合道路施工迁改线路")
        | {"devices": planned.transformer, **_window(now, 5, time(7, 0), time(19, 0))},
    ]


def _outage(now: datetime, kind: str, area: str, cause: str) -> Values:
    return {
        "kind": kind,
        "area": area,
        "cause": cause,
        "end": None,
        "confirmed": True,
        "updated_at": now,
        "is_open": True,
        "seeded": True,
    }


def _running(now: datetime, since_min: int, until_min: int | None) -> Values:
    return {
        "start": now - timedelta(minutes=since_min),
        "expected_end": None if until_min is None else now + timedelta(minutes=until_min),
    }


def _window(now: datetime, days: int, start: time, end: time) -> Values:
    day = now.date() + timedelta(days=days)
    return {"start": datetime.combine(day, start), "expected_end": datetime.combine(day, end)}


def _spots(connection: Connection) -> dict[str, _Spot]:
    statement = (
        select(ShownRow.part, PlaceRow.name, PlaceRow.transformers, TransformerRow.feeder)
        .add_columns(TransformerRow.district)
        .join(AccountRow, AccountRow.account_no == ShownRow.account_no)
        .join(PlaceRow, PlaceRow.code == AccountRow.meter_box)
        .join(TransformerRow, TransformerRow.code == PlaceRow.transformers)
    )
    return {row.part: _spot(row) for row in connection.execute(statement)}


def _spot(row: AnyRow) -> _Spot:
    # The box's name begins with the area's: 柳沟村3组表箱.
    area = row.name.rstrip("号栋组表箱").rstrip("0123456789")
    return _Spot(row.transformers, row.feeder, f"{row.district}{area}")
