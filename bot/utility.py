"""The utility as `dictionaries/utility.toml` describes it: names, numbers, promises, switches."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from bot.backends.accounts import Region
from bot.tariffs import Confidence


@dataclass(frozen=True, slots=True)
class Commitments:
    """Average arrival of a crew, in minutes. Told as an average, never as a promise."""

    arrival_urban_min: int
    arrival_rural_min: int
    arrival_remote_min: int

    def arrival_min(self, region: Region) -> int:
        """The average for a region."""
        by_region: dict[Region, int] = {
            "urban": self.arrival_urban_min,
            "rural": self.arrival_rural_min,
            "remote": self.arrival_remote_min,
        }
        return by_region[region]


@dataclass(frozen=True, slots=True)
class DispatchRules:
    """Minutes until an untaken ticket goes to the next on the roster."""

    danger_after_min: int
    other_after_min: int


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Full hours in which nothing rings that can wait; equal ones are none at all."""

    from_hour: int
    to_hour: int

    def over_at(self, now: datetime) -> datetime:
        """When they are over; `now` outside of them."""
        since_h = (now.hour - self.from_hour) % 24
        if since_h >= (self.to_hour - self.from_hour) % 24:
            return now
        hour = now.replace(minute=0, second=0, microsecond=0)
        return hour + timedelta(hours=(self.to_hour - now.hour) % 24)

    def left_min(self, now: datetime) -> int:
        """Minutes until they are over, 0 outside of them."""
        return ceil((self.over_at(now) - now) / timedelta(minutes=1))


OutageField = Literal["accounts", "area", "cause", "start", "end", "times"]
"""What a template can tell of a planned outage."""


@dataclass(frozen=True, slots=True)
class OutageTemplate:
    """A template message of the account: its id, and what each of its fields holds."""

    id: str
    fields: Mapping[str, OutageField]


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """How many days before a planned outage the residents below it are told, at most, and how.

    `template`: for residents who have not written for 48 hours; `None` where the account has none.
    """

    planned_outage_days: int
    template: OutageTemplate | None = None


@dataclass(frozen=True, slots=True)
class MediaRules:
    """How many days after its report was closed a photo or recording is deleted."""

    kept_days: int


"""How sure a rule is; what is unverified is told with a word on whose answer counts."""


@dataclass(frozen=True, slots=True)
class CutRules:
    """When a supply may be cut for arrears. Regions differ (reference: domain.md 1.2).

    `overdue_days`: only after more than so many days, and after a reminder. The others: how long
    before it a notice must be given.
    """

    effective_from: date
    document: str
    confidence: Confidence
    overdue_days: int
    residential_notice_days: int
    other_notice_days: int

    @property
    def hedge(self) -> str:
        """What stands behind the rule in a sentence."""
        return "（以营业厅答复为准）" if self.confidence == "unverified" else ""


@dataclass(frozen=True, slots=True)
class AutoPayChannel:
    """A way of automatic payment, and whose answer on it counts where it is not verified."""

    name: str
    sign: str
    asks: str
    confidence: Confidence

    @property
    def line(self) -> str:
        """How it is signed, in one line."""
        hedge = f"（以{self.asks}答复为准）" if self.confidence == "unverified" else ""
        return f"· {self.name}：{self.sign}{hedge}"


@dataclass(frozen=True, slots=True)
class AutoPayRules:
    """How automatic payment is signed and ended."""

    effective_from: date
    document: str
    end: str
    channels: tuple[AutoPayChannel, ...]


Dated = TypeVar("Dated", CutRules, AutoPayRules)


@dataclass(frozen=True, slots=True)
class Hall:
    """A business hall, as it stands in a sentence."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ServiceSwitch:
    """Whether a service is offered, and the true sentence for while it is not."""

    on: bool
    off_sentence: str


@dataclass(frozen=True, slots=True)
class Utility:
    """One utility.

    `default_tariff` is what a resident without a bound account is told; `services` is keyed by
    intent, and a service without an entry is on.
    """

    name: str
    short_name: str
    hotline: str
    regulator_line: str
    sms_signature: str
    agent_hours: str
    default_tariff: str
    commitments: Commitments
    dispatch: DispatchRules
    quiet: QuietHours
    notices: NoticeRules
    media: MediaRules
    halls: tuple[Hall, ...]
    cut_off: tuple[CutRules, ...]
    auto_pay: tuple[AutoPayRules, ...]
    services: Mapping[str, ServiceSwitch]

    @property
    def hall(self) -> str:
        """The main hall with its address, for a sentence; just 营业厅 where none is named."""
        return next((f"{hall.name}（{hall.address}）" for hall in self.halls), "营业厅")

    def off_sentence(self, intent: str) -> str:
        """What to say where the service is switched off; empty where it is on."""
        switch = self.services.get(intent)
        return "" if switch is None or switch.on else switch.off_sentence


def in_force(rules: Sequence[Dated], day: date) -> Dated:
    """The rules of a day: the latest that are in force; before all of them, the first."""
    dated = sorted(rules, key=lambda one: one.effective_from)
    return next((one for one in reversed(dated) if one.effective_from <= day), dated[0])


def load(path: Path) -> Utility:
    """Read the file.

    Raises:
        msgspec.ValidationError: names the field that is missing or of the wrong type.
        ValueError: there are no rules.
    """
    utility = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Utility)
    if not (utility.cut_off and utility.auto_pay):
        raise ValueError(f"{path.name}: [[cut_off]] and [[auto_pay]] need one block each at least")
    return utility
