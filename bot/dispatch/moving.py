"""A person on duty takes a ticket and moves it on; each move reaches the reporter."""

from dataclasses import dataclass
from datetime import datetime

from bot.backends.tickets import OPEN_STATES, Duty, Ticket, TicketEvent, TicketState, TroubleTickets
from bot.clock import Clock
from bot.dispatch.posting import Post
from bot.effects import Effect, GroupCalls, PassOn, Push
from bot.services import tickets as wording
from bot.session import Choice

STILL_DARK = Choice("还没来电", "repair_progress", "还没来电")
NOTE_CHARS = 200

_ORDER: tuple[TicketState, ...] = ("new", "accepted", "on_the_way", "on_site", "fixed")


@dataclass(frozen=True, slots=True)
class Move:
    """What a person on duty says of a ticket.

    `seen` is how many events the ticket had on the page that was tapped: a page tapped twice is one
    move, the same step after a reopening is another. `expected_end` is local wall time.
    """

    state: TicketState
    seen: int
    expected_end: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moving:
    """Moves tickets in the name of a person on duty."""

    tickets: TroubleTickets
    clock: Clock
    post: Post

    def move(self, ticket: Ticket, move: Move, by: Duty) -> Ticket:
        """Make a move and tell the reporter; where another holds the ticket nothing happens.

        Raises:
            StoreAway: the reporter could not be told; the same move again tells it.
        """
        key = f"duty:{ticket.ticket_no}:{move.seen}:{by.phone}:{_digest(move)}"
        if move == Move(ticket.state, len(ticket.events)):
            return ticket  # where it is already, as the page showed
        moved = self._made(key, ticket, move, by)
        if moved.duty == by and moved.state == move.state:
            self.post(effects_of_move(moved, move, key, self.clock()))
        return moved

    def hand_back(self, ticket: Ticket, seen: int, by: Duty, note: str) -> Ticket:
        """Give the ticket back: the next is called; the reporter hears of it if somebody had it.

        `seen` as in `Move`. Where another has the ticket nothing happens.

        Raises:
            StoreAway: nobody was called yet; the same tap again does it.
        """
        key = f"duty:{ticket.ticket_no}:{seen}:{by.phone}:back"
        back = self.tickets.hand_back(key, ticket.ticket_no, duty=by, note=note)
        if back.events[-1].what == "returned" and by.phone in back.events[-1].text:
            text = wording.handed_back(back)
            push = Push(openid=back.reporter, text=text, phone=back.phone, moment=key)
            on = PassOn(back.ticket_no, by.phone, key)
            self.post((on, push) if text else (on,))
        return back

    def _made(self, key: str, ticket: Ticket, move: Move, by: Duty) -> Ticket:
        is_word = move.state == ticket.state and move.expected_end is None
        if is_word:
            if ticket.duty != by or not move.note:
                return ticket
            note = TicketEvent(self.clock(), "note", f"{by.name}：{move.note}")
            return self.tickets.amend(key, ticket.ticket_no, event=note)
        return self.tickets.move(
            key,
            ticket.ticket_no,
            move.state,
            duty=by,
            expected_end=move.expected_end,
            note=move.note,
        )


def ways(ticket: Ticket, by: Duty) -> tuple[TicketState, ...]:
    """Where this person may move a ticket; the natural next step stands first."""
    if not ticket.is_open or ticket.duty not in (None, by):
        return ()
    if ticket.state == "new":
        return ("accepted",)
    if wording.is_call(ticket):
        return ("fixed",)
    return (*_ORDER[_ORDER.index(ticket.state) + 1 :], "customer_side")


def effects_of_move(ticket: Ticket, move: Move, key: str, now: datetime) -> tuple[Effect, ...]:
    """What a move leads to: a word to the reporter, and a look at what the ticket was part of."""
    ended = ticket.state not in OPEN_STATES
    is_fixed = ticket.state == "fixed" and not wording.is_call(ticket)
    push = Push(
        openid=ticket.reporter,
        text=wording.moved(ticket, move.note, now),
        phone=ticket.phone,
        choices=(STILL_DARK,) if is_fixed else (),
        moment=key,
    )
    return (push, GroupCalls(ticket.ticket_no)) if ended else (push,)


def _digest(move: Move) -> str:
    end = move.expected_end.isoformat(timespec="minutes") if move.expected_end else ""
    return f"{move.state}:{end}:{move.note[:40]}"
