"""A clerk's desk: drops files and reads what became of them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import MetaData, Table, select

from bot.backends.base import Backends
from bot.backends.file import FileSource, Inbox
from bot.backends.file.loading import Outcome
from bot.clock import SHANGHAI, Deadline
from bot.database import Database
from bot.paths import DICTIONARIES, ROOT
from support.clock import TurnableClock

NOW = datetime(2026, 11, 24, 20, 15)  # local wall time in Asia/Shanghai
STAMP = "20261124-0800"
LATER = "20261124-1200"
TEMPLATES = (
    "managers", "transformers", "places", "accounts", "bills",
    "payments", "outages", "applications", "points", "roster",
)  # fmt: skip


@dataclass
class InboxDesk:
    database: Database
    folder: Path
    clock: TurnableClock = field(default_factory=lambda: TurnableClock(NOW))

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.inbox = Inbox.of(self.folder, DICTIONARIES, self.database, self.clock)
        self.progress: list[int] = []

    @staticmethod
    def template(kind: str) -> bytes:
        return (ROOT / "docs" / "inbox" / f"{kind}.csv").read_bytes()

    def put(self, content: bytes | str, name: str) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        written = self.clock().replace(tzinfo=SHANGHAI).timestamp() - 60
        os.utime(path, (written, written))
        return path

    def drop(self, content: bytes | str, name: str) -> Outcome:
        return self.inbox.load(self.put(content, name), self.progress.append)

    def check(self, content: bytes | str, name: str) -> Outcome:
        return self.inbox.check(self.put(content, name), self.progress.append)

    def excel(self, rows: Sequence[Sequence[object]], name: str, merge: str = "") -> Path:
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        for row in rows:
            sheet.append(list(row))
        if merge:
            sheet.merge_cells(merge)
        workbook.save(self.folder / name)
        return self.folder / name

    def load(self, path: Path) -> Outcome:
        return self.inbox.load(path, self.progress.append)

    def rows(self, table: str) -> list[Any]:
        with self.database.read() as connection:
            columns = Table(table, MetaData(), autoload_with=connection)
            return list(connection.execute(select(columns)))

    @property
    def use(self) -> Backends:
        return FileSource(self.database, self.clock).within(Deadline())


def said(outcome: Outcome) -> list[str]:
    return [str(fault) for fault in outcome.faults]
