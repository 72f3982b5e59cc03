"""Trouble tickets of a utility in SQL."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.backends.accounts import Region
from bot.backends.sql.calls import Calls
from bot.backends.sql.sequences import next_number, once
from bot.backends.sql.tables import TicketRow, TicketTransformerRow
from bot.backends.sql.ticket_moves import moved
from bot.backends.sql.ticket_rows import BY_NUMBER, add, add_event, fetch, fetch_one, place_below
from bot.backends.tickets import OPEN_STATES, Duty, NewTicket, Ticket, TicketEvent, TicketState
from bot.queries import Query, among, joined

MAX_OF_REPORTER: Final = 20

_NEWEST: Final = select(TicketRow).order_by(TicketRow.opened_at.desc(), TicketRow.ticket_no.desc())
_ALL: Final = Query(_NEWEST)
_OPEN: Final = Query(_NEWEST.where(TicketRow.state.in_(sorted(OPEN_STATES))))
_OF_REPORTER: Final = Query(
    _NEWEST.where(TicketRow.reporter == bindparam("reporter")).limit(MAX_OF_REPORTER)
)
_RECENT: Final = Query(
    _NEWEST.where(
        TicketRow.ticket_no.in_(
            select(TicketTransformerRow.ticket_no).where(
                among(TicketTransformerRow.transformer, "transformers"),
                TicketTransformerRow.opened_at >= bindparam("since"),
            )
        )
    )
)


class SqlTickets:
    """`TroubleTickets` over SQL."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls

    def open(self, key: str, ticket: NewTicket) -> Ticket:
        """Open a ticket; its number is `BX`, the date and a sequence of four digits."""
        at = self._calls.clock()

        def make(connection: Connection) -> str:
            series = f"BX{at:%Y%m%d}"
            ticket_no = f"{series}{next_number(connection, series):04d}"
            add(connection, ticket_no, ticket, at)
            return ticket_no

        return self._write(f"open_ticket:{key}", make)

    def get(self, ticket_no: str) -> Ticket | None:
        """One ticket with its events."""
        return next(iter(self._read(BY_NUMBER, number=ticket_no)), None)

    def of_reporter(self, reporter: str) -> tuple[Ticket, ...]:
        """The reporter's tickets, newest first, 20 at most; none for nobody."""
        return self._read(_OF_REPORTER, reporter=reporter) if reporter else ()

    def recent(self, transformers: Sequence[str], since: datetime) -> tuple[Ticket, ...]:
        """Tickets below these transformers opened since then."""
        return self._read(_RECENT, transformers=joined(transformers), since=since)

    def listed(self, *, only_open: bool = False) -> tuple[Ticket, ...]:
        """All tickets, newest first."""
        return self._read(_OPEN if only_open else _ALL)

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
        """Change what is given, and add the event to its life.

        Raises:
            LookupError: when there is no such ticket.
        """
        below = None if transformers is None else ",".join(transformers)
        values = _given(
            place=place, phone=phone, transformers=below, region=region, outage_no=outage_no
        )

        def make(connection: Connection) -> str:
            ticket = fetch_one(connection, ticket_no)
            _set(connection, ticket_no, values)
            if transformers is not None:
                gone = delete(TicketTransformerRow).filter_by(ticket_no=ticket_no)
                connection.execute(gone.where(TicketTransformerRow.opened_at == ticket.opened_at))
                place_below(connection, ticket_no, transformers, ticket.opened_at)
            if event:
                add_event(connection, ticket_no, event)
            return ticket_no

        return self._write(f"amend_ticket:{key}", make)

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
        """Set the next state; a move that is not legal (see `ticket_moves`) changes nothing.

        Raises:
            LookupError: when there is no such ticket.
        """

        def make(connection: Connection) -> str:
            ticket = fetch_one(connection, ticket_no)
            values = moved(ticket, state, duty, expected_end)
            if values:
                _set(connection, ticket_no, values)
                what = "reopened" if state == "new" else state
                add_event(connection, ticket_no, TicketEvent(self._calls.clock(), what, note))
            return ticket_no

        return self._write(f"move_ticket:{key}", make)

    def hand_back(self, key: str, ticket_no: str, *, duty: Duty, note: str = "") -> Ticket:
        """Take a ticket off whoever has it, or might take it; its state is new again.

        Raises:
            LookupError: when there is no such ticket.
        """

        def make(connection: Connection) -> str:
            ticket = fetch_one(connection, ticket_no)
            if ticket.is_open and (ticket.duty is None or ticket.duty.phone == duty.phone):
                nobody = {"duty_name": None, "duty_phone": None, "expected_end": None}
                _set(connection, ticket_no, {"state": "new", **nobody})
                text = f"{duty.name} {duty.phone}" + (f"：{note}" if note else "")
                add_event(connection, ticket_no, TicketEvent(self._calls.clock(), "returned", text))
            return ticket_no

        return self._write(f"hand_back_ticket:{key}", make)

    def forget(self, reporter: str) -> None:
        """Unlink the reporter from every ticket."""
        if reporter:
            with self._calls.write() as connection:
                unlink = update(TicketRow).filter_by(reporter=reporter)
                connection.execute(unlink.values(reporter=""))

    def _read(self, query: Query, **values: object) -> tuple[Ticket, ...]:
        return tuple(fetch(self._calls.rows, query, **values))

    def _write(self, key: str, make: Callable[[Connection], str]) -> Ticket:
        with self._calls.write() as connection:
            return fetch_one(connection, once(connection, key, lambda: make(connection)))


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _set(connection: Connection, ticket_no: str, values: dict[str, object]) -> None:
    if values:
        connection.execute(update(TicketRow).filter_by(ticket_no=ticket_no).values(values))
