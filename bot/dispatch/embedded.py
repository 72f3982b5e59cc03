"""The embedded dispatch: an SMS with a signed link to the people on the duty roster, in order."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import say
from bot.backends.network import Roster, RosterEntry
from bot.backends.tickets import Duty, Ticket
from bot.dispatch import doors
from bot.effects import Effect, Sms
from bot.services import tickets as wording
from bot.services.links import Links
from bot.utility import DispatchRules

_PLACE_CHARS = 30
_LINK = re.compile(r"\S*(?:://|www\.)\S*", re.IGNORECASE)
_STARTS = frozenset({"new", "reopened"})


@dataclass(frozen=True, slots=True)
class EmbeddedDispatch:
    """See `bot.dispatch.base.Dispatch`."""

    roster: Roster
    links: Links
    rules: DispatchRules

    def call(self, ticket: Ticket, rank: int, now: datetime) -> tuple[Effect, ...]:
        """An SMS to the person at `rank`."""
        people = self._people(ticket, now)
        if rank >= len(people):
            return ()
        text = (
            f"{wording.title(ticket)} {ticket.ticket_no}，{_place(ticket)}。"
            f"{self.after_min(ticket)}分钟没接会转给下一位，点开接单："
        )
        return (self._sms(ticket, text, _duty(people[rank])),)

    def remind(self, ticket: Ticket, now: datetime) -> tuple[Effect, ...]:
        """An SMS to whoever has it, or is being called for it now."""
        people = self._people(ticket, now)
        rank = min(self._rank(ticket, now), len(people) - 1)
        duty = ticket.duty or _duty(people[rank])
        urged = "对方在等回电" if wording.is_call(ticket) else "报修人催单"
        text = f"{urged}：{ticket.ticket_no}，{_place(ticket)}。点开看："
        return (self._sms(ticket, text, duty),)

    def first(self, ticket: Ticket, now: datetime) -> Duty:
        """The head of the roster where the ticket lies."""
        return _duty(self._people(ticket, now)[0])

    def after_min(self, ticket: Ticket) -> int:
        """By the utility's rules for danger and for all else."""
        rules = self.rules
        return rules.danger_after_min if ticket.kind == "danger" else rules.other_after_min

    def _rank(self, ticket: Ticket, now: datetime) -> int:
        """Which rank is being called now, counted from when the ticket was last new."""
        since = max((e.at for e in ticket.events if e.what in _STARTS), default=ticket.opened_at)
        return max(0, (now - since) // timedelta(minutes=self.after_min(ticket)))

    def _people(self, ticket: Ticket, now: datetime) -> tuple[RosterEntry, ...]:
        district = self.roster.district_of(ticket.transformers[0]) if ticket.transformers else ""
        return self.roster.on_duty(district, now)

    def _sms(self, ticket: Ticket, text: str, duty: Duty) -> Sms:
        return Sms(duty.phone, f"{text}\n{doors.ticket_link(self.links, ticket.ticket_no, duty)}")


def _duty(entry: RosterEntry) -> Duty:
    return Duty(entry.name, entry.phone)


def _place(ticket: Ticket) -> str:
    """The place in one short line: a resident's words carry no link into an SMS of ours."""
    words = " ".join(_LINK.sub("", ticket.place).split())
    return words[:_PLACE_CHARS] or f"没留地点，电话{say.masked_phone(ticket.phone) or '也没留'}"
