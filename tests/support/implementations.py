"""The implementations that the contract holds for, and what the tests know of their data."""

from dataclasses import dataclass

from bot.backends.base import Backends, BackendSource
from bot.clock import Deadline
from support.clock import TurnableClock

NOBODY = "5999999999"


@dataclass(frozen=True)
class Known:
    """Things that the implementation's data holds.

    An implementation that joins gives its own; the tests use nothing else of its data.
    """

    in_arrears: str  # a resident's account with two open bills and no outage
    settled: str  # an account that owes nothing and is not cut
    without_phone: str
    with_fault: str  # an account below an open fault
    place: str  # a text that names the place of `settled`, and nothing else
    application: str  # one in progress that is neither at its last step nor done
    application_account: str
    meters_answer: bool = True  # whether there is a head-end that can be asked


@dataclass(frozen=True)
class Utility:
    """One implementation, ready for one test."""

    source: BackendSource
    clock: TurnableClock
    known: Known

    @property
    def at_leisure(self) -> Backends:
        """Its systems, with nobody waiting."""
        return self.source.within(Deadline())
