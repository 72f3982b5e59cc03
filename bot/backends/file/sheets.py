"""A file as rows of named cells: finds the header, and names what is missing or merged."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Final

from bot.backends.file import delimited
from bot.backends.file.cells import Cell, Wrong, text
from bot.backends.file.excel import Sheet
from bot.backends.file.faults import Fault, Unreadable
from bot.backends.file.schema import Kind, plain

EXCEL: Final = (".xlsx", ".xlsm")
DELIMITED: Final = (".csv", ".txt")
_HEADER_WITHIN: Final = 10
"""Above the header a few rows of title may stand."""

Row = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class Named:
    """A file whose header was found.

    Attributes:
        places: Where each field stands, counted from 0.
        notes: What the clerk should know although it is not wrong.
        faults: What is wrong with the sheet itself.
        rows: Every row below the header that is not empty.
    """

    places: dict[str, int]
    rows: Iterator[Row]
    width: int
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


def named_rows(path: Path, kind: Kind) -> Named:
    """Open a file and find its header.

    Raises:
        Unreadable: it is empty or no table, its header is nowhere, or columns are missing.
    """
    sheet = Sheet(path) if path.suffix.lower() in EXCEL else None
    if sheet is None and path.suffix.lower() not in DELIMITED:
        raise Unreadable(Fault(f"只收{'、'.join((*DELIMITED, *EXCEL))}文件"))
    rows = (row for row in (sheet.rows() if sheet else delimited.rows(path)) if _is_filled(row))
    start = list(islice(rows, _HEADER_WITHIN))
    if not start:
        raise Unreadable(Fault("文件是空的"))
    at = max(range(len(start)), key=lambda index: len(_places(kind, _headers(start[index]))))
    number, headers = start[at][0], _headers(start[at])
    _refuse_wrong(kind, headers)
    return Named(
        places=_places(kind, headers),
        rows=chain(start[at + 1 :], rows),
        width=len(headers),
        notes=_unknown(kind, headers),
        faults=_merged(sheet, number, headers) if sheet else (),
    )


def _is_filled(row: Row) -> bool:
    return any(cell is not None and cell != "" and str(cell).strip() for cell in row[1])


def _headers(row: Row) -> list[str]:
    headers = [_plain(cell) for cell in row[1]]
    while headers and not headers[-1]:
        headers.pop()
    return headers


def _plain(cell: Cell) -> str:
    try:
        return plain(text(cell)).strip("*")
    except Wrong:
        return ""


def _places(kind: Kind, headers: list[str]) -> dict[str, int]:
    places = {}
    for name, column in kind.columns.items():
        # The first of a column's names wins, so that a title like 户名 is not taken for another.
        found = next((header for header in column.headers if header in headers), None)
        if found is not None:
            places[name] = headers.index(found)
    return places


def _refuse_wrong(kind: Kind, headers: list[str]) -> None:
    places = _places(kind, headers)
    if not places:
        expected = "、".join(column.header for column in kind.columns.values())
        raise Unreadable(
            Fault(f"前{_HEADER_WITHIN}行里找不到表头。{kind.title}的表头是：{expected}")
        )
    faults = [
        _missing(column.header, headers, set(places.values()))
        for name, column in kind.columns.items()
        if name not in places and not column.optional
    ]
    faults += [
        Fault("这一列出现了两次", column=headers[index])
        for index in sorted(set(places.values()))
        if headers.count(headers[index]) > 1
    ]
    if faults:
        raise Unreadable(*faults)


def _missing(header: str, headers: list[str], taken: set[int]) -> Fault:
    free = [name for index, name in enumerate(headers) if name and index not in taken]
    near = difflib.get_close_matches(header, free, n=1, cutoff=0.3)
    hint = f"，是不是改名成了“{near[0]}”？请改回“{header}”" if near else ""
    return Fault(f"缺少这一列{hint}", column=header)


def _unknown(kind: Kind, headers: list[str]) -> tuple[str, ...]:
    taken = set(_places(kind, headers).values())
    unknown = [name for index, name in enumerate(headers) if name and index not in taken]
    return (f"这些列没有用到：{'、'.join(unknown)}",) if unknown else ()


def _merged(sheet: Sheet, header_row: int, headers: list[str]) -> tuple[Fault, ...]:
    from openpyxl.utils import column_index_from_string

    faults = []
    for letters, first, last in sheet.merged:
        index = column_index_from_string(letters) - 1
        if last >= header_row and index < len(headers):
            said = "这里是合并单元格，请取消合并，每行每格都填上"
            faults.append(Fault(said, first, headers[index] or letters))
    return tuple(faults)
