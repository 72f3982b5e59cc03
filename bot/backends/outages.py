"""Outages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

OutageKind = Literal["planned", "fault"]


@dataclass(frozen=True, slots=True)
class NewOutage:
    """An outage to be opened. `devices` are transformer or feeder codes.

    `confirmed` is false where it is only predicted from residents' calls.
    """

    kind: OutageKind
    area: str
    cause: str
    devices: tuple[str, ...]
    start: datetime
    expected_end: datetime | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Outage:
    """A stretch of network without power. `end` is set when it is over.

    `confirmed` is false while it is only predicted from residents' calls.
    """

    outage_no: str
    kind: OutageKind
    area: str
    cause: str
    devices: tuple[str, ...]
    start: datetime
    expected_end: datetime | None
    end: datetime | None
    confirmed: bool
    updated_at: datetime


class Outages(Protocol):
    """Outages (61968-3)."""

    def get(self, outage_no: str) -> Outage | None:
        """One outage."""
        ...

    def affecting(
        self, transformers: Sequence[str], feeders: Sequence[str], until: datetime
    ) -> tuple[Outage, ...]:
        """Open faults and planned outages not over yet that start before `until`, soonest first."""
        ...

    def open_now(self) -> tuple[Outage, ...]:
        """Every outage that is not over, planned ones of the coming days included."""
        ...

    def open(self, key: str, outage: NewOutage) -> Outage:
        """Open an outage."""
        ...

    def change(
        self,
        key: str,
        outage_no: str,
        *,
        cause: str | None = None,
        expected_end: datetime | None = None,
        confirmed: bool | None = None,
    ) -> Outage:
        """Change what is given; the rest stays."""
        ...

    def close(self, key: str, outage_no: str, end: datetime) -> Outage:
        """Power is back."""
        ...
