"""Signatures and the EncodingAESKey, over wechatpy's primitives, with one clean way to fail."""

import base64
import binascii
import hmac
import re
import secrets
from typing import Final

from wechatpy.crypto.base import WeChatCipher
from wechatpy.crypto.pkcs7 import PKCS7Encoder
from wechatpy.utils import WeChatSigner

_AES_KEY: Final = re.compile(r"[A-Za-z0-9+/]{43}")
_AES_BLOCK_BYTES: Final = 16
_PREFIX_BYTES: Final = 16
_LENGTH_BYTES: Final = 4


def signature(*parts: str) -> str:
    """The platform's signature: sha1 over the sorted parts, in lower-case hex."""
    signer = WeChatSigner()
    signer.add_data(*(part.encode(errors="replace") for part in parts))
    return str(signer.signature)


def signed(given: str, *parts: str) -> bool:
    """Whether this is the parts' signature, compared in constant time."""
    return hmac.compare_digest(signature(*parts).encode(), given.encode(errors="replace"))


def ciphertext(encoded: str) -> bytes | None:
    """The bytes of an `Encrypt` tag; None where they are no whole AES blocks in base64."""
    try:
        encrypted = base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        return None
    return encrypted if encrypted and len(encrypted) % _AES_BLOCK_BYTES == 0 else None


class Key:
    """One EncodingAESKey of one account; its cipher object is made once, not per message.

    Args:
        encoded: the key as the console shows it, 43 base64 characters.
        app_id: the account's id, which closes every message.

    Raises:
        ValueError: not 43 base64 characters.
    """

    def __init__(self, encoded: str, app_id: str) -> None:
        if not _AES_KEY.fullmatch(encoded):
            raise ValueError("an EncodingAESKey has 43 base64 characters")
        self._cipher = WeChatCipher(base64.b64decode(encoded + "="))
        self._app_id = app_id.encode()

    def decrypt(self, encrypted: bytes) -> bytes | None:
        """The XML inside; None where this key, padding or app id does not fit.

        Args:
            encrypted: whole AES blocks, as from `ciphertext`.
        """
        plain: bytes = self._cipher.decrypt(encrypted)
        padding = plain[-1]
        if not (1 <= padding <= PKCS7Encoder.block_size and plain.endswith(plain[-1:] * padding)):
            return None
        content = plain[_PREFIX_BYTES:-padding]
        end = _LENGTH_BYTES + int.from_bytes(content[:_LENGTH_BYTES], "big")
        return content[_LENGTH_BYTES:end] if self._is_ours(content[end:]) else None

    def encrypt(self, xml: str) -> str:
        """The base64 text for an `Encrypt` tag."""
        content = xml.encode()
        framed = b"".join(
            (
                secrets.token_bytes(_PREFIX_BYTES),
                len(content).to_bytes(_LENGTH_BYTES, "big"),
                content,
                self._app_id,
            ),
        )
        return base64.b64encode(self._cipher.encrypt(PKCS7Encoder.encode(framed))).decode()

    def _is_ours(self, app_id: bytes) -> bool:
        return hmac.compare_digest(app_id, self._app_id)
