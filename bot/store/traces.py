"""What Redis still holds of a resident who wants to be forgotten."""

import logging
import re
from typing import Final, cast

import msgspec
from redis import Redis
from redis.exceptions import RedisError

from bot.wechat.messages import Message

ONCE_FOR_S: Final = 30
"""The platform delivers a message again within 15 s: so long its own answer is needed."""
_AT_A_TIME: Final = 1000
_KEPT: Final = ("session", "owed", "line")
_LEFT: Final = "left"

log = logging.getLogger(__name__)


class Traces:
    """Dialogues and stored answers, found by the openid in their keys."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def forget(self, message: Message) -> None:
        """Delete what is kept of its sender; where Redis is away the keys expire within a day."""
        try:
            self._forget(message.openid, f"seen:{message.key}")
        except RedisError as error:
            log.warning("traces_left", extra={"redis_error": type(error).__name__})

    def remember_leaving(self, message: Message) -> None:
        """Keep a leaving that could not be carried out: the platform tells of it once only."""
        try:
            self._redis.hset(_LEFT, message.openid, msgspec.json.encode(message))
        except RedisError:
            log.exception("leaving_lost")

    def leavings(self) -> tuple[Message, ...]:
        """The leavings that have still to be carried out."""
        kept = self._redis.hvals(_LEFT)
        return tuple(msgspec.json.decode(one, type=Message) for one in cast("list[bytes]", kept))

    def left(self, openid: str) -> None:
        """A leaving was carried out."""
        self._redis.hdel(_LEFT, openid)

    def _forget(self, openid: str, last: str) -> None:
        self._redis.delete(*(f"{name}:{openid}" for name in _KEPT))
        plain = re.sub(r"([*?\[\]\\])", r"\\\1", openid)
        for key in self._redis.scan_iter(match=f"seen:*|{plain}|*", count=_AT_A_TIME):
            if key == last.encode():
                self._redis.expire(key, ONCE_FOR_S)
            else:
                self._redis.delete(key)
