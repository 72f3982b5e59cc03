"""Trouble-call grouping: which transformers residents' calls point to (reference: domain.md 6).

Pure rules over calls: nothing here knows where tickets or outages are kept.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.backends.tickets import Ticket
from bot.services import ownership

WINDOW = timedelta(minutes=30)
PREMISES = 2
"""A transformer is suspected from so many premises on; one that serves no more, from one on."""
TRANSFORMERS = 2
"""A feeder is suspected from so many suspected transformers on."""
WIDEST = 3
"""A call whose place may lie below more transformers than this shows nothing."""

_NO_PLACE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Call:
    """One premise's call. `weight` is in premises: "the neighbour is dark, too" weighs one more."""

    ticket_no: str
    reporter: str
    phone: str
    place: str
    transformers: tuple[str, ...]
    at: datetime
    weight: int

    @classmethod
    def of(cls, ticket: Ticket) -> "Call":
        """What a ticket shows: all that its reporter said counts, later words too."""
        later = (event.text for event in ticket.events if event.what == "note")
        owner = ownership.of_words("，".join((ticket.what, *later)))
        shown = owner if owner != "unknown" else ticket.owner
        return cls(
            ticket_no=ticket.ticket_no,
            reporter=ticket.reporter,
            phone=ticket.phone,
            place=_NO_PLACE.sub("", ticket.place),
            transformers=ticket.transformers,
            at=ticket.opened_at,
            weight={"utility": 2, "unknown": 1}.get(shown, 0),
        )

    def is_evidence(self, now: datetime) -> bool:
        """Whether it says anything about a transformer now."""
        narrow = 1 <= len(self.transformers) <= WIDEST
        return narrow and self.weight > 0 and now - self.at <= WINDOW

    def is_same_premise(self, other: "Call") -> bool:
        """One resident, one phone, or one place that the other's words hold is one premise."""
        if self.reporter and self.reporter == other.reporter:
            return True
        if self.phone and self.phone == other.phone:
            return True
        return self.place in other.place or other.place in self.place

    def weight_at(self, transformer: str) -> int:
        """What it weighs at a transformer; an unsure place shows its own premise at most."""
        if transformer not in self.transformers:
            return 0
        return self.weight if len(self.transformers) == 1 else 1


def distinct(calls: Iterable[Call], now: datetime) -> tuple[Call, ...]:
    """One call a premise, the earliest; those that are no evidence are left out."""
    kept: list[Call] = []
    for call in sorted(calls, key=lambda call: (call.at, call.ticket_no)):
        if call.is_evidence(now) and not any(call.is_same_premise(other) for other in kept):
            kept.append(call)
    return tuple(kept)


def suspected(calls: Sequence[Call], premises: Callable[[str], int]) -> tuple[str, ...]:
    """The transformers that distinct calls point to.

    Args:
        calls: of distinct premises.
        premises: how many premises a transformer supplies.
    """
    named = dict.fromkeys(code for call in calls for code in call.transformers)
    return tuple(code for code in named if _weight(calls, code) >= _needed(premises(code)))


def feeder_of(
    calls: Sequence[Call], below: Mapping[str, str], premises: Callable[[str], int]
) -> str:
    """The feeder that suspected transformers point to; empty where they point to none.

    Each transformer needs calls of its own: two neighbours on a street between two transformers
    are no feeder.

    Args:
        calls: of distinct premises.
        below: each suspected transformer's feeder.
        premises: how many premises a transformer supplies.
    """
    for feeder in dict.fromkeys(below.values()):
        codes = [code for code, of in below.items() if of == feeder]
        shown = sum(max(call.weight_at(code) for code in codes) for call in calls)
        if len(codes) >= TRANSFORMERS and shown >= sum(_needed(premises(code)) for code in codes):
            return feeder
    return ""


def covered(devices: Iterable[str], below: Callable[[str], Sequence[str]]) -> frozenset[str]:
    """The transformers that an outage of these devices leaves without power.

    Args:
        devices: transformers or feeders.
        below: the transformers below a feeder, none below a transformer.
    """
    return frozenset(code for device in devices for code in below(device) or (device,))


def explains(dark: frozenset[str], transformers: Sequence[str]) -> bool:
    """Whether dark transformers explain a call: half of where it may come from lies below them."""
    hit = len(dark.intersection(transformers))
    return hit > 0 and 2 * hit >= len(transformers)


def _weight(calls: Sequence[Call], transformer: str) -> int:
    return sum(call.weight_at(transformer) for call in calls)


def _needed(premises: int) -> int:
    return PREMISES if premises > PREMISES else 1
