"""A table beside the real one, filled in small transactions and taken over in one short one.

So a file of any size holds up no resident for long, and all of it counts or nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.database import Base, Database

BATCH_ROWS: Final = 1000
WAIT_S: Final = 30.0
"""How long a load waits for other writers: nobody waits for the load."""

Overrides = Callable[[Any], Mapping[str, ColumnElement[Any]]]
"""What becomes of columns that are not simply replaced, given those of the new row."""


class Staged:
    """Rows on their way into a table; `row_no` is where in the file they stand."""

    def __init__(self, database: Database, target: type[Base]) -> None:
        """Name the table that the rows are for."""
        self._database = database
        self.target: Table = Base.metadata.tables[target.__tablename__]
        self.table = Table(
            f"staged_{self.target.name}",
            MetaData(),  # not the schema's: no migration knows it
            Column("row_no", Integer, primary_key=True, autoincrement=False),
            *[Column(column.name, column.type) for column in self.target.columns],
        )

    @contextmanager
    def open(self) -> Iterator["Staged"]:
        """An empty table for the length of the block."""
        self._drop()
        with self._database.write(WAIT_S) as connection:
            self.table.create(connection)
        try:
            yield self
        finally:
            self._drop()

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows, each with its `row_no`, batch by batch; what one lacks is NULL."""
        names = self.table.columns.keys()
        whole = ({name: row.get(name) for name in names} for row in rows)
        while batch := list(islice(whole, BATCH_ROWS)):
            with self._database.write(WAIT_S) as connection:
                connection.execute(insert(self.table), batch)

    def repeated(self, key: Sequence[str]) -> list[tuple[int, int]]:
        """Rows whose key stood before: the row, and the first one with that key."""
        columns = [self.table.c[name] for name in key]
        first = func.min(self.table.c.row_no).over(partition_by=columns).label("first_no")
        rows = select(self.table.c.row_no, first).subquery()
        return self._pairs(select(rows).where(rows.c.row_no > rows.c.first_no))

    def strangers(self, name: str, known: Table) -> list[int]:
        """Rows whose value of a column is no key of another table."""
        here = self.table.c[name]
        there = select(known.c[name]).where(known.c[name] == here)
        statement = select(self.table.c.row_no, self.table.c.row_no)
        unknown = statement.where(here.is_not(None), ~there.exists())
        return [row for row, _ in self._pairs(unknown)]

    def merge(
        self, connection: Connection, key: Sequence[str], overrides: Overrides, *, newer: bool
    ) -> None:
        """Take the rows over: each replaces the one with its key.

        Args:
            connection: The transaction.
            key: The columns of the key.
            overrides: See `Overrides`.
            newer: Whether a row with a later `as_of` stays.
        """
        dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(self.target).from_select(self._names, self._all())
        values = {name: statement.excluded[name] for name in self._names if name not in key}
        values |= dict(overrides(statement.excluded))
        fresh = statement.excluded.as_of >= self.target.c.as_of if newer else None
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(key),
                set_=values,
                where=fresh,
            )
        )

    def replace(self, connection: Connection) -> None:
        """Take the rows over in place of all that was there."""
        connection.execute(delete(self.target))
        connection.execute(insert(self.target).from_select(self._names, self._all()))

    @property
    def _names(self) -> list[str]:
        return [column.name for column in self.target.columns]

    def _all(self) -> Any:  # noqa: ANN401  # a select of many type parameters
        # SQLite needs a WHERE to tell its ON CONFLICT from a join's ON.
        columns = [self.table.c[name] for name in self._names]
        return select(*columns).where(self.table.c.row_no >= 0)

    def _pairs(self, statement: Any) -> list[tuple[int, int]]:  # noqa: ANN401  # as above
        with self._database.read() as connection:
            ordered = statement.order_by("row_no").limit(BATCH_ROWS)
            return [(row[0], row[1]) for row in connection.execute(ordered)]

    def _drop(self) -> None:
        with self._database.write(WAIT_S) as connection:
            self.table.drop(connection, checkfirst=True)
