"""One pooled HTTP session to the platform: every call bounded in time and size, nothing leaks.

wechatpy's own session has no default timeout, none at all for the token, returns HTML as success,
and its exceptions hold the URL with secret and token; so only its payloads are used (`api.py`).
"""

import json
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout

from bot.wechat.errors import Rejected, RetryLater, Unanswered, of_code

JSON_LIMIT_BYTES: Final = 1024 * 1024

_POOL_SIZE: Final = 16
_CHUNK_BYTES: Final = 64 * 1024
_ERRMSG_CHARACTERS: Final = 200
_SECRET: Final = re.compile(r"((?:access_token|secret|code)=)[^&\s\"']+")


class Scrub(logging.Filter):
    """Takes secrets and tokens out of urllib3's debug lines, which print whole URLs."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record through, scrubbed."""
        record.msg, record.args = _SECRET.sub(r"\1***", record.getMessage()), ()
        return True


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP 200 of the platform."""

    content: bytes
    content_type: str

    def as_object(self) -> dict[str, Any] | None:
        """The JSON object in it; None for anything else (a picture, HTML, nothing)."""
        if not self.content.lstrip().startswith(b"{"):
            return None
        try:
            found = json.loads(self.content.decode(errors="replace"), strict=False)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    @property
    def errcode(self) -> int:
        """The platform's code, 0 where there is none.

        Raises:
            Unanswered: a code that is no number.
        """
        try:
            return int((self.as_object() or {}).get("errcode") or 0)
        except (TypeError, ValueError):
            raise Unanswered("errcode is no number") from None

    def result(self, *hide: str) -> dict[str, Any]:
        """The JSON object of a call that worked.

        Args:
            hide: texts that errmsg may echo and no log may show.

        Raises:
            ApiError: by errcode; `Unanswered` where there is no JSON object.
        """
        found = self.as_object()
        if found is None:
            raise Unanswered("the answer is no JSON object")
        if self.errcode:
            raise of_code(self.errcode, _scrubbed(str(found.get("errmsg", "")), hide))
        return found


class Http:
    """Calls to one base URL; safe to share between threads.

    Args:
        base_url: the platform's API, `https://api.weixin.qq.com` or a stand-in's.
        clock_s: a monotonic clock in seconds, against which `ends_s` below is read.
    """

    def __init__(self, base_url: str, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._base_url = base_url.rstrip("/")
        self._clock_s = clock_s
        self._session = requests.Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=_POOL_SIZE))
        for name in ("urllib3.connectionpool", "urllib3.util.retry"):
            _scrub_once(logging.getLogger(name))

    def ends_s(self, timeout_s: float) -> float:
        """When a call that starts now and may take `timeout_s` must have ended."""
        return self._clock_s() + timeout_s

    def left_s(self, ends_s: float) -> float:
        """The seconds until then.

        Raises:
            RetryLater: none are left.
        """
        left_s = ends_s - self._clock_s()
        if left_s <= 0:
            raise RetryLater("no time left")
        return left_s

    def call(
        self,
        method: str,
        path: str,
        *,
        ends_s: float,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
        limit_bytes: int = JSON_LIMIT_BYTES,
    ) -> Answer:
        """One request, one answer; no redirect is followed and nothing is repeated.

        Raises:
            RetryLater: no time was left to send it.
            Unanswered: no HTTP 200 in time.
            Rejected: an answer over `limit_bytes`.
        """
        timeout = Timeout(total=self.left_s(ends_s))
        try:
            with self._session.request(
                method,
                f"{self._base_url}/{path}",
                params=params,
                data=body,
                timeout=timeout,  # type: ignore[arg-type]  # requests passes urllib3's on
                stream=True,
                allow_redirects=False,
            ) as response:
                return self._read(response, limit_bytes, ends_s)
        except (OSError, HTTPError) as error:
            # `from None` and the type only: the text holds the URL with its token.
            raise Unanswered(type(error).__name__) from None

    def _read(self, response: requests.Response, limit_bytes: int, ends_s: float) -> Answer:
        if response.status_code != requests.codes.ok:
            raise Unanswered(f"HTTP {response.status_code}")
        content = bytearray()
        while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
            content += chunk
            if len(content) > limit_bytes:
                raise Rejected("the answer is too large")
            if self._clock_s() > ends_s:
                raise Unanswered("the answer trickles")
        return Answer(bytes(content), response.headers.get("Content-Type", ""))


def _scrub_once(logger: logging.Logger) -> None:
    if not any(isinstance(known, Scrub) for known in logger.filters):
        logger.addFilter(Scrub())


def _scrubbed(errmsg: str, hide: tuple[str, ...]) -> str:
    for secret in filter(None, hide):
        errmsg = errmsg.replace(secret, "***")
    return _SECRET.sub(r"\1***", errmsg)[:_ERRMSG_CHARACTERS]
