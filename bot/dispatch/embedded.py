"""The embedded dispatch: an SMS with a signed link to the people on the duty roster, in order."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import say
from bot.backends.network import Roster, RosterEntry
from bot.backends.tickets import Duty, Ticket
from bot.dispatch import duty_links
from bot.effects import Effect, Sms
from bot.services import tickets as wording
from bot.services.links import Links
from bot.utility import DispatchRules

_PLACE_CHARS = 30
_LINK = re.compile(r"\S*(?:://|www\.)\S*", re.IGNORECASE)
_STARTS = frozenset({"new", "reopened", "returned", "placed"})


@dataclass(frozen=True, slots=True)
class EmbeddedDispatch:
    """See `bot.dispatch.base.Dispatch`. `sends`: whether there is a gateway for SMS."""

    roster: Roster
    links: Links
    rules: DispatchRules
    sends: bool = True

    def call(self, ticket: Ticket, rank: int, now: datetime) -> tuple[Effect, ...] | None:
        """An SMS to the person at `rank`."""
        people = self._people(ticket, now)
        if rank >= len(people):
            return None
        if not self.sends:
            return ()
        text = (
            f"{wording.title(ticket)} {ticket.ticket_no}，{_place(ticket)}。"
            f"{self.after_min(ticket)}分钟没接会转给下一位，点开接单："
        )
        return (self._sms(ticket, text, _duty(people[rank])),)

    def remind(self, ticket: Ticket, now: datetime) -> tuple[Effect, ...]:
        """An SMS to whoever has it, or is being called for it now."""
        duty = ticket.duty or self._called_now(ticket, now)
        if duty is None or not self.sends:
            return ()
        urged = "险情有新消息" if ticket.kind == "danger" else "报修人催单"
        urged = "对方在等回电" if wording.is_call(ticket) else urged
        text = f"{urged}：{ticket.ticket_no}，{_place(ticket)}。点开看："
        return (self._sms(ticket, text, duty),)

    def roster_of(self, ticket: Ticket) -> str:
        """The district's, where the place is known."""
        return self.roster.district_of(ticket.transformers[0]) if ticket.transformers else ""

    def first(self, ticket: Ticket, now: datetime) -> Duty | None:
        """The head of the roster where the ticket lies."""
        return next(map(_duty, self._people(ticket, now)), None)

    def next_rank(self, ticket: Ticket, phone: str, now: datetime) -> int:
        """By the roster of this hour."""
        return _behind(self._people(ticket, now), phone)

    def after_min(self, ticket: Ticket) -> int:
        """By the utility's rules for danger and for all else."""
        rules = self.rules
        return rules.danger_after_min if ticket.kind == "danger" else rules.other_after_min

    def _called_now(self, ticket: Ticket, now: datetime) -> Duty | None:
        """Who is being called now, counted from when the calls last began."""
        people = self._people(ticket, now)
        start = next((e for e in reversed(ticket.events) if e.what in _STARTS), None)
        since = start.at if start else ticket.opened_at
        first = _behind(people, start.text) if start and start.what == "returned" else 0
        rank = first + max(0, (now - since) // timedelta(minutes=self.after_min(ticket)))
        return _duty(people[min(rank, len(people) - 1)]) if people else None

    def _people(self, ticket: Ticket, now: datetime) -> tuple[RosterEntry, ...]:
        return self.roster.on_duty(self.roster_of(ticket), now)

    def _sms(self, ticket: Ticket, text: str, duty: Duty) -> Sms:
        return Sms(
            duty.phone, f"{text}\n{duty_links.ticket_link(self.links, ticket.ticket_no, duty)}"
        )


def uncalled(roster: Roster, now: datetime, *, sends: bool) -> tuple[str, ...]:
    """Why the embedded dispatch calls nobody, a sentence each; empty where it does.

    Raises:
        BackendAway: the roster cannot be read.
    """
    faults = []
    if not sends:
        faults.append(
            "SMS=none with DISPATCH=embedded: nobody on duty is called about a danger or a report; "
            "set SMS=http with SMS_HTTP_URL, and until then watch the board (`duty link`)"
        )
    if not roster.on_duty("", now):
        faults.append("the duty roster is empty at this hour: nobody on duty is called; load one")
    return tuple(faults)


def _behind(people: tuple[RosterEntry, ...], words: str) -> int:
    """The rank behind the person whose phone stands in the words; 0 for nobody of these."""
    return next((rank for rank, one in enumerate(people, 1) if one.phone in words), 0)


def _duty(entry: RosterEntry) -> Duty:
    return Duty(entry.name, entry.phone)


def _place(ticket: Ticket) -> str:
    """The place in one short line: a resident's words carry no link into an SMS of ours."""
    words = " ".join(_LINK.sub("", ticket.place).split())[:_PLACE_CHARS]
    phone = say.masked_phone(ticket.phone)
    if ticket.kind == "danger":
        return f"{words or '没留地点'}，电话{phone or ('没留' if words else '也没留')}"
    return words or f"没留地点，电话{phone or '也没留'}"
