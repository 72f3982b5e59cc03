"""How a ticket reaches a person."""

from datetime import datetime
from typing import Protocol

from bot.backends.tickets import Duty, Ticket
from bot.effects import Effect


class Dispatch(Protocol):
    """Brings work to the people on duty, by the roster's order.

    Nothing is sent here: what is to be sent is given back as effects, so that it is committed with
    the ticket's own next step.
    """

    def call(self, ticket: Ticket, rank: int, now: datetime) -> tuple[Effect, ...] | None:
        """Call the person at `rank` (0 is the first); `None` where the roster ends before it.

        Empty where there is no way to reach anybody: the roster is waited through all the same,
        since whoever looks at the board may still take the ticket.
        """
        ...

    def remind(self, ticket: Ticket, now: datetime) -> tuple[Effect, ...]:
        """Remind whoever has the ticket; while it is untaken, whoever is being called now.

        Empty where nobody can be reminded.
        """
        ...

    def roster_of(self, ticket: Ticket) -> str:
        """Whose roster a ticket is called through; empty for the whole utility's."""
        ...

    def first(self, ticket: Ticket, now: datetime) -> Duty | None:
        """Who is called first for a ticket; `None` where the roster is empty."""
        ...

    def next_rank(self, ticket: Ticket, phone: str, now: datetime) -> int:
        """The rank behind this person's; 0 for somebody who is not on the roster."""
        ...

    def after_min(self, ticket: Ticket) -> int:
        """Minutes until an untaken ticket goes to the next on the roster."""
        ...
