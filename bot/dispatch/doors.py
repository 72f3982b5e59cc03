"""Signed links for people on duty: one for a ticket, one for the board of outages."""

from dataclasses import dataclass

import msgspec

from bot.backends.tickets import Duty
from bot.services.links import LinkForged, Links

TICKET = "duty"
BOARD = "duty/board"
TICKET_AGE_S = 3 * 24 * 3600
BOARD_AGE_S = 24 * 3600
"""A board link lasts for one shift and its handing over."""


@dataclass(frozen=True, slots=True)
class TicketDoor:
    """What a ticket's link says: which ticket, and whom it was sent to.

    Name and phone are no secret here: the resident is told them as soon as the person takes it.
    """

    ticket_no: str
    name: str
    phone: str

    @property
    def duty(self) -> Duty:
        """Who holds the link."""
        return Duty(self.name, self.phone)


def ticket_link(links: Links, ticket_no: str, duty: Duty) -> str:
    """The link that lets a person take and move a ticket."""
    return links.make(TICKET, [ticket_no, duty.name, duty.phone])


def board_link(links: Links, duty: Duty) -> str:
    """The link to the board of outages."""
    return links.make(BOARD, [duty.name, duty.phone])


def read_ticket(links: Links, token: str) -> TicketDoor:
    """What a ticket's link says.

    Raises:
        LinkExpired: it is older than `TICKET_AGE_S`.
        LinkForged: it was not made here.
    """
    ticket_no, name, phone = _strings(links.read(TICKET, token, TICKET_AGE_S), 3)
    return TicketDoor(ticket_no, name, phone)


def read_board(links: Links, token: str) -> Duty:
    """Whom a board link was made for.

    Raises:
        LinkExpired: it is older than `BOARD_AGE_S`.
        LinkForged: it was not made here.
    """
    name, phone = _strings(links.read(BOARD, token, BOARD_AGE_S), 2)
    return Duty(name, phone)


def _strings(payload: object, count: int) -> list[str]:
    try:
        said = msgspec.convert(payload, list[str])
    except msgspec.ValidationError as error:
        raise LinkForged from error
    if len(said) != count:
        raise LinkForged
    return said
