"""What the power company's systems know and do, as the bot needs it.

Names follow the CIM (IEC 61968): a *customer account* is supplied at a *usage point*, below a
*transformer* on a *feeder*; an *outage* is a stretch of network without power; a *trouble ticket*
is one resident's report; a *service request* is an application.

Rules for every implementation (tests/contracts/ states them as tests):

* Money is integer fen. Datetimes are naive local wall time in Asia/Shanghai.
* A method that writes takes an idempotency `key`; a second call with the same key changes nothing
  and returns what the first call made.
* A lookup that finds nothing returns `None` or an empty tuple. A system that does not answer
  raises `BackendAway`; one that would answer after the deadline raises `OutOfTime` by then.
"""

from typing import Protocol

import msgspec

from bot.backends.accounts import Accounts, Meters
from bot.backends.billing import Billing
from bot.backends.network import Managers, Network, Roster, ServicePoints
from bot.backends.outages import Outages
from bot.backends.requests import ServiceRequests
from bot.backends.tickets import TroubleTickets
from bot.clock import Deadline


class Backends(msgspec.Struct, frozen=True):
    """Every system of the power company, as one value that a turn can hold."""

    accounts: Accounts
    billing: Billing
    meters: Meters
    network: Network
    outages: Outages
    tickets: TroubleTickets
    requests: ServiceRequests
    points: ServicePoints
    managers: Managers
    roster: Roster


class BackendSource(Protocol):
    """Makes the backends of one turn."""

    def within(self, deadline: Deadline) -> Backends:
        """The same systems, each call bounded by the time that the turn has left."""
        ...
