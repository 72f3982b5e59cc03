"""How often somebody may try: counted in Redis by who asks, over a sliding window."""

from datetime import timedelta

from limits import RateLimitItemPerSecond
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import ConnectionPool

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Limits:
    """Counters of tries.

    Args:
        pool: connections to the bot's Redis.
    """

    def __init__(self, pool: ConnectionPool) -> None:
        storage = RedisStorage("redis://", connection_pool=pool, key_prefix="limit")
        self._limiter = SlidingWindowCounterRateLimiter(storage)

    def used_up(self, what: str, who: str, times: int, per: timedelta) -> bool:
        """Whether `who` has no try left; counts nothing."""
        return not self._limiter.test(_item(times, per), what, who)

    def count(self, what: str, who: str, times: int, per: timedelta) -> bool:
        """Count one try; false where it was one too many."""
        return self._limiter.hit(_item(times, per), what, who)

    def clear(self, what: str, who: str, times: int, per: timedelta) -> None:
        """Forget the tries."""
        self._limiter.clear(_item(times, per), what, who)


def _item(times: int, per: timedelta) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(times, int(per.total_seconds()))
