"""Signed links: what a page may show or do is in its URL, and the URL cannot be altered."""

from typing import Any

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from itsdangerous.encoding import base64_decode, base64_encode

from bot.errors import BotError


class LinkExpired(BotError):
    """The link was genuine but is too old."""

    sentence = "这个链接已经过期了，请回到微信重新获取。"


class LinkForged(BotError):
    """The link was not made by this bot, or was altered."""

    sentence = "这个链接不对，请回到微信重新获取。"


class Links:
    """Makes and reads signed links.

    Args:
        public_url: the address that residents' phones see, without a slash at its end.
        secret_key: the signing key.
    """

    def __init__(self, public_url: str, secret_key: str) -> None:
        self._public_url = public_url
        self._secret_key = secret_key

    def make(self, path: str, payload: Any) -> str:  # noqa: ANN401  # any JSON value
        """The absolute URL of a page, e.g. `make("duty", {...})`; `path` is part of what is signed.

        Args:
            path: the page, without slashes around it, such as `duty` or `pages/pay`.
            payload: a JSON value; readable by whoever holds the link, so ids only.
        """
        return f"{self._public_url}/{path}/{self._signer(path).dumps(payload)}"

    def read(self, path: str, token: str, max_age_s: int) -> Any:  # noqa: ANN401  # any JSON value
        """The payload of a link.

        Raises:
            LinkExpired: it is older than `max_age_s`.
            LinkForged: the signature does not fit the path and the payload.
        """
        try:
            payload = self._signer(path).loads(token, max_age=max_age_s)
        except SignatureExpired as error:
            raise LinkExpired from error
        except BadSignature as error:
            raise LinkForged from error
        if not _is_canonical(token):
            raise LinkForged
        return payload

    def _signer(self, path: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret_key, salt=path)


def _is_canonical(token: str) -> bool:
    """Whether no other spelling has the same signature: base64 ignores its last, unused bits."""
    signature = token.rpartition(".")[2]
    return base64_encode(base64_decode(signature)).decode() == signature
