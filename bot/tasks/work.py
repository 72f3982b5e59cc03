"""What an effect's performer may use, and how effects are performed one at a time."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

import msgspec

from bot.clock import Clock
from bot.database import Database
from bot.dispatch import Dispatch
from bot.effects import Effect
from bot.errors import BotError
from bot.pipeline import Pipeline
from bot.services import Services
from bot.sms import Gateway
from bot.store import binding_requests, codes, outbox, tellings, turns, utterances
from bot.store.media import MediaFiles
from bot.wechat.api import Api

TRIES = 8
BACK_OFF = timedelta(seconds=15)
KEPT_FOR = timedelta(days=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """An effect's surroundings: the same services as a turn has, without a clock running.

    `sms` is `None` where there is no gateway.
    """

    use: Services
    pipeline: Pipeline
    database: Database
    api: Api
    sms: Gateway | None
    dispatch: Dispatch
    files: MediaFiles
    now: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What performing an effect led to: effects that follow from it."""

    effects: tuple[Effect, ...] = ()


Performer = Callable[[Any, Work], Done]
"""Performs one kind of effect. It may run twice: whatever it writes carries the effect's key."""


class Performing:
    """Takes effects out of the outbox and performs them.

    Args:
        performers: what does which effect.
        work: makes the surroundings of one effect.
        database: where the outbox is.
        clock: local wall time.
    """

    def __init__(
        self,
        performers: Mapping[type[Effect], Performer],
        work: Callable[[], Work],
        database: Database,
        clock: Clock,
    ) -> None:
        self._performers = performers
        self._work = work
        self._database = database
        self._clock = clock
        self._decoder = msgspec.json.Decoder(reduce(or_, performers))

    def one(self, row_id: str) -> None:
        """Perform an effect, if it is due and nobody else does."""
        with self._database.write() as connection:
            waiting = outbox.claim(connection, row_id, self._clock())
        if waiting is None:
            return
        try:
            self._perform(waiting)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is logged and tried again
            self._failed(waiting, error)

    def due(self) -> None:
        """Perform whatever is due: what nobody was woken for, and what was put off."""
        with self._database.read() as connection:
            waiting = outbox.due(connection, self._clock())
        for row_id in waiting:
            self.one(row_id)

    def run(self, job: Callable[[Work], None]) -> None:
        """Do a job that belongs to no effect, in an effect's surroundings."""
        job(self._work())

    def prune(self) -> None:
        """Delete what nobody can ask for any more: the privacy notice promises a day."""
        now = self._clock()
        with self._database.write() as connection:
            for table in (binding_requests, codes, outbox, turns, utterances):
                table.prune(connection, now - KEPT_FOR)
            tellings.prune(connection, now)

    def _perform(self, taken: outbox.Waiting) -> None:
        effect = self._decoder.decode(taken.payload)
        done = self._performers[type(effect)](effect, self._work())
        now = self._clock()
        with self._database.write() as connection:
            outbox.finish(connection, taken, now)
            outbox.add(connection, done.effects, now)
        log.info("effect_done", extra={"effect": taken.id, "kind": type(effect).__name__})

    def _failed(self, waiting: outbox.Waiting, error: Exception) -> None:
        """Later again, at growing intervals; after the last try a person must look."""
        ids = {"effect": waiting.id, "tries": waiting.tries, "error": type(error).__name__}
        if isinstance(error, BotError):
            ids |= error.ids
        now = self._clock()
        with self._database.write() as connection:
            if waiting.tries >= TRIES:
                outbox.finish(connection, waiting, now, outcome="given_up")
            else:
                outbox.put_off(connection, waiting, now + BACK_OFF * 2**waiting.tries)
        level = logging.ERROR if waiting.tries >= TRIES else logging.WARNING
        log.log(level, "effect_failed", extra=ids, exc_info=error)
