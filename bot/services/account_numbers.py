"""Forms of an account number.

State Grid had 10 digits, then 13, which is a prefix of the province and the old 10; Southern Grid
has 16 (reference: domain.md 1.6). No check digit is known.
"""

from typing import Final

from bot import say
from bot.backends.accounts import Account

LENGTHS: Final = (10, 13, 16)
_OLD, _LONG = 10, 13


def same(a: str, b: str) -> bool:
    """Whether two numbers are forms of one."""
    return plain(a) == plain(b)


def plain(number: str) -> str:
    """One form for all: what tries are counted by, and what is compared."""
    return number[-_OLD:] if len(number) == _LONG else number


def tail(number: str) -> str:
    """What may be said of a number in a message that others might read."""
    return number[-4:]


def whose(account: Account) -> str:
    """An account as anybody may read of it: `张*（户号尾号8637）`."""
    return f"{say.masked_name(account.holder)}（户号尾号{tail(account.account_no)}）"
