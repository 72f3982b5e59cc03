"""Signed links: what a page may show or do is in its URL, sealed, and the URL cannot be altered."""

import hashlib
import json
import re
import sys
import time
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from itsdangerous.encoding import base64_decode, base64_encode, want_bytes

from bot.errors import BotError


class LinkExpired(BotError):
    """The link was genuine but is too old."""

    sentence = "这个链接已经过期了，请回到收到它的地方，重新要一个。"


class LinkForged(BotError):
    """The link was not made by this bot, or was altered."""

    sentence = "这个链接不对，请从收到它的那条消息里重新点开。"


class _Sealed:
    """JSON that only the holder of the key reads: URLs are kept in logs, histories and chats."""

    def __init__(self, secret_key: str) -> None:
        self._box = AESSIV(hashlib.sha256(b"links\n" + secret_key.encode()).digest())

    def dumps(self, value: Any) -> bytes:  # noqa: ANN401  # any JSON value
        """Seal a value."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return self._box.encrypt(plain, None)

    def loads(self, sealed: bytes) -> Any:  # noqa: ANN401  # see above
        """Open what was sealed.

        Raises:
            ValueError: it was sealed with another key.
        """
        try:
            return json.loads(self._box.decrypt(sealed, None))
        except InvalidTag as error:
            raise ValueError from error


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link says, and when it ends, in seconds of the Unix clock."""

    payload: Any
    ends_at_s: int


class Links:
    """Makes and reads signed links.

    Args:
        public_url: the address that residents' phones see, without a slash at its end.
        secret_key: the signing key.
    """

    def __init__(self, public_url: str, secret_key: str) -> None:
        self._public_url = public_url
        self._own = re.compile(rf"{re.escape(public_url)}(/\S*)?", re.IGNORECASE)
        self._secret_key = secret_key
        self._sealed = _Sealed(secret_key)

    def make(self, path: str, payload: Any, ends_at_s: int | None = None) -> str:  # noqa: ANN401  # any JSON value
        """The absolute URL of a page, e.g. `make("duty", [...])`; `path` is part of what is signed.

        Args:
            path: the page, without slashes around it, such as `duty` or `pages/pay`.
            payload: a JSON value; kept short, since it makes the URL long.
            ends_at_s: the end of the link that it is made from, which it does not outlive.
        """
        said = [payload] if ends_at_s is None else [payload, ends_at_s]
        token = want_bytes(self._signer(path).dumps(said)).decode()
        return f"{self._public_url}/{path}/{token}"

    def without_own(self, text: str) -> str:
        """A message without the addresses of this bot's own pages."""
        return self._own.sub("", text)

    def read(self, path: str, token: str, max_age_s: int) -> Any:  # noqa: ANN401  # any JSON value
        """The payload of a link; raises as `open`."""
        return self.open(path, token, max_age_s).payload

    def open(self, path: str, token: str, max_age_s: int) -> Opened:
        """What a link says, and its end.

        Raises:
            LinkExpired: it is older than `max_age_s`, or past the end that it was made with.
            LinkForged: the signature does not fit the path and the payload.
        """
        try:
            said, made_at = self._signer(path).loads(
                token, max_age=max_age_s, return_timestamp=True
            )
        except SignatureExpired as error:
            raise LinkExpired from error
        except BadSignature as error:
            raise LinkForged from error
        if not _is_canonical(token):
            raise LinkForged
        payload, *ends = said
        ends_at_s = min(int(made_at.timestamp()) + max_age_s, *ends, sys.maxsize)
        if time.time() > ends_at_s:
            raise LinkExpired
        return Opened(payload, ends_at_s)

    def _signer(self, path: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret_key, salt=path, serializer=self._sealed)


def _is_canonical(token: str) -> bool:
    """Whether no other spelling has the same signature: base64 ignores its last, unused bits."""
    signature = token.rpartition(".")[2]
    return base64_encode(base64_decode(signature)).decode() == signature
