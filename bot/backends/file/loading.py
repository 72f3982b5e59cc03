"""Takes a file in: checks it whole, then all of it counts or nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import func, insert, select

from bot.backends.application_kinds import in_force, read_kinds
from bot.backends.file import dating, sheets
from bot.backends.file.checking import Checker, Progress
from bot.backends.file.deriving import derive
from bot.backends.file.faults import Fault, Faults, Unreadable
from bot.backends.file.rules import Known
from bot.backends.file.schema import Kind, Schema
from bot.backends.file.staging import WAIT_S, Staged
from bot.backends.file.tables import FileTransformerRow, ImportRow
from bot.backends.file.targets import TARGETS, Target
from bot.backends.sql.tables import ManagerRow
from bot.clock import Clock
from bot.database import Base, Database

_STRANGE: Final = "用户档案里没有这个户号，请先放用户档案"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    Attributes:
        name: The file's.
        state: `fine` (checked only), `taken`, `known` (nothing changed) or `rejected`.
        kind: Empty where the name says none.
        as_of: The time of its data, where it could be read.
        rows: How many rows were read.
        faults: What is wrong, from the top down; of very many the first ones.
        fault_count: How many in all.
        notes: What the clerk should know although it is not wrong.
    """

    name: str
    state: Literal["fine", "taken", "known", "rejected"]
    kind: str = ""
    as_of: datetime | None = None
    rows: int = 0
    faults: tuple[Fault, ...] = ()
    fault_count: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    kind: str
    digest: str
    as_of: datetime

    @property
    def target(self) -> Target:
        return TARGETS[self.kind]


class Loading:
    """Checks files and takes them in. One at a time: whoever calls holds the folder's lock."""

    def __init__(
        self, database: Database, clock: Clock, schema: Schema, applications: Path
    ) -> None:
        """Keep where rows go.

        Args:
            database: Migrated.
            clock: Local wall time.
            schema: Kinds of files and their columns.
            applications: The file of the kinds of applications.
        """
        self._database = database
        self._clock = clock
        self._schema = schema
        self._applications = applications

    def check(self, path: Path, progress: Progress) -> Outcome:
        """Say what would become of a file; nothing of it is kept."""
        return self._handled(path, progress, is_taken=False)

    def load(self, path: Path, progress: Progress) -> Outcome:
        """Take a file in, if nothing is wrong with it.

        Raises:
            StoreAway: the database does not answer; nothing of the file counts.
        """
        return self._handled(path, progress, is_taken=True)

    def _handled(self, path: Path, progress: Progress, *, is_taken: bool) -> Outcome:
        kind = self._schema.kind_of(path.name) or ""
        try:
            file = self._opened(path, kind)
            if self._is_known(file):
                return Outcome(path.name, "known", kind, file.as_of)
            return self._checked(file, progress, is_taken=is_taken)
        except Unreadable as unreadable:
            faults = unreadable.faults
            return Outcome(path.name, "rejected", kind, faults=faults, fault_count=len(faults))

    def _opened(self, path: Path, kind: str) -> _File:
        if not kind:
            beginnings = "、".join(about.files[0] for about in self._schema.kinds.values())
            raise Unreadable(Fault(f"文件名看不出是哪种文件，请用这些词开头：{beginnings}"))
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return _File(path, kind, digest, dating.as_of(path, self._clock()))

    def _is_known(self, file: _File) -> bool:
        same = select(func.max(ImportRow.as_of)).filter_by(kind=file.kind, digest=file.digest)
        newest = select(func.max(ImportRow.as_of)).filter_by(kind=file.kind)
        with self._database.read() as connection:
            taken: datetime | None = connection.execute(same).scalar_one()
            latest: datetime | None = connection.execute(newest).scalar_one()
        if taken and taken >= file.as_of:
            return True
        if latest and latest > file.as_of and not file.target.is_dated:
            raise Unreadable(Fault(f"已经有更新的数据了（截至{latest:%Y-%m-%d %H:%M}）"))
        return False

    def _checked(self, file: _File, progress: Progress, *, is_taken: bool) -> Outcome:
        named = sheets.named_rows(file.path, self._schema.kinds[file.kind])
        faults = Faults(list(named.faults), len(named.faults))
        checker = Checker(self._schema, file.kind, file.target, self._known(file))
        with Staged(self._database, file.target.table).open() as staged:
            staged.add(checker.rows(named, faults, progress))
            if not checker.count:
                raise Unreadable(Fault("只有表头，没有数据"))
            self._compare(file, staged, faults)
            if is_taken and not faults.count:
                self._take(file, staged, checker.count)
        state: Literal["fine", "taken", "rejected"] = "taken" if is_taken else "fine"
        return Outcome(
            file.path.name,
            "rejected" if faults.count else state,
            file.kind,
            file.as_of,
            checker.count,
            faults.sorted(),
            faults.count,
            named.notes,
        )

    def _compare(self, file: _File, staged: Staged, faults: Faults) -> None:
        kind: Kind = self._schema.kinds[file.kind]
        key = "、".join(kind.columns[name].header for name in kind.key)
        for row, first in staged.repeated(kind.key):
            faults.add(f"和第{first}行重复", row, key)
        if file.target.of_accounts:
            header = kind.columns["account_no"].header
            for row in staged.strangers("account_no", Base.metadata.tables["file_accounts"]):
                faults.add(_STRANGE, row, header)
        with self._database.read() as connection:
            for said in file.target.gaps(connection, staged.table) if not faults.count else ():
                faults.add(said)

    def _take(self, file: _File, staged: Staged, rows: int) -> None:
        kind, target = self._schema.kinds[file.kind], file.target
        with self._database.write(WAIT_S) as connection:
            if kind.keep == "whole":
                staged.replace(connection)
            else:
                staged.merge(connection, kind.key, target.overrides, newer=target.is_dated)
            target.after(connection, staged.table)
        # Recorded last: where something fails before, the file is simply taken in again.
        if target.is_network:
            derive(self._database)
        with self._database.write(WAIT_S) as connection:
            taken = {"kind": file.kind, "name": file.path.name, "digest": file.digest}
            times = {"as_of": file.as_of, "taken_at": self._clock()}
            connection.execute(insert(ImportRow).values(**taken, **times, rows=rows))

    def _known(self, file: _File) -> Known:
        transformers = select(
            FileTransformerRow.code, FileTransformerRow.district, FileTransformerRow.feeder
        )
        with self._database.read() as connection:
            rows = connection.execute(transformers).all()
            managers = frozenset(connection.execute(select(ManagerRow.id)).scalars())
        kinds = in_force(read_kinds(self._applications), file.as_of.date()).values()
        return Known(
            districts={row.code: row.district for row in rows},
            feeders=frozenset(row.feeder for row in rows),
            managers=managers,
            kinds={kind.name: kind for kind in kinds},
            as_of=file.as_of,
        )
