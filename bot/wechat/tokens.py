"""The access token, one for all processes, from `stable_token` and shared through Redis."""

import json
import logging
from typing import Final

from redis import Redis
from redis.exceptions import RedisError

from bot.wechat.errors import BrokenAccount, Unanswered, of_code
from bot.wechat.http import Http

MARGIN_S: Final = 300
"""In a token's last five minutes the platform hands out the next one and honours both."""

_SHORTEST_S: Final = 30
_BROKEN_S: Final = 60
_LOCK_POLL_S: Final = 0.05

_log = logging.getLogger(__name__)


class Tokens:
    """Reads, renews and shares the account's access token.

    `stable_token` gives the same token to whoever asks, so going on without Redis is safe; the
    lock only keeps many processes from asking at once. It is never asked to `force_refresh`,
    which is meant for a leaked token and counted 20 times a day.

    Args:
        http: the way to the platform.
        redis: where the token is kept, under `wechat:token:{app_id}`.
        app_id: the account.
        secret: its AppSecret.
    """

    def __init__(self, http: Http, redis: Redis, *, app_id: str, secret: str) -> None:
        self._http, self._redis = http, redis
        self._app_id, self._secret = app_id, secret
        self._key = f"wechat:token:{app_id}"
        self._broken_key = f"{self._key}:broken"

    def current(self, ends_s: float) -> str:
        """The token to use now.

        Args:
            ends_s: on the clock of `http`, when the caller's time is up.

        Raises:
            ApiError: as the token endpoint answers.
        """
        try:
            return self._stored(self._key) or self._renew("", ends_s)
        except RedisError:
            return self._unshared(ends_s)

    def renewed(self, used: str, ends_s: float) -> str:
        """The token after the platform refused `used`: another process's, or a new one.

        Args:
            used: the token that was refused.
            ends_s: as above.

        Raises:
            ApiError: as the token endpoint answers.
        """
        try:
            return self._renew(used, ends_s)
        except RedisError:
            return self._unshared(ends_s)

    def _renew(self, used: str, ends_s: float) -> str:
        left_s = self._http.left_s(ends_s)
        with self._redis.lock(
            f"{self._key}:lock",
            timeout=left_s + 1,
            sleep=_LOCK_POLL_S,
            blocking_timeout=left_s,
            raise_on_release_error=False,
        ):
            stored = self._stored(self._key)
            if stored and stored != used:
                return stored
            return self._fetch_and_share(ends_s)

    def _fetch_and_share(self, ends_s: float) -> str:
        """Asks the platform, unless it said within the last minute that the account is broken."""
        if broken := self._stored(self._broken_key):
            raise of_code(int(broken), "the token endpoint refused the account a moment ago")
        try:
            token, life_s = self._fetch(ends_s)
        except BrokenAccount as error:
            self._redis.set(self._broken_key, str(error.errcode), ex=_BROKEN_S)
            raise
        self._redis.set(self._key, token, ex=max(life_s - MARGIN_S, _SHORTEST_S))
        return token

    def _unshared(self, ends_s: float) -> str:
        _log.warning("wechat_token_unshared", extra={"app_id": self._app_id})
        return self._fetch(ends_s)[0]

    def _fetch(self, ends_s: float) -> tuple[str, int]:
        """A token and the seconds that it is good for."""
        body = {
            "grant_type": "client_credential",
            "appid": self._app_id,
            "secret": self._secret,
        }
        answer = self._http.call(
            "POST",
            "cgi-bin/stable_token",
            ends_s=ends_s,
            body=json.dumps(body).encode(),
        )
        result = answer.result(self._secret)
        token, life_s = result.get("access_token"), result.get("expires_in")
        if not (isinstance(token, str) and token and isinstance(life_s, int)):
            raise Unanswered("the token endpoint sent no token")
        return token, life_s

    def _stored(self, key: str) -> str:
        value = self._redis.get(key)
        return value.decode() if isinstance(value, bytes) else value or ""
