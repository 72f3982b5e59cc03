"""Which moves of a trouble ticket are legal, and what they change."""

from datetime import datetime
from typing import Final

from bot.backends.tickets import Duty, Ticket, TicketState

# A ticket only goes forward, and steps may be left out; what is over only starts again.
_FORWARD: Final[dict[TicketState, int]] = {
    "new": 0,
    "accepted": 1,
    "on_the_way": 2,
    "on_site": 3,
    "fixed": 4,
    "customer_side": 4,
    "cancelled": 4,
}


def moved(
    ticket: Ticket, state: TicketState, duty: Duty | None, expected_end: datetime | None
) -> dict[str, object]:
    """What a move changes.

    Args:
        ticket: As it is.
        state: Where it is to go; the state that it is in, for a new estimate.
        duty: Who moves it, `None` for the resident or the utility itself. A ticket that one duty
            person holds is not moved by another.
        expected_end: When power is expected, `None` where that is not known.

    Returns:
        Columns and their values; empty where the move is not legal.
    """
    if state == "new":
        return {} if ticket.is_open else _started_again()
    if not _is_legal(ticket, state, duty) or (state == ticket.state and not expected_end):
        return {}
    values: dict[str, object] = {"state": state}
    if duty:
        values |= {"duty_name": duty.name, "duty_phone": duty.phone}
    if expected_end:
        values["expected_end"] = expected_end
    return values


def _is_legal(ticket: Ticket, state: TicketState, duty: Duty | None) -> bool:
    held_by_another = ticket.duty and duty and ticket.duty.phone != duty.phone
    return ticket.is_open and not held_by_another and _FORWARD[state] >= _FORWARD[ticket.state]


def _started_again() -> dict[str, object]:
    return {"state": "new", "duty_name": None, "duty_phone": None, "expected_end": None}
