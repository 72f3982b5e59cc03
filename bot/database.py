"""The SQL database: one engine, short reads without a transaction, writes that begin IMMEDIATE."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import QueuePool

from bot.errors import StoreAway

BUSY_TIMEOUT_S = 2


class Base(DeclarativeBase):
    """The schema: every table of the bot's own store and of the demo utility."""


class Database:
    """Connections to the database at one URL; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Build the engine; nothing is connected yet."""
        self.engine = _engine(url)
        self._reader = self.engine.execution_options(reads_only=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries, outside any transaction.

        Raises:
            StoreAway: when the database does not answer.
        """
        with _said_plainly(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self, wait_s: float = BUSY_TIMEOUT_S) -> Iterator[Connection]:
        """A transaction: committed at the end of the block, rolled back when it raises.

        Args:
            wait_s: How long to wait for other writers.

        Raises:
            StoreAway: when the database does not answer; nothing was written.
        """
        engine = self.engine.execution_options(wait_ms=int(wait_s * 1000))
        with _said_plainly(), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise StoreAway(ids={"database_error": type(error.orig).__name__}) from error


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=8)
        event.listen(engine, "begin", _bound_locks)
        return engine
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  # a DBAPI type
    # The driver's own BEGIN is deferred: two writers would meet as "database is locked" at once.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("reads_only"):
        connection.exec_driver_sql(f"PRAGMA busy_timeout={options.get('wait_ms', 2000)}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _bound_locks(connection: Connection) -> None:
    wait_ms = connection.get_execution_options().get("wait_ms")
    if wait_ms is not None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout={max(1, wait_ms)}")
