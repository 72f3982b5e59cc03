"""Forms of account numbers, and when an address is the one on record."""

import re
import unicodedata
from typing import Final

PROVINCE: Final = "510"
"""What stands before the old ten digits in the 13-digit form (domain rules, 1.6)."""
_LONG_FORM: Final = 13
_NUMBERS: Final = re.compile(r"\d+")


def old_form(account_no: str) -> str:
    """The ten digits of an account number in either form."""
    if len(account_no) == _LONG_FORM:
        return account_no.removeprefix(PROVINCE)
    return account_no


def is_address(said: str, on_record: str, area: str) -> bool:
    """Whether words name the address on record.

    They hold the same village or street (`area`, never empty) and the same numbers in the same
    order; how the parts between are called (室, 号, a dash) differs from mouth to mouth.
    """
    said = unicodedata.normalize("NFKC", said)
    same_numbers = _NUMBERS.findall(said) == _NUMBERS.findall(on_record)
    return bool(area) and area in said and same_numbers
