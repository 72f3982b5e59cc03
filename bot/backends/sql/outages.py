"""Outages of a utility in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Update, bindparam, insert, or_, select, update

from bot.backends.outages import NewOutage, Outage
from bot.backends.sql.calls import Calls
from bot.backends.sql.rows import AnyRow
from bot.backends.sql.sequences import next_number, once
from bot.backends.sql.tables import OutageRow
from bot.queries import Query

_BY_NUMBER: Final = Query(select(OutageRow).where(OutageRow.outage_no == bindparam("number")))
_LOCKED: Final = _BY_NUMBER.select.with_for_update()
# Few are open at any time, so the index on that is all a look-up needs.
_OPEN: Final = Query(
    select(OutageRow)
    .where(
        OutageRow.is_open,
        or_(
            OutageRow.kind == "fault",
            OutageRow.expected_end.is_(None),
            OutageRow.expected_end > bindparam("now"),
        ),
    )
    .order_by(OutageRow.start, OutageRow.outage_no)
)
_OPEN_BEFORE: Final = Query(_OPEN.select.where(OutageRow.start < bindparam("until")))


class SqlOutages:
    """`Outages` over SQL."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls

    def get(self, outage_no: str) -> Outage | None:
        """One outage."""
        return next(map(_outage, self._calls.rows(_BY_NUMBER, number=outage_no)), None)

    def affecting(
        self, transformers: Sequence[str], feeders: Sequence[str], until: datetime
    ) -> tuple[Outage, ...]:
        """Open faults and planned outages of these devices that start before `until`."""
        asked = {*transformers, *feeders}
        rows = self._calls.rows(_OPEN_BEFORE, now=self._calls.clock(), until=until)
        return tuple(_outage(row) for row in rows if not asked.isdisjoint(row.devices.split(",")))

    def open_now(self) -> tuple[Outage, ...]:
        """Every outage that is not over."""
        return tuple(map(_outage, self._calls.rows(_OPEN, now=self._calls.clock())))

    def open(self, key: str, outage: NewOutage) -> Outage:
        """Open an outage."""
        with self._calls.write() as connection:
            return _read(
                connection,
                once(connection, f"open_outage:{key}", lambda: self._insert(connection, outage)),
            )

    def change(
        self,
        key: str,
        outage_no: str,
        *,
        cause: str | None = None,
        expected_end: datetime | None = None,
        confirmed: bool | None = None,
    ) -> Outage:
        """Change what is given.

        Raises:
            LookupError: when there is no such outage.
        """
        given = {"cause": cause, "expected_end": expected_end, "confirmed": confirmed}
        values = {name: value for name, value in given.items() if value is not None}
        return self._update(f"change_outage:{key}", outage_no, values)

    def close(self, key: str, outage_no: str, end: datetime) -> Outage:
        """Power is back; an outage that is over keeps its end.

        Raises:
            LookupError: when there is no such outage.
        """
        return self._update(f"close_outage:{key}", outage_no, {"end": end, "is_open": False})

    def _update(self, key: str, outage_no: str, values: dict[str, Any]) -> Outage:
        values = {**values, "updated_at": self._calls.clock()}
        statement = (
            update(OutageRow).filter_by(outage_no=outage_no).where(OutageRow.is_open).values(values)
        )
        with self._calls.write() as connection:
            before = _read(connection, outage_no)
            once(connection, key, lambda: _executed(connection, statement, outage_no))
            return _read(connection, before.outage_no)

    def _insert(self, connection: Connection, outage: NewOutage) -> str:
        outage_no = f"TD{next_number(connection, 'TD'):06d}"
        values = {
            "outage_no": outage_no,
            "kind": outage.kind,
            "area": outage.area,
            "cause": outage.cause,
            "devices": ",".join(outage.devices),
            "start": outage.start,
            "expected_end": outage.expected_end,
            "confirmed": outage.confirmed,
            "updated_at": self._calls.clock(),
            "is_open": True,
            "seeded": False,
        }
        connection.execute(insert(OutageRow).values(values))
        return outage_no


def _executed(connection: Connection, statement: Update, outage_no: str) -> str:
    connection.execute(statement)
    return outage_no


def _read(connection: Connection, outage_no: str) -> Outage:
    row = connection.execute(_LOCKED, {"number": outage_no}).one_or_none()
    if row is None:
        raise LookupError(f"no outage {outage_no!r}")
    return _outage(row)


def _outage(row: AnyRow) -> Outage:
    return Outage(
        outage_no=row.outage_no,
        kind=row.kind,
        area=row.area,
        cause=row.cause,
        devices=tuple(row.devices.split(",")),
        start=row.start,
        expected_end=row.expected_end,
        end=row.end,
        confirmed=row.confirmed,
        updated_at=row.updated_at,
    )
