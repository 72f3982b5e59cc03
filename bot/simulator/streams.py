"""Append-only records of a resident in Redis, followed by a cursor from any web process."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from redis import Redis

TTL_S: Final = 86_400
"""Whatever the simulator keeps is gone after a day without use."""

_CURSOR: Final = re.compile(r"\d{1,15}-\d{1,10}")


def text_of(value: object) -> str:
    """A value as Redis gave it, whether or not the client decodes."""
    if isinstance(value, bytes):
        return value.decode()
    return "" if value is None else str(value)


class Stream:
    """One Redis stream a resident, `sim:{name}:{openid}`.

    Args:
        redis: the client.
        name: what is kept.
        keep: about how many records stay.
    """

    def __init__(self, redis: Redis, name: str, keep: int) -> None:
        self._redis: Any = redis
        self._name, self._keep = name, keep

    def add(self, openid: str, record: Mapping[str, object]) -> None:
        """Appends; what JSON does not know is kept as its text."""
        body = json.dumps(dict(record), ensure_ascii=False, default=str)
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.xadd(self._key(openid), {"json": body}, maxlen=self._keep, approximate=False)
            pipe.expire(self._key(openid), TTL_S)
            pipe.execute()

    def after(self, cursors: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
        """Each resident's records after a cursor (any other text: from the first), oldest first.

        Each record has `id`, the next cursor, and `at_ms`, Unix time.
        """
        with self._redis.pipeline(transaction=False) as pipe:
            for openid, cursor in cursors.items():
                pipe.xrange(self._key(openid), min=_after(cursor), max="+")
            found = pipe.execute()
        return {
            openid: [_record(*row) for row in rows]
            for openid, rows in zip(cursors, found, strict=True)
        }

    def drop(self, openid: str) -> None:
        """Forgets a resident's records."""
        self._redis.delete(self._key(openid))

    def _key(self, openid: str) -> str:
        return f"sim:{self._name}:{openid}"


def _after(cursor: str) -> str:
    return f"({cursor}" if _CURSOR.fullmatch(cursor) else "-"


def _record(row_id: object, fields: Mapping[Any, Any]) -> dict[str, Any]:
    kept = {text_of(name): text_of(value) for name, value in fields.items()}
    at = text_of(row_id)
    return {**json.loads(kept["json"]), "id": at, "at_ms": int(at.partition("-")[0])}
