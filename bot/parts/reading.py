"""The understanding with the service area's own place names, which come from the database."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from bot.clock import Clock
from bot.errors import BotError
from bot.intents import Understander, Understanding

RENEWED_AFTER: Final = timedelta(minutes=10)
TRIED_AGAIN_AFTER: Final = timedelta(seconds=30)

Load = Callable[[tuple[str, ...]], Understander]
"""Loads the understanding with these place names."""

log = logging.getLogger(__name__)


class Reading:
    """Reads messages, with or without the names; new ones are taken up while it runs.

    So a process starts while the database is away, and a file of new places needs no restart.

    Args:
        load: loads the understanding.
        names: the names as they are now; raises a `BotError` where nobody can tell.
        clock: local wall time.
    """

    def __init__(self, load: Load, names: Callable[[], tuple[str, ...]], clock: Clock) -> None:
        self._load, self._names = load, names
        self._renewing = Lock()
        self._places: tuple[str, ...] | None = None
        self._renew(clock())
        if self._places is None:
            self._understander = load(())

    def understand(self, text: str, now: datetime) -> Understanding:
        """See `Understander.understand`."""
        if now >= self._due_at and self._renewing.acquire(blocking=False):
            try:
                self._renew(now)
            finally:
                self._renewing.release()
        return self._understander.understand(text, now)

    def _renew(self, now: datetime) -> None:
        try:
            places = self._names()
        except BotError as error:
            self._due_at = now + TRIED_AGAIN_AFTER
            log.warning("place_names_unknown", extra=error.ids)
            return
        self._due_at = now + RENEWED_AFTER
        if places != self._places:
            self._understander, self._places = self._load(places), places
