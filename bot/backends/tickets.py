"""Trouble tickets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.backends.accounts import Region

TicketKind = Literal["danger", "fault", "callback"]
TicketState = Literal[
    "new", "accepted", "on_the_way", "on_site", "fixed", "customer_side", "cancelled"
]


OPEN_STATES: frozenset[TicketState] = frozenset({"new", "accepted", "on_the_way", "on_site"})


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A report to be opened. `reporter` is opaque to the power company (an openid), or empty."""

    kind: TicketKind
    reporter: str
    place: str
    phone: str = ""
    what: str = ""
    owner: Literal["utility", "property", "customer", "unknown"] = "unknown"
    transformers: tuple[str, ...] = ()
    region: Region = "urban"
    latitude: float | None = None
    longitude: float | None = None
    outage_no: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who has taken a ticket."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """A step of a ticket's life: a state, a word or file, `hurry`, `reopened` or `returned`.

    A word is a `note`, a file a `photo`, `voice` or `video`; a place that is learnt later is
    `placed`, and the calls begin anew. The text of `returned` begins with the
    name and the phone of who handed the ticket back.
    """

    at: datetime
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A trouble ticket: one resident's report."""

    ticket_no: str
    kind: TicketKind
    state: TicketState
    reporter: str
    place: str
    phone: str
    what: str
    owner: Literal["utility", "property", "customer", "unknown"]
    transformers: tuple[str, ...]
    region: Region
    outage_no: str | None
    duty: Duty | None
    expected_end: datetime | None
    opened_at: datetime
    latitude: float | None = None
    longitude: float | None = None
    events: tuple[TicketEvent, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN_STATES


class TroubleTickets(Protocol):
    """Trouble tickets (61968-8)."""

    def open(self, key: str, ticket: NewTicket) -> Ticket:
        """Open a ticket; its number is `BX`, the date and a sequence of four digits."""
        ...

    def get(self, ticket_no: str) -> Ticket | None:
        """One ticket with its events."""
        ...

    def of_reporter(self, reporter: str) -> tuple[Ticket, ...]:
        """The reporter's tickets, newest first, 20 at most."""
        ...

    def recent(self, transformers: Sequence[str], since: datetime) -> tuple[Ticket, ...]:
        """Tickets below these transformers opened since then, for grouping."""
        ...

    def listed(self, *, only_open: bool = False) -> tuple[Ticket, ...]:
        """All tickets, newest first."""
        ...

    def amend(
        self,
        key: str,
        ticket_no: str,
        *,
        place: str | None = None,
        phone: str | None = None,
        transformers: Sequence[str] | None = None,
        region: Region | None = None,
        outage_no: str | None = None,
        event: TicketEvent | None = None,
    ) -> Ticket:
        """Change what is given, and add the event to its life."""
        ...

    def move(
        self,
        key: str,
        ticket_no: str,
        state: TicketState,
        *,
        duty: Duty | None = None,
        expected_end: datetime | None = None,
        note: str = "",
    ) -> Ticket:
        """Set the next state; an already cancelled or finished ticket only moves back to `new`.

        Accepting a ticket that another duty person holds changes nothing.
        """
        ...

    def hand_back(self, key: str, ticket_no: str, *, duty: Duty, note: str = "") -> Ticket:
        """Who has the ticket, or was called for it, cannot go: nobody has it, and it is `new`.

        Where another has it, or it is over, nothing changes.
        """
        ...

    def forget(self, reporter: str) -> None:
        """Unlink the reporter from every ticket; open ones go on without."""
        ...
