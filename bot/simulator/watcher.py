"""What the bot understood of the last messages, kept for the panel beside the phones."""

import logging
from collections.abc import Mapping
from typing import Final

from redis import Redis
from redis.exceptions import RedisError

from bot.simulator.streams import Stream

KEPT: Final = 30

log = logging.getLogger(__name__)


def seen_stream(redis: Redis) -> Stream:
    """Where the records lie, for the watcher and for the page."""
    return Stream(redis, "seen", KEPT)


class Watcher:
    """Keeps what the pipeline tells it; a Redis that is away costs the record, never the turn."""

    def __init__(self, redis: Redis) -> None:
        self._seen = seen_stream(redis)

    def saw(self, record: Mapping[str, object]) -> None:
        """A message was handled.

        Args:
            record: `openid` and any of `intent`, `score` (0 to 1), `alternatives`, `entities`,
                `form`, `stations_ms` (station to milliseconds) and `outcome`.
        """
        try:
            self._seen.add(str(record["openid"]), record)
        except RedisError:
            log.warning("understanding_not_kept")
