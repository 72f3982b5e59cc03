"""Rows of a CSV file in UTF-8 (with or without BOM), UTF-16 or GBK."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.backends.file.cells import Cell
from bot.backends.file.faults import Fault, Unreadable

_CHUNK_BYTES: Final = 1 << 16
_SEPARATORS: Final = (",", "\t", ";", "，")


def rows(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    """Every row with its number, streamed.

    Raises:
        Unreadable: it is in no known encoding, or no CSV.
    """
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        separator = _separator(file.readline())
        file.seek(0)
        number = 0
        try:
            for number, row in enumerate(csv.reader(file, delimiter=separator), start=1):
                yield number, list(row)
        except csv.Error:
            said = "这一行不是CSV（引号没有成对，或者一格特别长）"
            raise Unreadable(Fault(said, number + 1)) from None


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        is_utf_16 = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "gb18030"):
        if _is_in(path, encoding):
            return encoding
    raise Unreadable(Fault("文字编码认不出来，请另存为“CSV UTF-8”或GBK的CSV"))


def _is_in(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK_BYTES):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _separator(first_line: str) -> str:
    return max(_SEPARATORS, key=first_line.count)
