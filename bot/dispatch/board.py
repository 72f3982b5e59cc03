"""A person on duty opens, changes and closes outages; the reporters that joined are told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.backends.network import Network
from bot.backends.outages import NewOutage, Outage, Outages
from bot.backends.tickets import Ticket, TroubleTickets
from bot.clock import Clock
from bot.dispatch.moving import STILL_DARK
from bot.dispatch.posting import Post
from bot.effects import Push
from bot.services import Services, grouping, outage_words
from bot.services.tickets import is_report

POWER_IS_BACK = "所在区域恢复送电"
TAKEN_IN = timedelta(hours=2)
"""A report made so long before an outage began, or later, may be about it."""


@dataclass(frozen=True, slots=True)
class Board:
    """The outages of the network. Every `key` is an idempotency key, made with the page's form."""

    outages: Outages
    tickets: TroubleTickets
    network: Network
    clock: Clock
    post: Post

    @classmethod
    def of(cls, use: Services, post: Post) -> "Board":
        """The board over these services."""
        return cls(use.outages, use.tickets, use.network, post.clock, post)

    def open(self, key: str, new: NewOutage) -> Outage:
        """Open an outage; the open reports below it join it and hear of it."""
        outage = self.outages.open(key, new)
        if outage.start <= self.clock():
            self._take_in(outage)
            self._push(self.joined(outage.outage_no), outage, f"{key}:open", outage_words.facts)
        return outage

    def change(
        self, key: str, outage_no: str, *, cause: str | None, expected_end: datetime | None
    ) -> Outage:
        """Confirm an outage with what is known of it; who joined hears of it."""
        outage = self.outages.change(
            key, outage_no, cause=cause, expected_end=expected_end, confirmed=True
        )
        if outage.start <= self.clock():
            self._push(self.joined(outage_no), outage, key, outage_words.facts)
        return outage

    def close(self, key: str, outage_no: str) -> Outage:
        """Power is back: the reports that joined are fixed, their reporters may say it is not."""
        outage = self.outages.close(key, outage_no, self.clock())
        self._end(outage, self.joined(outage_no))
        return outage

    def look(self) -> None:
        """Outages that ended in the power company's own systems end here, too, as if by `close`.

        What was only predicted ends without a word: its reports go on, or joined a larger one.
        """
        joined = [one for one in self.tickets.listed(only_open=True) if one.outage_no]
        for outage in map(self.outages.get, {str(one.outage_no) for one in joined}):
            if outage is not None and outage.confirmed and outage.end is not None:
                self._end(outage, [one for one in joined if one.outage_no == outage.outage_no])

    def _end(self, outage: Outage, joined: Sequence[Ticket]) -> None:
        """Tell the reporters; who has said since that it is still dark was told already."""
        dark = [one for one in joined if not _was_told(one, outage)]
        # The word goes first: if this ends in between, the next look finds the rest.
        self._push(dark, outage, f"over:{outage.outage_no}", outage_words.over)
        for ticket in dark:
            key = f"over:{outage.outage_no}:{ticket.ticket_no}"
            self.tickets.move(key, ticket.ticket_no, "fixed", note=POWER_IS_BACK)

    def joined(self, outage_no: str) -> tuple[Ticket, ...]:
        """The open reports that joined an outage."""
        return tuple(t for t in self.tickets.listed(only_open=True) if t.outage_no == outage_no)

    def _take_in(self, outage: Outage) -> None:
        """Reports below the outage join it; what was only predicted there is over with that."""
        codes = grouping.covered(outage.devices, self.network.transformers_of)
        predicted = [one for one in self.outages.open_now() if not one.confirmed]
        smaller = {one.outage_no for one in predicted if codes.issuperset(self._dark(one))}
        for ticket in self.tickets.listed(only_open=True):
            is_free = ticket.outage_no is None or ticket.outage_no in smaller
            is_new = ticket.opened_at >= outage.start - TAKEN_IN
            is_here = is_report(ticket) and grouping.explains(codes, ticket.transformers)
            if is_free and is_new and is_here:
                key = f"join:{ticket.ticket_no}:{outage.outage_no}"
                self.tickets.amend(key, ticket.ticket_no, outage_no=outage.outage_no)
        for outage_no in smaller - {outage.outage_no}:
            self.outages.close(f"absorbed:{outage_no}", outage_no, self.clock())

    def running_at(self, devices: Sequence[str]) -> Outage | None:
        """A confirmed fault that leaves these devices dark already."""
        codes = grouping.covered(devices, self.network.transformers_of)
        running = (one for one in self.outages.open_now() if one.confirmed and one.kind == "fault")
        return next((one for one in running if codes <= self._dark(one)), None)

    def _dark(self, outage: Outage) -> frozenset[str]:
        return grouping.covered(outage.devices, self.network.transformers_of)

    def _push(
        self,
        tickets: Sequence[Ticket],
        outage: Outage,
        moment: str,
        words: Callable[[Outage, datetime], str],
    ) -> None:
        text = words(outage, self.clock())
        ended = outage.end is not None
        self.post(
            [
                Push(
                    openid=ticket.reporter,
                    text=f"您的报修 {ticket.ticket_no}：{text}",
                    phone=ticket.phone,
                    choices=(STILL_DARK,) if ended else (),
                    moment=f"{moment}:{ticket.ticket_no}",
                )
                for ticket in tickets
            ]
        )


def _was_told(ticket: Ticket, outage: Outage) -> bool:
    """Whether the ticket was ended with this outage before, and has been opened again."""
    return any(
        event.what == "fixed"
        and event.text == POWER_IS_BACK
        and event.at >= (outage.end or event.at)
        for event in ticket.events
    )
