"""Invented holders, staff and numbers, drawn by index."""

from bot.backends.demo import words
from bot.backends.demo.dice import throws

_NUMBERS = 10**8
# Odd and no multiple of 5: the products below run through all 10**8 numbers, each once.
_ACCOUNT_STEP, _METER_STEP, _PHONE_STEP, _STAFF_STEP = 61803391, 73687817, 27182819, 31415927


def account_no(index: int) -> str:
    """Ten digits that start with 5; no two indexes share one."""
    return f"51{(index * _ACCOUNT_STEP + 20437786) % _NUMBERS:08d}"


def meter_no(index: int) -> str:
    """Twelve digits, so that nobody takes a meter for an account."""
    return f"3501{(index * _METER_STEP + 4455667) % _NUMBERS:08d}"


def phone(index: int) -> str:
    """A holder's mobile number. 154 is a prefix that no operator gives out."""
    return f"1540{(index * _PHONE_STEP + 3141592) % (_NUMBERS // 10):07d}"


def staff_phone(index: int) -> str:
    """A number of the utility's own people."""
    return f"1549{(index * _STAFF_STEP + 1618033) % (_NUMBERS // 10):07d}"


def person(*words_of: object) -> str:
    """A name of two or three characters."""
    surname, one, two, length, *_ = throws("person", *words_of)
    given = words.GIVEN[one % len(words.GIVEN)] + words.GIVEN[two % len(words.GIVEN)]
    return words.SURNAMES[surname % len(words.SURNAMES)] + given[: 1 + (length % 4 > 0)]


def shop(stem: str, index: int) -> str:
    """A small business, named after its place."""
    brand, trade, *_ = throws("shop", index)
    return (
        f"{stem}{words.BRANDS[brand % len(words.BRANDS)]}{words.TRADES[trade % len(words.TRADES)]}"
    )


def works(stem: str, index: int) -> str:
    """A factory."""
    brand, trade, *_ = throws("works", index)
    firm = words.BRANDS[brand % len(words.BRANDS)] + words.WORKS[trade % len(words.WORKS)]
    return f"云溪{stem}{firm}"
