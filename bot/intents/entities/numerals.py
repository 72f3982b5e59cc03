"""Numbers in ASCII digits, Chinese numerals, or both at once."""

import re
from decimal import Decimal

DIGITS = "0123456789零一二三四五六七八九幺两"
CHINESE = "零一二两三四五六七八九十百千万亿廿卅"
COUNT = r"(?:\d{1,3}|[零一二两三四五六七八九十廿卅百]{1,5})"
"""A small whole number, such as a day, an hour or a house number, as a regular expression."""
ONE_OF = "[共个下直样般定起些块次旦种遍会点并天家户人年月]"
"""What makes of 一 behind a number a word of its own (一共十位)."""

_TO_ASCII = str.maketrans("零一二三四五六七八九幺两洞拐", "012345678912" + "07")
_MIXED = re.compile(
    r"(?:(?P<w>\d+(?:\.\d+)?)(?:万|[wW]))?(?:(?P<q>\d+(?:\.\d+)?)千)?(?:(?P<b>\d+)百)?(?P<n>\d+)?"
)
_VAGUE = re.compile(r"[一二两三四五六七八九]{2}(?=[十百千万亿]|$)|^[百千万]|[几数]")
_SPELLED = re.compile(r"[零一二两三四五六七八九幺]{3,}")
_DIGIT, _TEN = "[一二三四五六七八九两]", 10
_SECTION = rf"(?:{_DIGIT}千)?零?(?:{_DIGIT}百)?零?(?:{_DIGIT}?十)?零?{_DIGIT}?"
_WHOLE = re.compile(rf"(?=.)(?:(?:{_SECTION}万)?{_SECTION}|零)")
_DIGITS_ONLY = re.compile(r"[零一二三四五六七八九两]+")
_DECIMALS = re.compile(r"[零一二三四五六七八九]+")
_VALUES = {"千": 1000, "百": 100, "十": 10}
_BIG = {"万": 10_000}
_UNITS = (("w", 10_000), ("q", 1_000), ("b", 100))


def digits_of(text: str) -> str:
    """The ASCII digits of a spelled-out number; everything else is dropped."""
    return "".join(char for char in text.translate(_TO_ASCII) if char.isascii() and char.isdigit())


def read_number(text: str) -> Decimal | None:
    """Read a number as it was said: 1.8万, 一千五, 3千5, 四百零五, 1,280.00, 八点五.

    Args:
        text: The number alone, normalised.

    Returns:
        Its value; None where it is vague (三四百, 几十) or no number.
    """
    text = text.replace(",", "").replace(" ", "").replace("个", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    if (mixed := _MIXED.fullmatch(text)) and text:
        return _read_mixed(mixed)
    if _SPELLED.fullmatch(text):
        return Decimal(digits_of(text))
    return None if _VAGUE.search(text) else _read_chinese(text)


def read_count(text: str) -> int | None:
    """Read a small whole number (``COUNT``); None where it is vague or no number."""
    if text.isascii() and text.isdigit():
        return int(text)
    value = read_number(text)
    return int(value) if value is not None and value == int(value) else None


def _read_mixed(found: re.Match[str]) -> Decimal:
    total, last = Decimal(0), 1
    for name, unit in _UNITS:
        if found[name]:
            total, last = total + Decimal(found[name]) * unit, unit
    rest = found["n"] or "0"
    # The last digit after a unit counts a tenth of it: 2万5 is 25000, but 2万500 is 20500.
    return total + Decimal(rest) * (last // 10 if len(rest) == 1 and last > 1 else 1)


def _read_chinese(text: str) -> Decimal | None:
    """Read numerals with units. cn2an reads them, too, but takes a tenth of a second to load."""
    if _DIGITS_ONLY.fullmatch(text):
        return Decimal(digits_of(text))
    whole, point, decimals = text.replace("廿", "二十").replace("卅", "三十").partition("点")
    if not _WHOLE.fullmatch(whole) or (point and not _DECIMALS.fullmatch(decimals)):
        return None
    total = _read_whole(whole)
    return Decimal(f"{total}.{digits_of(decimals)}") if point else Decimal(total)


def _read_whole(text: str) -> int:
    """The value of 三万五千六, 一百零三, 十二: a last digit right after a unit is its tenth."""
    total = section = digit = 0
    last = 1
    for char in text:
        if unit := _VALUES.get(char):
            section, digit, last = section + (digit or (unit == _TEN)) * unit, 0, unit
        elif big := _BIG.get(char):
            total, section, digit, last = total + (section + digit) * big, 0, 0, big
        else:
            digit, last = int(digits_of(char)), last if char != "零" else 1
    return total + section + digit * max(1, last // _TEN)
