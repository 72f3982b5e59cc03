"""The residents of the simulator: who they are and whether they follow the account."""

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from redis import Redis

from bot.simulator.streams import TTL_S, text_of

_ALL: Final = "sim:residents"
_FIRST_NAMES: Final = ("王阿姨", "李师傅")


@dataclass(frozen=True, slots=True)
class Resident:
    """One phone.

    Attributes:
        openid: as the platform would make it.
        name: what the tester calls them; the bot never learns it.
        phone: the number whose SMS this phone shows; may be empty.
        follows: subscribed to the account.
        with_agent: talks to a human agent, so that messages do not reach the bot.
    """

    openid: str
    name: str
    phone: str
    follows: bool
    with_agent: bool


class People:
    """All residents, in the order in which they came.

    Args:
        redis: the client.
        app_id: openids belong to one account.
        clock_s: Unix time in seconds.
    """

    def __init__(self, redis: Redis, app_id: str, clock_s: Callable[[], float]) -> None:
        self._redis: Any = redis
        self._app_id, self._clock_s = app_id, clock_s

    def all(self) -> list[Resident]:
        """Everyone; two to begin with, whose openids stay the same from day to day."""
        openids = self._openids() or self._first()
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.expire(_ALL, TTL_S)
            for openid in openids:
                pipe.expire(_key(openid), TTL_S)
                pipe.hgetall(_key(openid))
            found = pipe.execute()[2::2]
        return [
            _resident(openid, kept) for openid, kept in zip(openids, found, strict=True) if kept
        ]

    def find(self, openid: str) -> Resident | None:
        """The resident with this openid."""
        kept = self._redis.hgetall(_key(openid))
        return _resident(openid, kept) if kept else None

    def add(self, name: str) -> Resident:
        """A new resident who follows the account."""
        return self._add(f"o{secrets.token_urlsafe(21)[:27]}", name, self._clock_s())

    def change(self, openid: str, **fields: str) -> None:
        """Sets `name`, `phone`, or one of the flags `follows`, `with_agent` ("1" or "")."""
        self._redis.hset(_key(openid), mapping=fields)
        self._redis.expire(_key(openid), TTL_S)

    def remove(self, openid: str) -> None:
        """Takes a phone away."""
        self._redis.zrem(_ALL, openid)
        self._redis.delete(_key(openid))

    def _openids(self) -> list[str]:
        return [text_of(openid) for openid in self._redis.zrange(_ALL, 0, -1)]

    def _first(self) -> list[str]:
        """Made by two processes at once they are the same two."""
        return [
            self._add(self._fixed(name), name, place).openid
            for place, name in enumerate(_FIRST_NAMES)
        ]

    def _fixed(self, name: str) -> str:
        digest = hashlib.sha256(f"{self._app_id}|{name}".encode()).digest()
        return f"o{base64.urlsafe_b64encode(digest).decode()[:27]}"

    def _add(self, openid: str, name: str, place: float) -> Resident:
        self.change(openid, name=name, phone="", follows="1", with_agent="")
        self._redis.zadd(_ALL, {openid: place}, nx=True)
        return Resident(openid, name, "", follows=True, with_agent=False)


def _key(openid: str) -> str:
    return f"sim:resident:{openid}"


def _resident(openid: str, kept: dict[Any, Any]) -> Resident:
    fields = {text_of(name): text_of(value) for name, value in kept.items()}
    return Resident(
        openid,
        fields.get("name", ""),
        fields.get("phone", ""),
        follows=bool(fields.get("follows")),
        with_agent=bool(fields.get("with_agent")),
    )
