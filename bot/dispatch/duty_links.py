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
class TicketLink:
    """What a ticket's link says: which ticket, whom it was sent to, and its end (Unix seconds).

    Links to other pages that are made from it end with it.
    """

    ticket_no: str
    name: str
    phone: str
    ends_at_s: int

    @property
    def duty(self) -> Duty:
        """Who holds the link."""
        return Duty(self.name, self.phone)


@dataclass(frozen=True, slots=True)
class BoardLink:
    """What a board's link says: whose it is, and when it ends (Unix seconds)."""

    duty: Duty
    ends_at_s: int


def ticket_link(links: Links, ticket_no: str, duty: Duty, ends_at_s: int | None = None) -> str:
    """The link that lets a person take and move a ticket; `ends_at_s` of the page it stands on."""
    return links.make(TICKET, [ticket_no, duty.name, duty.phone], ends_at_s)


def board_link(links: Links, duty: Duty, ends_at_s: int | None = None) -> str:
    """The link to the board of outages; `ends_at_s` of the page it stands on."""
    return links.make(BOARD, [duty.name, duty.phone], ends_at_s)


def read_ticket(links: Links, token: str) -> TicketLink:
    """What a ticket's link says.

    Raises:
        LinkExpired: it is older than `TICKET_AGE_S`.
        LinkForged: it was not made here.
    """
    opened = links.open(TICKET, token, TICKET_AGE_S)
    ticket_no, name, phone = _strings(opened.payload, 3)
    return TicketLink(ticket_no, name, phone, opened.ends_at_s)


def read_board(links: Links, token: str) -> BoardLink:
    """Whom a board link was made for.

    Raises:
        LinkExpired: it is older than `BOARD_AGE_S`.
        LinkForged: it was not made here.
    """
    opened = links.open(BOARD, token, BOARD_AGE_S)
    name, phone = _strings(opened.payload, 2)
    return BoardLink(Duty(name, phone), opened.ends_at_s)


def _strings(payload: object, count: int) -> list[str]:
    try:
        said = msgspec.convert(payload, list[str])
    except msgspec.ValidationError as error:
        raise LinkForged from error
    if len(said) != count:
        raise LinkForged
    return said
