"""What every part of a utility in SQL shares: the database within the turn's deadline."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.clock import Clock, Deadline
from bot.database import BUSY_TIMEOUT_S, Database
from bot.errors import BackendAway, StoreAway
from bot.queries import Query


@dataclass(frozen=True, slots=True)
class Calls:
    """The way to the utility's database during one turn."""

    database: Database
    clock: Clock
    deadline: Deadline

    def rows(self, query: Query, /, **values: object) -> list[Any]:
        """What a query finds.

        Raises:
            OutOfTime: when the turn has no time left.
            BackendAway: when the database does not answer.
        """
        with self._plainly():
            return self.database.rows(query, **values)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries; errors as for `rows`."""
        with self._plainly(), self.database.read() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction; errors as for `read`."""
        wait_s = self.deadline.left_s(BUSY_TIMEOUT_S)
        with self._plainly(), self.database.write(wait_s) as connection:
            yield connection

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        self.deadline.left_s()
        try:
            yield
        except StoreAway as error:
            self.deadline.left_s()
            raise BackendAway(ids=error.ids) from error
