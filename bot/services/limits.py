"""How often somebody may try: counted in Redis by who asks, over a sliding window."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from limits import RateLimitItemPerSecond
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import ConnectionPool
from redis.exceptions import RedisError

from bot.errors import DialogueAway

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


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

    def used_up(self, what: str, who: str, times: int, per: timedelta) -> bool:
        """Whether `who` has no try left; counts nothing."""
        with _said_plainly():
            return not self._limiter.test(_item(times, per), what, self._digest(who))

    def count(self, what: str, who: str, times: int, per: timedelta) -> bool:
        """Count one try; false where it was one too many."""
        with _said_plainly():
            return self._limiter.hit(_item(times, per), what, self._digest(who))

    def clear(self, what: str, who: str, times: int, per: timedelta) -> None:
        """Forget the tries."""
        with _said_plainly():
            self._limiter.clear(_item(times, per), what, self._digest(who))

    def _digest(self, who: str) -> str:
        return hmac.digest(self._secret_key, who.encode(), "sha256").hex()


def _item(times: int, per: timedelta) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(times, int(per.total_seconds()))


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise DialogueAway(ids={"redis_error": type(error).__name__}) from error
