"""The names of the service area: read at the start, taken up while the process runs."""

from datetime import timedelta
from pathlib import Path

import pytest
from support.clock import TurnableClock

from bot.errors import BackendAway
from bot.intents import load
from bot.parts.reading import RENEWED_AFTER, TRIED_AGAIN_AFTER, Reading
from bot.paths import DICTIONARIES


class Area:
    """The names that the power company knows; `None` while it does not answer."""

    def __init__(self, *known: str) -> None:
        self.known: tuple[str, ...] | None = known

    def names(self) -> tuple[str, ...]:
        if self.known is None:
            raise BackendAway
        return self.known


@pytest.fixture
def area() -> Area:
    return Area("和平路")


@pytest.fixture
def reading(area: Area, model_dir: Path, clock: TurnableClock) -> Reading:
    return Reading(lambda names: load(model_dir, DICTIONARIES, names), area.names, clock)


def place(reading: Reading, clock: TurnableClock, text: str) -> object:
    return reading.understand(text, clock()).first("address")


def test_a_known_name_is_found(reading: Reading, clock: TurnableClock) -> None:
    assert place(reading, clock, "上和平路") == "和平路"


def test_a_new_name_is_taken_up_while_it_runs(
    area: Area, reading: Reading, clock: TurnableClock
) -> None:
    area.known = ("和平路", "麻柳")
    assert place(reading, clock, "麻柳停电") is None
    clock.now += RENEWED_AFTER
    assert place(reading, clock, "麻柳停电") == "麻柳"


def test_the_names_known_stay_while_nobody_can_tell_them(
    area: Area, reading: Reading, clock: TurnableClock
) -> None:
    area.known = None
    clock.now += RENEWED_AFTER + timedelta(seconds=1)
    assert place(reading, clock, "上和平路") == "和平路"


def test_it_starts_without_names_and_has_them_soon(
    area: Area, model_dir: Path, clock: TurnableClock
) -> None:
    known, area.known = area.known, None
    reading = Reading(lambda names: load(model_dir, DICTIONARIES, names), area.names, clock)
    assert place(reading, clock, "上和平路") == "上和平路"
    area.known = known
    clock.now += TRIED_AGAIN_AFTER
    assert place(reading, clock, "上和平路") == "和平路"
