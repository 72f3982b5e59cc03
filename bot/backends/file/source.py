"""The utility of the clerk's files as a turn sees it."""

from bot.backends.base import Backends
from bot.backends.file.accounts import FileAccounts, FileMeters
from bot.backends.file.billing import FileBilling
from bot.backends.sql.calls import Calls
from bot.backends.sql.network import SqlNetwork
from bot.backends.sql.outages import SqlOutages
from bot.backends.sql.points import SqlPoints
from bot.backends.sql.requests import SqlRequests
from bot.backends.sql.staff_lookups import SqlManagers, SqlRoster
from bot.backends.sql.tickets import SqlTickets
from bot.clock import Clock, Deadline
from bot.database import Database


class FileSource:
    """Makes the backends of one turn; shared by every thread of a process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep the migrated database and the clock."""
        self._database = database
        self._clock = clock

    def within(self, deadline: Deadline) -> Backends:
        """The utility's systems, each call bounded by the deadline."""
        calls = Calls(self._database, self._clock, deadline)
        return Backends(
            accounts=FileAccounts(calls),
            billing=FileBilling(calls),
            meters=FileMeters(calls),
            network=SqlNetwork(calls),
            outages=SqlOutages(calls),
            tickets=SqlTickets(calls),
            requests=SqlRequests(calls),
            points=SqlPoints(calls),
            managers=SqlManagers(calls),
            roster=SqlRoster(calls),
        )
