"""Connections for reading: one a thread, given back when it failed or rested."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from bot.database import HELD_S, Database
from bot.errors import StoreAway


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database."""
    database = Database(f"sqlite:///{tmp_path / 'bot.db'}")
    yield database
    database.close()


def _read(database: Database, sql: str = "SELECT 1") -> Connection:
    with database.read() as connection:
        assert connection.execute(text(sql)).scalar() == 1
        return connection


def test_a_thread_reads_over_one_connection(database: Database) -> None:
    """Reads do not pay for a check-out each."""
    assert _read(database) is _read(database)


def test_a_connection_that_failed_is_given_back(database: Database) -> None:
    """What comes after an error starts anew."""
    before = _read(database)
    with pytest.raises(StoreAway):
        _read(database, "SELECT 1 FROM nowhere")
    assert before.closed
    assert not _read(database).closed


def test_a_connection_that_rested_is_checked_out_anew(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may have closed it in the meantime."""
    before, now_s = _read(database), time.monotonic()
    monkeypatch.setattr("bot.database.time.monotonic", lambda: now_s + HELD_S + 1)
    assert _read(database) is not before
    assert before.closed


def test_a_read_sees_what_was_written_since(database: Database) -> None:
    """A connection that stays open holds no old picture."""
    with database.write() as connection:
        connection.execute(text("CREATE TABLE counted (n INTEGER)"))
        connection.execute(text("INSERT INTO counted VALUES (1)"))
    _read(database, "SELECT n FROM counted")
    with database.write() as connection:
        connection.execute(text("UPDATE counted SET n = 2"))
    _read(database, "SELECT n - 1 FROM counted")


def test_what_residents_said_stands_in_no_error(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("CREATE TABLE once (phone TEXT PRIMARY KEY)"))
    twice = [{"phone": "13800000000"}] * 2
    with database.write() as connection, pytest.raises(DatabaseError) as failed:
        connection.execute(text("INSERT INTO once VALUES (:phone)"), twice)
    assert "13800000000" not in str(failed.value)
