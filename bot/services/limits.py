"""How often somebody may try: counted in Redis by who asks, over a sliding window."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final, NamedTuple

from limits import RateLimitItemPerSecond
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import ConnectionPool
from redis.exceptions import RedisError

from bot.errors import DialogueAway

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


class Limit(NamedTuple):
    """So many `times` in so long a time; the tries at `what` are counted together."""

    what: str
    times: int
    per: timedelta


UNBOUND_NUMBERS: Final = Limit("unbound_no", 5, DAY)
"""Numbers that are not bound to who tries them, whatever they are tried for."""
LAST_FOUR: Final = Limit("last_four", 5, HOUR)
"""Wrong last four digits of a phone."""
HURRY_SMS: Final = Limit("hurry_sms", 1, DAY)
"""What the manager is sent of an application that is hurried."""


class Limits:
    """Counters of tries; every method raises `DialogueAway` where Redis does not answer.

    Who tries is kept as a keyed digest: leaving and coming back starts no new count, and forgetting
    a resident leaves nothing that names one.

    Args:
        pool: connections to the bot's Redis.
        secret_key: keys the digests.
    """

    def __init__(self, pool: ConnectionPool, secret_key: str) -> None:
        self._secret_key = secret_key.encode()
        storage = RedisStorage("redis://", connection_pool=pool, key_prefix="limit")
        self._limiter = SlidingWindowCounterRateLimiter(storage)

    def used_up(self, limit: Limit, who: str) -> bool:
        """Whether `who` has no try left; counts nothing."""
        with _said_plainly():
            return not self._limiter.test(_item(limit), limit.what, self._digest(who))

    def count(self, limit: Limit, who: str) -> bool:
        """Count one try; false where it was one too many."""
        with _said_plainly():
            return self._limiter.hit(_item(limit), limit.what, self._digest(who))

    def _digest(self, who: str) -> str:
        return hmac.digest(self._secret_key, who.encode(), "sha256").hex()


def _item(limit: Limit) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(limit.times, int(limit.per.total_seconds()))


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise DialogueAway(ids={"redis_error": type(error).__name__}) from error
