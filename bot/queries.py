"""Selects that are asked for every message: compiled once, run by the driver itself.

SQLAlchemy writes the SQL and names the columns' types; its way of running a statement costs ten
times what the database needs to find one row, and is left out.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, Dialect, Select, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A select whose values are named by `bindparam`; made once, where its module begins.

    Many words are one value (`among`): an expanding parameter is another statement each time.
    """

    select: "Select[*tuple[Any, ...]]"


def among(column: Any, name: str) -> Any:  # noqa: ANN401  # column expressions of many types
    """Whether a column holds one of the words that the parameter `name` carries (`joined`)."""
    return column.op("IN", is_comparison=True)(Words(bindparam(name, type_=String)))


def joined(words: Iterable[str]) -> str:
    """Words as the value of such a parameter."""
    return msgspec.json.encode(tuple(words)).decode()


class Words(FunctionElement[str]):
    """The strings of a JSON array, as what stands after `IN`."""

    type = String()
    inherit_cache = True


@compiles(Words, "sqlite")
def _on_sqlite(words: Words, compiler: SQLCompiler, **more: object) -> str:
    array = compiler.process(words.clauses, **more)
    return f"(SELECT value FROM json_each({array}))"  # noqa: S608  # a placeholder, no value


@compiles(Words, "postgresql")
def _on_postgresql(words: Words, compiler: SQLCompiler, **more: object) -> str:
    array = compiler.process(words.clauses, **more)
    return f"(SELECT jsonb_array_elements_text(CAST({array} AS jsonb)))"


class Find(Protocol):
    """Finds the rows of a query: `Database.rows`, or `within` a transaction."""

    def __call__(self, query: Query, /, **values: object) -> list[Any]:
        """The rows, as named tuples."""
        ...


def within(connection: Connection) -> Find:
    """Finds rows as they are in a transaction."""

    def rows(query: Query, /, **values: object) -> list[Any]:
        return list(connection.execute(query.select, values))

    return rows


class Prepared:
    """A query in the words of one dialect, `sql`."""

    def __init__(self, query: Query, dialect: Dialect) -> None:
        compiled = query.select.compile(dialect=dialect)
        self._wanted = {name for name, bind in compiled.binds.items() if bind.required}
        expanded = compiled.construct_expanded_state(dict.fromkeys(self._wanted))
        columns = query.select.selected_columns
        names = [str(column.key) for column in columns]
        row: Any = namedtuple("Row", names)  # type: ignore[misc]  # noqa: PYI024  # named by the select
        self.sql = expanded.statement
        self._fixed = dict(expanded.parameters)
        self._places = expanded.positiontup
        self._given = tuple(expanded.processors.items())
        self._types = [column.type.dialect_impl(dialect) for column in columns]
        self._dialect = dialect
        self._found: tuple[tuple[int, Convert], ...] | None = None
        self._row: Callable[[Any], Any] = row._make

    def rows(self, cursor: Any, values: Mapping[str, object]) -> list[Any]:  # noqa: ANN401  # a DBAPI cursor
        """Run it; a row is a named tuple of the select's columns.

        Raises:
            TypeError: a value is missing, or there is no such parameter.
        """
        if values.keys() != self._wanted:
            raise TypeError(f"the query takes {sorted(self._wanted)}")
        given = {**self._fixed, **values}
        for name, convert in self._given:
            given[name] = convert(given[name])
        places = self._places
        cursor.execute(self.sql, given if places is None else [given[name] for name in places])
        found, rows = self._found, cursor.fetchall()
        if found is None:
            found = self._found = tuple(self._converters(cursor.description))
        return [*map(self._row, [_read(row, found) for row in rows] if found else rows)]

    def _converters(self, description: Sequence[Any]) -> Iterator[tuple[int, Convert]]:
        """How what the driver gives becomes what the columns hold, where that is something else."""
        for at, (kind, told) in enumerate(zip(self._types, description, strict=True)):
            convert = kind.result_processor(self._dialect, told[1])
            if convert:
                yield at, convert


def _read(row: Sequence[Any], converters: Iterable[tuple[int, Convert]]) -> list[Any]:
    read = list(row)
    for at, convert in converters:
        read[at] = convert(read[at])
    return read
