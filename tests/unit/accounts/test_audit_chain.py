from collections.abc import Iterator
from datetime import datetime
from threading import Thread

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from bot.database import Base, Database
from bot.schema import migrating
from bot.store.audit import Audit, AuditRow

GUARDS_OF = {
    "sqlite": ("audit_no_update", "audit_no_delete"),
    "postgresql": ("audit_no_change ON audit",),
}
NOW = datetime(2026, 11, 24, 20, 15)  # local wall time in Asia/Shanghai


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    database = Database(empty_url)
    Base.metadata.create_all(database.engine, [AuditRow.__table__])  # type: ignore[list-item]  # a Table
    yield database
    database.close()


@pytest.fixture
def audit(database: Database) -> Audit:
    audit = Audit(database, lambda: NOW)
    for n in range(3):
        audit.add("韩英建", "duty_link", f"BX20261124000{n}")
    return audit


def forged(database: Database, statement: str) -> None:
    """Change the table the way somebody with the whole database could."""
    with database.write() as connection:
        for guard in GUARDS_OF[connection.dialect.name]:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        connection.exec_driver_sql(statement)


def test_a_migrated_database_guards_the_table_too(empty_url: str) -> None:
    database = Database(empty_url)
    migrating.upgrade(database)
    Audit(database, lambda: NOW).add("a", "duty_link", "BX202611240001")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        database.write() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM audit")
    database.close()


def test_an_untouched_chain_holds(audit: Audit) -> None:
    verdict = audit.verify()
    assert (verdict.rows, verdict.broken_at) == (3, None)


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_a_row(
    audit: Audit, database: Database, statement: str
) -> None:
    with (
        pytest.raises((DatabaseError, IntegrityError), match="append-only"),
        database.write() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert audit.verify().rows == 3


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit SET who = '别人' WHERE sequence = 2", 2),
        ("UPDATE audit SET at = '2026-11-24 20:16:00.000000' WHERE sequence = 1", 1),
        ("DELETE FROM audit WHERE sequence = 2", 3),
        ("DELETE FROM audit WHERE sequence = 1", 2),
    ],
)
def test_a_row_changed_or_taken_out_is_found(
    audit: Audit, database: Database, statement: str, broken_at: int
) -> None:
    forged(database, statement)
    assert audit.verify().broken_at == broken_at


def test_a_cut_end_shows_to_whoever_noted_the_head(audit: Audit, database: Database) -> None:
    noted = audit.verify().head
    forged(database, "DELETE FROM audit WHERE sequence = 3")
    verdict = audit.verify()
    assert verdict.broken_at is None
    assert verdict.head != noted


def test_many_at_once_make_one_chain(audit: Audit) -> None:
    threads = [Thread(target=audit.add, args=("a", "duty_link", str(n))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (audit.verify().rows, audit.verify().broken_at) == (11, None)
