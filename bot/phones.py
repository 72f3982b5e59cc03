"""Phone numbers: which of them are mobiles."""

import re

_MOBILE = re.compile(r"1\d{10}")


def takes_sms(phone: str | None) -> bool:
    """Whether a phone on record is a mobile, so that a code can reach it."""
    return phone is not None and _MOBILE.fullmatch(phone) is not None
