"""The demo utility as a turn sees it."""

from pathlib import Path

from bot.backends.base import Backends
from bot.backends.demo.accounts import DemoAccounts
from bot.backends.demo.billing import DemoBilling
from bot.backends.demo.meters import DemoMeters
from bot.backends.demo.paths import TARIFFS
from bot.backends.sql.calls import Calls
from bot.backends.sql.network import SqlNetwork
from bot.backends.sql.outages import SqlOutages
from bot.backends.sql.points import SqlPoints
from bot.backends.sql.requests import SqlRequests
from bot.backends.sql.staff_lookups import SqlManagers, SqlRoster
from bot.backends.sql.tickets import SqlTickets
from bot.clock import Clock, Deadline
from bot.database import Database
from bot.tariffs import Tariffs


class DemoSource:
    """Makes the demo's backends; shared by every thread of a process."""

    def __init__(self, database: Database, clock: Clock, tariffs: Path = TARIFFS) -> None:
        """Read the price files; the database is not asked yet.

        Args:
            database: Migrated and loaded (`load`).
            clock: Tells the local time.
            tariffs: The folder of the price files.
        """
        self._database = database
        self._clock = clock
        self._tariffs = Tariffs.load(tariffs)

    def within(self, deadline: Deadline) -> Backends:
        """The demo's systems, each call bounded by the deadline."""
        calls = Calls(self._database, self._clock, deadline)
        billing, outages = DemoBilling(calls, self._tariffs), SqlOutages(calls)
        return Backends(
            accounts=DemoAccounts(calls, billing.owed_fen),
            billing=billing,
            meters=DemoMeters(calls, outages),
            network=SqlNetwork(calls),
            outages=outages,
            tickets=SqlTickets(calls),
            requests=SqlRequests(calls),
            points=SqlPoints(calls),
            managers=SqlManagers(calls),
            roster=SqlRoster(calls),
        )
