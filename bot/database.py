"""The SQL database: one engine, short reads without a transaction, writes that begin IMMEDIATE."""

import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import QueuePool

from bot.errors import StoreAway
from bot.queries import Prepared, Query

BUSY_TIMEOUT_S = 2
ANSWER_S = 4
"""How long PostgreSQL may be silent or work on a query: a resident waits no longer."""
_AWAY = (OperationalError, InterfaceError)
HELD_S = 30.0
"""A connection that rested longer is checked before it is used again."""


class Base(DeclarativeBase):
    """The schema: every table of the bot's own store and of the demo utility."""


class Database:
    """Connections to the database at one URL; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Build the engine; nothing is connected yet."""
        self.engine = _engine(url)
        self._reader = _reader(self.engine)
        self._here = threading.local()
        self._prepared: dict[Query, Prepared] = {}
        self._driver_error: type[Exception] = self.engine.dialect.loaded_dbapi.Error

    def rows(self, query: Query, /, **values: object) -> list[Any]:
        """What a query finds, outside any transaction, as named tuples.

        Args:
            query: the select.
            values: its parameters.

        Raises:
            StoreAway: when the database does not answer.
        """
        prepared = self._prepared.get(query)
        if prepared is None:
            prepared = self._prepared[query] = Prepared(query, self.engine.dialect)
        try:
            return self._found(prepared, values)
        except _AWAY as error:
            raise _away(error) from error

    def _found(self, prepared: Prepared, values: Mapping[str, object]) -> list[Any]:
        """Rows over this thread's connection; the driver's errors as SQLAlchemy names them."""
        connection = self._hold("reads", self._reader)
        try:
            return prepared.rows(connection.connection.cursor(), values)
        except self._driver_error as error:
            self._give_back("reads", broken=True)
            raise DBAPIError.instance(
                prepared.sql, None, error, self._driver_error, hide_parameters=True
            ) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """This thread's connection for queries, outside any transaction.

        Raises:
            StoreAway: when the database does not answer.
        """
        with _said_plainly(), self._held("reads", self._reader) as connection:
            yield connection

    @contextmanager
    def write(self, wait_s: float = BUSY_TIMEOUT_S) -> Iterator[Connection]:
        """A transaction: committed at the end of the block, rolled back when it raises.

        Args:
            wait_s: How long to wait for other writers.

        Raises:
            StoreAway: when the database does not answer; nothing was written.
        """
        with (
            _said_plainly(),
            self._held("writes", self.engine) as connection,
            connection.execution_options(wait_ms=int(wait_s * 1000)).begin(),
        ):
            yield connection

    @contextmanager
    def stream(self) -> Iterator[Connection]:
        """A connection of its own for one long query whose rows are fetched bit by bit.

        Raises:
            StoreAway: when the database does not answer.
        """
        with (
            _said_plainly(),
            self.engine.execution_options(reads_only=True).connect() as connection,
        ):
            yield connection

    @contextmanager
    def _held(self, use: str, engine: Engine) -> Iterator[Connection]:
        """This thread's connection for one use; one that failed is given back."""
        try:
            yield self._hold(use, engine)
        except DBAPIError:
            self._give_back(use)
            raise

    def _hold(self, use: str, engine: Engine) -> Connection:
        """This thread's connection for one use, which stays open: that makes a read cost half.

        One that the server may have closed since is given back before.
        """
        held: _Held | None = self._here.__dict__.get(use)
        now_s = time.monotonic()
        if held is None or now_s - held.used_s > HELD_S or held.pid != os.getpid():
            self._give_back(use)
            held = self._here.__dict__[use] = _Held(_connected(engine, use), os.getpid())
        held.used_s = now_s
        return held.connection

    def _give_back(self, use: str, *, broken: bool = False) -> None:
        held: _Held | None = self._here.__dict__.pop(use, None)
        if held is None or held.pid != os.getpid():
            return
        if broken:
            held.connection.invalidate()
        held.connection.close()

    def close(self) -> None:
        """Close this thread's connections and every pooled one."""
        for use in tuple(self._here.__dict__):
            self._give_back(use)
        self.engine.dispose()


@dataclass(slots=True)
class _Held:
    """A thread's connection for one use; a forked process must not use its parent's."""

    connection: Connection
    pid: int
    used_s: float = 0.0


def _connected(engine: Engine, use: str) -> Connection:
    connection = engine.connect()
    if use == "reads" and engine.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET statement_timeout={ANSWER_S * 1000}")
    return connection


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except _AWAY as error:
        raise _away(error) from error


def _away(error: DBAPIError) -> StoreAway:
    return StoreAway(ids={"database_error": type(error.orig).__name__})


def _reader(engine: Engine) -> Engine:
    """The engine for reads: they hold no transaction open, whose picture would grow old."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(reads_only=True)
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        engine = create_engine(
            url,
            hide_parameters=True,  # they name residents, and errors go to the log
            pool_pre_ping=True,
            max_overflow=-1,
            connect_args={"connect_timeout": BUSY_TIMEOUT_S, "tcp_user_timeout": ANSWER_S * 1000},
        )
        event.listen(engine, "begin", _bound_locks)
        return engine
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        max_overflow=-1,  # a thread holds two
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
    if options.get("reads_only"):
        return
    wait_ms = options.get("wait_ms", 2000)
    if connection.info.get("wait_ms") != wait_ms:
        connection.info["wait_ms"] = wait_ms
        connection.exec_driver_sql(f"PRAGMA busy_timeout={wait_ms}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _bound_locks(connection: Connection) -> None:
    """A transaction may take its time, but waits for others no longer than it may."""
    wait_ms = connection.get_execution_options().get("wait_ms")
    bound = f"; SET LOCAL lock_timeout={max(1, wait_ms)}" if wait_ms is not None else ""
    connection.exec_driver_sql(f"SET LOCAL statement_timeout=0{bound}")
