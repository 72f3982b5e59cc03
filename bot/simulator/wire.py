"""The platform's side of the webhook: signs and seals what goes out, reads what comes back."""

import secrets
from collections.abc import Callable, Mapping
from typing import Final

from bot.simulator.world import ACCOUNT
from bot.wechat import tags
from bot.wechat.crypto import Key, ciphertext, signature, signed
from bot.wechat.errors import Unreadable
from bot.wechat.render import MAX_TEXT_BYTES

_NOTHING: Final = frozenset({b"", b"success"})
_KINDS: Final = frozenset({"text", "news", "transfer_customer_service"})


class Abnormal(Exception):
    """An answer that the platform shows as a failure; the text says why, for the tester."""


def cdata(value: str) -> str:
    """The value as CDATA that it cannot end."""
    return f"<![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]>"


def xml_of(fields: Mapping[str, str]) -> str:
    """Tags as the platform's XML."""
    inner = "".join(f"<{name}>{cdata(value)}</{name}>" for name, value in fields.items())
    return f"<xml>{inner}</xml>"


class Wire:
    """Signatures and, in safe mode, encryption of one account.

    Args:
        app_id: the account.
        token: for signatures.
        aes_key: set means safe mode.
        clock_s: Unix time in seconds.
    """

    def __init__(
        self, app_id: str, token: str, aes_key: str | None, clock_s: Callable[[], float]
    ) -> None:
        self._token, self._clock_s = token, clock_s
        self._key = Key(aes_key, app_id) if aes_key else None

    def request(self, openid: str, xml: str) -> tuple[dict[str, str], bytes]:
        """Query and body of one delivery; every delivery has a signature of its own."""
        timestamp, nonce = str(int(self._clock_s())), str(secrets.randbelow(10**10))
        query = {
            "signature": signature(self._token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "openid": openid,
        }
        if self._key is None:
            return query, xml.encode(errors="replace")
        sealed = self._key.encrypt(xml.encode(errors="replace").decode())
        query |= {
            "encrypt_type": "aes",
            "msg_signature": signature(self._token, timestamp, nonce, sealed),
        }
        return query, xml_of({"ToUserName": ACCOUNT, "Encrypt": sealed}).encode()

    def read(self, openid: str, body: bytes) -> dict[str, str]:
        """The tags of a passive reply; none where there is nothing to say.

        Raises:
            Abnormal: what the platform would refuse.
        """
        if body.strip() in _NOTHING:
            return {}
        found = _tags(body)
        if self._key is not None:
            found = _tags(self._opened(self._key, found))
        if found.get("ToUserName") != openid or found.get("FromUserName") != ACCOUNT:
            raise Abnormal("答复的收发双方不对")
        return _checked(found)

    def _opened(self, key: Key, envelope: Mapping[str, str]) -> bytes:
        sealed = envelope.get("Encrypt", "")
        parts = (self._token, envelope.get("TimeStamp", ""), envelope.get("Nonce", ""), sealed)
        if not sealed or not signed(envelope.get("MsgSignature", ""), *parts):
            raise Abnormal("安全模式下的答复没有加密，或签名不对")
        encrypted = ciphertext(sealed)
        xml = key.decrypt(encrypted) if encrypted else None
        if xml is None:
            raise Abnormal("答复解不开")
        return xml


def _tags(body: bytes) -> dict[str, str]:
    try:
        return tags.read(body)
    except Unreadable:
        raise Abnormal("答复不是 XML") from None


def _checked(found: dict[str, str]) -> dict[str, str]:
    kind = found.get("MsgType", "")
    if kind not in _KINDS:
        raise Abnormal("答复的类型平台不认识")
    content = found.get("Content", "")
    if kind == "text" and not 0 < len(content.encode()) <= MAX_TEXT_BYTES:
        raise Abnormal("答复是空的，或超过 2048 字节")
    return found
