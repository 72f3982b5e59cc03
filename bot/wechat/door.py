"""Station 1: checks signatures, decrypts requests, and encrypts the answer with the same key.

The mode is fixed by configuration and never by what a request offers: with an AES key nothing
plain is accepted, without one nothing encrypted.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import msgspec

from bot.wechat import tags
from bot.wechat.crypto import Key, ciphertext, signature, signed
from bot.wechat.errors import Refused, Unreadable
from bot.wechat.messages import Message, message_of

MAX_BODY_BYTES: Final = 64 * 1024
MAX_AGE_S: Final = 600
SUCCESS: Final = "success"
"""The platform's word for "nothing to say"; always bare, never encrypted."""

_BAD_REQUEST, _FORBIDDEN, _TOO_LARGE = 400, 403, 413

_ENVELOPE: Final = (
    "<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
    "<MsgSignature><![CDATA[{signature}]]></MsgSignature>"
    "<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
)


class Opened(msgspec.Struct, frozen=True):
    """A request that was let in.

    Attributes:
        message: what it holds; None where nothing can be read: answer `success`.
        seal: makes the HTTP body out of the reply's XML, with the key that opened the request;
            "" and `success` become a bare `success`.
    """

    message: Message | None
    seal: Callable[[str], str]


class Door:
    """Checks and opens what arrives at the webhook.

    Args:
        app_id: the account's app id.
        token: the account's token for signatures.
        aes_key: EncodingAESKey; set means safe mode, None plain mode.
        previous_aes_key: the key before the last rotation, still accepted.
        clock_s: Unix time in seconds.

    Raises:
        ValueError: an empty token or app id, a malformed key, a previous key without a key.
    """

    def __init__(
        self,
        *,
        app_id: str,
        token: str,
        aes_key: str | None = None,
        previous_aes_key: str | None = None,
        clock_s: Callable[[], float] = time.time,
    ) -> None:
        if not (app_id and token):
            raise ValueError("app id and token must not be empty: anyone could sign")
        if previous_aes_key and not aes_key:
            raise ValueError("a previous AES key needs a current one")
        self._app_id, self._token, self._clock_s = app_id, token, clock_s
        self._keys = tuple(Key(key, app_id) for key in (aes_key, previous_aes_key) if key)

    def handshake(self, args: Mapping[str, str]) -> str:
        """The `echostr` to answer bare (as text/plain); the same in both modes.

        Raises:
            Refused: 403.
        """
        self._check_age(args)
        self._check_signature(args)
        return args.get("echostr", "")

    def open(self, args: Mapping[str, str], body: bytes) -> Opened:
        """Checks a POST, decrypts it where the account is in safe mode, and reads it.

        Args:
            args: the query's parameters.
            body: the request's bytes.

        Raises:
            Refused: 403 for signature, key, app id, mode or age; 413 for the size; 400 for an
                envelope that cannot be read.
        """
        if len(body) > MAX_BODY_BYTES:
            raise Refused(_TOO_LARGE, "body_too_large")
        self._check_age(args)
        return self._open_safe(args, body) if self._keys else self._open_plain(args, body)

    def _open_plain(self, args: Mapping[str, str], body: bytes) -> Opened:
        if args.get("encrypt_type", "raw") not in {"", "raw"}:
            raise Refused(_FORBIDDEN, "wrong_mode")
        self._check_signature(args)
        found = _tags_or_none(body)
        if found and "Encrypt" in found:
            raise Refused(_FORBIDDEN, "wrong_mode")
        return Opened(self._message(found), _bare)

    def _open_safe(self, args: Mapping[str, str], body: bytes) -> Opened:
        if args.get("encrypt_type") != "aes":
            raise Refused(_FORBIDDEN, "wrong_mode")
        if "signature" in args:  # it says nothing about the body; msg_signature below does
            self._check_signature(args)
        encoded = _encrypted(body)
        self._check_signature(args, "msg_signature", encoded)
        key, xml = self._decrypt(encoded)
        found = _tags_or_none(xml)
        return Opened(self._message(found), partial(self._seal, key))

    def _message(self, found: Mapping[str, str] | None) -> Message | None:
        return message_of(found, self._app_id) if found else None

    def _decrypt(self, encoded: str) -> tuple[Key, bytes]:
        encrypted = ciphertext(encoded)
        if encrypted is None:
            raise Refused(_BAD_REQUEST, "unreadable_envelope")
        for key in self._keys:
            xml = key.decrypt(encrypted)
            if xml is not None:
                return key, xml
        raise Refused(_FORBIDDEN, "wrong_key_or_app_id")

    def _seal(self, key: Key, xml: str) -> str:
        if _bare(xml) == SUCCESS:
            return SUCCESS
        encrypted = key.encrypt(xml)
        timestamp, nonce = str(int(self._clock_s())), secrets.token_hex(8)
        return _ENVELOPE.format(
            encrypted=encrypted,
            signature=signature(self._token, timestamp, nonce, encrypted),
            timestamp=timestamp,
            nonce=nonce,
        )

    def _check_signature(
        self,
        args: Mapping[str, str],
        name: str = "signature",
        *more: str,
    ) -> None:
        parts = (self._token, args.get("timestamp", ""), args.get("nonce", ""), *more)
        if not signed(args.get(name, ""), *parts):
            raise Refused(_FORBIDDEN, f"wrong_{name}")

    def _check_age(self, args: Mapping[str, str]) -> None:
        """The signature names no body and no end: an old URL must not open for ever."""
        timestamp = args.get("timestamp", "")
        if not (timestamp.isdecimal() and len(timestamp) <= 12):  # noqa: PLR2004  # 10 until 2286
            raise Refused(_FORBIDDEN, "wrong_timestamp")
        if abs(self._clock_s() - int(timestamp)) > MAX_AGE_S:
            raise Refused(_FORBIDDEN, "old_timestamp")


def _bare(xml: str) -> str:
    return xml or SUCCESS


def _encrypted(body: bytes) -> str:
    """The cipher in the envelope; a plain message in its place is the wrong mode."""
    envelope = _tags_or_none(body) or {}
    if encoded := envelope.get("Encrypt"):
        return encoded
    if "MsgType" in envelope:
        raise Refused(_FORBIDDEN, "wrong_mode")
    raise Refused(_BAD_REQUEST, "unreadable_envelope")


def _tags_or_none(body: bytes) -> dict[str, str] | None:
    try:
        return tags.read(body)
    except Unreadable:
        return None
