"""Rows of the first sheet of an Excel file, streamed, and what of it holds no value."""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from bot.backends.file.cells import Broken, Cell
from bot.backends.file.faults import Fault, Unreadable

_CHUNK_BYTES: Final = 1 << 16
_OVERLAP_BYTES: Final = 64
_MERGE: Final = re.compile(rb'mergeCell ref="([A-Z]+)(\d+):[A-Z]+(\d+)"')
_DAMAGED: Final = (BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, SyntaxError)
"""What openpyxl raises for a file that is no workbook, or half of one."""
_FORMULA: Final = re.compile(rb"<f[ >/]")
_NOT_COMPUTED: Final = Broken("公式没有算出来的值，请在Excel里打开、保存后再放，或粘贴为数值")
_NOT_EXCEL: Final = Fault("不是能打开的Excel文件（旧的.xls请另存为.xlsx；文件可能没有传完）")


class Sheet:
    """The first sheet of a workbook.

    Attributes:
        merged: Merged cells as column letter, first row and last row.
    """

    def __init__(self, path: Path) -> None:
        """Look through the sheet for merged cells and formulas.

        Raises:
            Unreadable: it is no Excel file.
        """
        self._path = path
        with _readable():
            self.merged, self._has_formulas = self._scanned()

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every row with its number. A formula is the value that Excel kept of it.

        Raises:
            Unreadable: the file breaks off.
        """
        formulas = self._values(as_kept=False) if self._has_formulas else repeat(())
        values = self._values(as_kept=True)
        for number, (row, written) in enumerate(zip(values, formulas, strict=False), start=1):
            cells = [_cell(value, kind) for value, kind in row]
            for index, (_, kind) in enumerate(written):
                if kind == "f" and cells[index] is None:
                    cells[index] = _NOT_COMPUTED
            yield number, cells

    def _values(self, *, as_kept: bool) -> Iterator[list[tuple[Any, str]]]:
        with _readable():
            workbook = _open(self._path, as_kept=as_kept)
            sheet = workbook.worksheets[0]
            # Some programs write a wrong size of the sheet, which would cut rows off.
            sheet.reset_dimensions()
            for row in sheet.iter_rows():
                yield [(cell.value, getattr(cell, "data_type", "n")) for cell in row]
            workbook.close()

    def _scanned(self) -> tuple[list[tuple[str, int, int]], bool]:
        workbook = _open(self._path, as_kept=True)
        part = workbook.worksheets[0]._worksheet_path  # noqa: SLF001  # openpyxl tells it nowhere else
        workbook.close()
        merged, has_formulas, rest = set(), False, b""
        with ZipFile(self._path) as archive, archive.open(part) as sheet:
            while chunk := sheet.read(_CHUNK_BYTES):
                seen = rest + chunk
                has_formulas = has_formulas or bool(_FORMULA.search(seen))
                merged.update(_MERGE.findall(seen))
                rest = seen[-_OVERLAP_BYTES:]
        ranges = [(name.decode(), int(first), int(last)) for name, first, last in merged]
        return sorted(ranges, key=lambda one: one[1]), has_formulas


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _DAMAGED:
        raise Unreadable(_NOT_EXCEL) from None


def _open(path: Path, *, as_kept: bool) -> Any:  # noqa: ANN401  # openpyxl's types say write-only
    import openpyxl

    return openpyxl.load_workbook(path, read_only=True, data_only=as_kept, keep_links=False)


def _cell(value: Any, kind: str) -> Cell:  # noqa: ANN401  # whatever openpyxl makes of a cell
    if kind == "e":
        return Broken(f"公式出错了（{value}）")
    return value  # type: ignore[no-any-return]  # one of the types of `Cell`
