"""Reads the rows of a file into typed values, and names every cell that is none."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from bot.backends.file.cells import Cell, Wrong
from bot.backends.file.faults import Faults
from bot.backends.file.rules import Known, Row
from bot.backends.file.schema import Column, Kind, Schema
from bot.backends.file.sheets import Named
from bot.backends.file.targets import Target
from bot.backends.file.values import Read, reader

PROGRESS_ROWS: Final = 10_000

Progress = Callable[[int], None]
"""Is told how many rows were read, now and then."""


class Checker:
    """Checks the rows of one kind of file."""

    def __init__(self, schema: Schema, kind: str, target: Target, known: Known) -> None:
        """Prepare the reading of every column."""
        self._kind: Kind = schema.kinds[kind]
        self._target = target
        self._known = known
        self._reads: Mapping[str, Read] = {
            name: reader(column, schema.formats) for name, column in self._kind.columns.items()
        }
        self.count = 0

    def rows(self, named: Named, faults: Faults, progress: Progress) -> Iterator[Row]:
        """The rows whose keys can be read, as far as they can; what is wrong goes to `faults`."""
        for number, cells in named.rows:
            self.count += 1
            if self.count % PROGRESS_ROWS == 0:
                progress(self.count)
            if any(cell not in (None, "") for cell in cells[named.width :]):
                faults.add("这一行的格数比表头多，内容里可能有没加引号的逗号", number)
                continue
            row = self._row(number, cells, named.places, faults)
            for name, said in self._target.rule(row, self._known):
                faults.add(said, number, self._kind.columns[name].header)
            if all(name in row for name in self._kind.key):
                yield row

    def _row(
        self, number: int, cells: list[Cell], places: Mapping[str, int], faults: Faults
    ) -> Row:
        row: Row = {"row_no": number}
        if self._target.numbered:
            row[self._target.numbered] = number
        for name, column in self._kind.columns.items():
            at = places.get(name, len(cells))
            try:
                row[name] = self._value(name, column, cells[at] if at < len(cells) else None)
            except Wrong as wrong:
                faults.add(str(wrong), number, column.header)
        return row

    def _value(self, name: str, column: Column, cell: Cell) -> Any:  # noqa: ANN401  # any column's type
        if cell is not None and (not isinstance(cell, str) or cell.strip()):
            return self._reads[name](cell)
        if not column.optional:
            raise Wrong("不能为空")
        return column.empty
