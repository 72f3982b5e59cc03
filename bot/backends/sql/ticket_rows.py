"""Trouble tickets between the tables and the bot's values."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select

from bot.backends.sql.rows import AnyRow
from bot.backends.sql.tables import TicketEventRow, TicketRow, TicketTransformerRow
from bot.backends.tickets import Duty, NewTicket, Ticket, TicketEvent
from bot.queries import Find, Query, among, joined, within

BY_NUMBER: Final = Query(select(TicketRow).where(TicketRow.ticket_no == bindparam("number")))
_LOCKED: Final = Query(BY_NUMBER.select.with_for_update())
_EVENTS: Final = Query(
    select(TicketEventRow)
    .where(among(TicketEventRow.ticket_no, "numbers"))
    .order_by(TicketEventRow.id)
)


def fetch(find: Find, query: Query, **values: object) -> list[Ticket]:
    """The tickets that a query finds, with their events."""
    rows = find(query, **values)
    events = _events(find, [row.ticket_no for row in rows]) if rows else {}
    return [_ticket(row, events.get(row.ticket_no, ())) for row in rows]


def fetch_one(connection: Connection, ticket_no: str) -> Ticket:
    """One ticket, which nobody else changes until the transaction ends.

    Raises:
        LookupError: when there is none.
    """
    tickets = fetch(within(connection), _LOCKED, number=ticket_no)
    if not tickets:
        raise LookupError(f"no ticket {ticket_no!r}")
    return tickets[0]


def add(connection: Connection, ticket_no: str, ticket: NewTicket, at: datetime) -> None:
    """Write a new ticket with its first event."""
    values = {
        "ticket_no": ticket_no,
        "kind": ticket.kind,
        "state": "new",
        "reporter": ticket.reporter,
        "place": ticket.place,
        "phone": ticket.phone,
        "what": ticket.what,
        "owner": ticket.owner,
        "transformers": ",".join(ticket.transformers),
        "region": ticket.region,
        "outage_no": ticket.outage_no,
        "opened_at": at,
        "latitude": ticket.latitude,
        "longitude": ticket.longitude,
    }
    connection.execute(insert(TicketRow), values)
    place_below(connection, ticket_no, ticket.transformers, at)
    add_event(connection, ticket_no, TicketEvent(at, "new"))


def place_below(
    connection: Connection, ticket_no: str, transformers: Iterable[str], opened_at: datetime
) -> None:
    """Note which transformers a ticket lies below."""
    rows = [
        {"transformer": code, "opened_at": opened_at, "ticket_no": ticket_no}
        for code in dict.fromkeys(transformers)
    ]
    if rows:
        connection.execute(insert(TicketTransformerRow), rows)


def add_event(connection: Connection, ticket_no: str, event: TicketEvent) -> None:
    """Write one step of a ticket's life."""
    values = {"ticket_no": ticket_no, "at": event.at, "what": event.what, "text": event.text}
    connection.execute(insert(TicketEventRow), values)


def _events(find: Find, numbers: list[str]) -> dict[str, list[TicketEvent]]:
    events: defaultdict[str, list[TicketEvent]] = defaultdict(list)
    for row in find(_EVENTS, numbers=joined(numbers)):
        events[row.ticket_no].append(TicketEvent(row.at, row.what, row.text))
    return events


def _ticket(row: AnyRow, events: Iterable[TicketEvent]) -> Ticket:
    return Ticket(
        ticket_no=row.ticket_no,
        kind=row.kind,
        state=row.state,
        reporter=row.reporter,
        place=row.place,
        phone=row.phone,
        what=row.what,
        owner=row.owner,
        transformers=codes(row.transformers),
        region=row.region,
        outage_no=row.outage_no,
        duty=Duty(row.duty_name, row.duty_phone or "") if row.duty_name else None,
        expected_end=row.expected_end,
        opened_at=row.opened_at,
        latitude=row.latitude,
        longitude=row.longitude,
        events=tuple(events),
    )


def codes(listed: str) -> tuple[str, ...]:
    """Codes between commas."""
    return tuple(filter(None, listed.split(",")))
