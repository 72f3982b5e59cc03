"""How many messages the account may push, as the platform has counted since 2023-06-12.

A resident's message is good for 5 pushes in 48 hours; a tap on the menu, a scan or following the
account for 3 within a minute (reference: wechat.md 1.5).
"""

from collections.abc import Callable
from typing import Any, Final

from redis import Redis

from bot.simulator.streams import TTL_S, text_of

OUT_OF_WINDOW: Final = 45015
USED_UP: Final = 45047

_AFTER_WORD: Final = (5, 48 * 3600)
_AFTER_TAP: Final = (3, 60)
_PURSES: Final = ("tap", "word")


class Quota:
    """The purses of every resident, under `sim:quota:{openid}`.

    Args:
        redis: the client.
        clock_s: Unix time in seconds.
    """

    def __init__(self, redis: Redis, clock_s: Callable[[], float]) -> None:
        self._redis: Any = redis
        self._clock_s = clock_s

    def said(self, openid: str) -> None:
        """The resident sent a message."""
        self._fill(openid, "word", *_AFTER_WORD)

    def tapped(self, openid: str) -> None:
        """The resident tapped the menu, scanned a code or followed the account."""
        self._fill(openid, "tap", *_AFTER_TAP)

    def close(self, openid: str) -> None:
        """As if 48 hours had gone by."""
        self._redis.delete(_key(openid))

    def spend(self, openid: str) -> int:
        """Takes one push: 0, or the errcode of the refusal."""
        now_s, is_open = self._clock_s(), False
        for purse in _PURSES:
            until_s = self._redis.hget(_key(openid), f"{purse}_until")
            if float(text_of(until_s) or 0) <= now_s:
                continue
            is_open = True
            if self._redis.hincrby(_key(openid), f"{purse}_left", -1) >= 0:
                return 0
        return USED_UP if is_open else OUT_OF_WINDOW

    def _fill(self, openid: str, purse: str, count: int, life_s: int) -> None:
        until_s = self._clock_s() + life_s
        self._redis.hset(_key(openid), mapping={f"{purse}_left": count, f"{purse}_until": until_s})
        self._redis.expire(_key(openid), TTL_S)


def _key(openid: str) -> str:
    return f"sim:quota:{openid}"
