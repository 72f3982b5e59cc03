"""The towns of the service area, for residents who pick a place by its number."""

import re
from datetime import datetime, timedelta
from typing import Final

from bot.backends.network import ServicePoints
from bot.clock import Clock

KNOWN_FOR: Final = timedelta(minutes=10)

_TOWN: Final = re.compile(r"^(?:.{2,8}?[县区市])?(.{2,8}?[镇乡])")


class Towns:
    """The towns that have a hall, looked up every ten minutes: many a question shows them."""

    def __init__(self, clock: Clock) -> None:
        """Nothing is looked up yet."""
        self._clock = clock
        self._known: tuple[str, ...] = ()
        self._until: datetime | None = None

    def of(self, points: ServicePoints) -> tuple[str, ...]:
        """Their names, in the order of the halls."""
        if self._until is None or self._clock() >= self._until:
            halls = (point.address for point in points.listed() if point.kind == "hall")
            found = (_TOWN.search(address) for address in halls)
            self._known = tuple(dict.fromkeys(town[1] for town in found if town))
            self._until = self._clock() + KNOWN_FOR
        return self._known
