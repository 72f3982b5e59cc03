"""Loads the demo utility, and on later days moves its dates on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from bot.backends.application_kinds import in_force, read_kinds
from bot.backends.demo import outage_seed, receipt_rows, request_seed
from bot.backends.demo.customers import Row
from bot.backends.demo.geography import County
from bot.backends.demo.paths import APPLICATIONS, TARIFFS
from bot.backends.demo.seeding import Seed, Seeding
from bot.backends.demo.tables import AccountRow, AnchorRow, ShownRow
from bot.backends.sql.tables import (
    ManagerRow,
    PlaceNameRow,
    PlaceRow,
    RosterRow,
    ServicePointRow,
    TransformerRow,
)
from bot.database import Base, Database
from bot.tariffs import Tariffs

MIN_ACCOUNTS = 22
"""So many are needed for one of every case that `show` names; nobody gets fewer."""
BATCH_ROWS = 4000
SAME_MOMENT = timedelta(minutes=10)
"""A second load so soon is the same load: nothing moves between two calls of `make run`."""

_COUNTY_TABLES = (
    AccountRow, ManagerRow, PlaceNameRow, PlaceRow, RosterRow, ServicePointRow,
    ShownRow, TransformerRow,
)  # fmt: skip


def load(database: Database, accounts: int = 2000, *, now: datetime) -> None:
    """Load the demo utility, or move its dates on.

    The same number of accounts and the same moment give the same data. Loaded again, it changes
    nothing; at a later moment outages, bills and applications move on, while tickets, receipts and
    what residents paid stay.

    Args:
        database: A migrated database.
        accounts: How many customer accounts; `MIN_ACCOUNTS` where fewer are asked for.
        now: The local moment that every date is relative to.
    """
    accounts = max(accounts, MIN_ACCOUNTS)
    with database.write() as connection:
        anchor = connection.execute(select(AnchorRow.accounts, AnchorRow.loaded_at)).one_or_none()
        same_size = anchor is not None and anchor.accounts == accounts
        if anchor and same_size and abs(now - anchor.loaded_at) < SAME_MOMENT:
            return
        if not same_size:
            _rebuild(connection, accounts)
        days = (now.date() - anchor.loaded_at.date()).days if anchor and same_size else None
        _move(connection, accounts, now, days)


def _move(connection: Connection, accounts: int, now: datetime, days: int | None) -> None:
    connection.execute(delete(AnchorRow))
    connection.execute(insert(AnchorRow).values(id=1, accounts=accounts, loaded_at=now))
    outage_seed.move(connection, now)
    request_seed.move(connection, in_force(read_kinds(APPLICATIONS), now.date()), now, days)
    receipt_rows.move(connection, Tariffs.load(TARIFFS), now)


def _rebuild(connection: Connection, accounts: int) -> None:
    for table in _COUNTY_TABLES:
        connection.execute(delete(table))
    for seeded, rows in _batches(Seeding(County(accounts)).rows()):
        connection.execute(insert(seeded), rows)


def _batches(seeds: Iterable[Seed]) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    waiting: defaultdict[type[Base], list[Row]] = defaultdict(list)
    for table, row in seeds:
        waiting[table].append(row)
        if len(waiting[table]) == BATCH_ROWS:
            yield table, waiting.pop(table)
    yield from waiting.items()
