"""The utility as `dictionaries/utility.toml` describes it: names, numbers, promises, switches."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.backends.accounts import Region


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
    halls: tuple[Hall, ...]
    services: Mapping[str, ServiceSwitch]

    @property
    def hall(self) -> str:
        """The main hall with its address, for a sentence; just 营业厅 where none is named."""
        return next((f"{hall.name}（{hall.address}）" for hall in self.halls), "营业厅")

    def off_sentence(self, intent: str) -> str:
        """What to say where the service is switched off; empty where it is on."""
        switch = self.services.get(intent)
        return "" if switch is None or switch.on else switch.off_sentence


def load(path: Path) -> Utility:
    """Read the file.

    Raises:
        msgspec.ValidationError: names the field that is missing or of the wrong type.
    """
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Utility)
