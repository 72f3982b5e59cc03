"""Whose an account was, without keeping whose: a keyed hash of its holder."""

import hmac
from typing import Final

_DIGITS: Final = 24
_KEY_DIGITS: Final = 6


class Holders:
    """Marks holders, and tells whether a mark is still that of an account's holder.

    A mark begins with a mark of the key, so that a new `SECRET_KEY` is not taken for a new holder.
    """

    def __init__(self, secret_key: str) -> None:
        self._key = hmac.digest(secret_key.encode(), b"holders of accounts", "sha256")
        self._of_key = hmac.digest(self._key, b"", "sha256").hex()[:_KEY_DIGITS]

    def mark(self, account_no: str, holder: str) -> str:
        """The mark of an account's holder: 30 characters that name nobody."""
        said = f"{account_no}:{''.join(holder.split())}".encode()
        return self._of_key + hmac.digest(self._key, said, "sha256").hex()[:_DIGITS]

    def is_ours(self, mark: str) -> bool:
        """Whether a mark was made with this key, so that it can be compared."""
        return mark.startswith(self._of_key)
