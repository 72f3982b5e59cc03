"""A provider's notice that money was paid: sealed by HMAC, verified before it is read.

`Pay-Signature` is the hex HMAC-SHA256 of timestamp, nonce and body, each ended by a newline, under
a key that only the provider and this bot have. Timestamps count 300 s, as at every provider
(reference: wechat.md 5.1, point 8); what comes twice inside of them is kept harmless by the order.
"""

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal

import msgspec

from bot.clock import unix_ms
from bot.errors import BotError

TIMESTAMP, NONCE, SIGNATURE = "Pay-Timestamp", "Pay-Nonce", "Pay-Signature"
WINDOW_S: Final = 300
MAX_BYTES: Final = 16 * 1024

_NONCE: Final = re.compile(r"[0-9A-Za-z]{16,64}")
_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}")


_Name = Annotated[str, msgspec.Meta(min_length=1)]


class NoticeRefused(BotError):
    """A notice that is not taken. `status` is the HTTP status, never 2xx."""

    def __init__(self, status: int, reason: str, order_no: str = "") -> None:
        super().__init__(ids={"reason": reason, "order_no": order_no})
        self.status = status
        self.reason = reason


class Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a provider says: this order was paid. Amounts are integers, in fen."""

    order_no: _Name
    account_no: _Name
    amount_fen: int
    transaction_no: _Name
    result: Literal["SUCCESS"]


_decoder = msgspec.json.Decoder(Notice)


@dataclass(frozen=True, slots=True)
class Seal:
    """Signs and verifies notices under a shared key."""

    key: bytes

    @classmethod
    def of(cls, secret_key: str) -> "Seal":
        """The embedded provider's key, which follows from the bot's own."""
        return cls(hmac.digest(secret_key.encode(), b"embedded payment provider", "sha256"))

    def headers(self, body: bytes, now: datetime) -> dict[str, str]:
        """The headers that go with a body sent now."""
        timestamp, nonce = str(unix_ms(now) // 1000), secrets.token_hex(16)
        return {
            TIMESTAMP: timestamp,
            NONCE: nonce,
            SIGNATURE: self._signature(timestamp, nonce, body),
        }

    def opened(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
        """The notice in a request, once its origin and its age are proven.

        Raises:
            NoticeRefused: 401 forged or too old or too new; 400 genuine but unreadable.
        """
        timestamp, nonce = headers.get(TIMESTAMP, ""), headers.get(NONCE, "")
        if not (_TIMESTAMP.fullmatch(timestamp) and _NONCE.fullmatch(nonce)):
            raise NoticeRefused(401, "headers")
        given = headers.get(SIGNATURE, "").encode()
        if not hmac.compare_digest(given, self._signature(timestamp, nonce, body).encode()):
            raise NoticeRefused(401, "signature")
        if abs(unix_ms(now) // 1000 - int(timestamp)) > WINDOW_S:
            raise NoticeRefused(401, "age")
        try:
            return _decoder.decode(body)
        except msgspec.MsgspecError as error:
            raise NoticeRefused(400, "unreadable") from error

    def _signature(self, timestamp: str, nonce: str, body: bytes) -> str:
        signed = b"\n".join((timestamp.encode(), nonce.encode(), body, b""))
        return hmac.digest(self.key, signed, "sha256").hex()
