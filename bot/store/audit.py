"""Staff reads of personal data, each row chained to the one before by a hash.

Rows are only ever added: the database itself refuses to change or delete one, and a chain that was
altered around it (or cut at its end, for whoever noted an earlier head) does not verify.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Integer, String, Table, event, insert, select, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.database import Base, Database
from bot.store.types import At

GENESIS: Final = "0" * 64
_ALONE: Final = text("SELECT pg_advisory_xact_lock(42)")
"""Two at once would take the same place in the chain; the number stands for this chain only."""


class AuditRow(Base):
    """One read. `who` is a member of the staff, `door` how, `subject` an id that names the case."""

    __tablename__ = "audit"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[At]
    who: Mapped[str] = mapped_column(String(64))
    door: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    before: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


GUARDS: Final[dict[str, tuple[str, ...]]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER audit_no_{what} BEFORE {what.upper()} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
        for what in ("update", "delete")
    ),
    "postgresql": (
        """
        CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$
        """,
        """
        CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()
        """,
    ),
}
"""What makes the table append-only, by the database's kind."""


@event.listens_for(Table, "after_create")
def _guard(table: Table, connection: Connection, **_: object) -> None:
    """Guard the table wherever it is created: from the models, or by a migration."""
    if table.name == AuditRow.__tablename__:
        for statement in GUARDS[connection.dialect.name]:
            connection.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying came to: how many rows hold, the last hash of them, the first wrong row."""

    rows: int
    head: str
    broken_at: int | None = None


class Audit:
    """Adds to the chain and verifies it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, who: str, door: str, subject: str) -> None:
        """Write down a read, before the data is shown.

        Args:
            who: the member of the staff.
            door: `duty_link`, `release_link`, `command_line` …
            subject: the ticket, account or request.

        Raises:
            StoreAway: it was not written; then nothing may be shown.
        """
        with self._database.write() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer anyhow
                connection.execute(_ALONE)
            _append(connection, [self._clock(), who[:64], door[:32], subject[:64]])

    def verify(self) -> Verdict:
        """Walk the whole chain."""
        rows, head = 0, GENESIS
        in_order = _IN_ORDER.execution_options(yield_per=1000)
        with self._database.stream() as connection, connection.execute(in_order) as found:
            for row in found:
                said = [row.at, row.who, row.door, row.subject]
                right = _hash(rows + 1, said, head)
                if (row.sequence, row.before, row.hash) != (rows + 1, head, right):
                    return Verdict(rows, head, broken_at=row.sequence)
                rows, head = rows + 1, row.hash
        return Verdict(rows, head)


_IN_ORDER = select(
    AuditRow.sequence,
    AuditRow.at,
    AuditRow.who,
    AuditRow.door,
    AuditRow.subject,
    AuditRow.before,
    AuditRow.hash,
).order_by(AuditRow.sequence)


def _append(connection: Connection, said: list[Any]) -> None:
    last = connection.execute(
        select(AuditRow.sequence, AuditRow.hash).order_by(AuditRow.sequence.desc()).limit(1)
    ).first()
    sequence, before = (last.sequence + 1, last.hash) if last else (1, GENESIS)
    row = dict(zip(("at", "who", "door", "subject"), said, strict=True))
    row |= {"sequence": sequence, "before": before, "hash": _hash(sequence, said, before)}
    connection.execute(insert(AuditRow).values(row))


def _hash(sequence: int, said: list[Any], before: str) -> str:
    at: datetime = said[0]
    words = json.dumps([sequence, at.isoformat(), *said[1:], before], ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()
