"""One spelling for what residents type: width, script, noise.

`clean` keeps every character's position, so that entity offsets hold in both texts;
`fold` goes further, for the classifier only.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CHARS = 600
"""What is read of a message; WeChat itself lets 2048 bytes (about 680 characters) through."""

_BMP = 0x10000
_DIGITS = re.compile(r"[0-9]+")
_PUNCTUATION = re.compile(r"[\s,.。，、;；:：~～…—\-_/\\|\"'“”‘’()（）\[\]【】<>《》*#^`&@=+]+")
_QUESTION = re.compile(r"[?!？！]*[?？][?!？！]*")
_SHOUT = re.compile(r"[!！]+")
_REPEATED = re.compile(r"([^0-9])\1{2,}")
_STAMMER = re.compile(r"([^0-9]{2,4})\1+")
_LONG_NUMBER = 8


def character_table(simplify: Mapping[int, int]) -> dict[int, int]:
    """Build the table of `clean`: half width, simplified, control characters blank.

    Args:
        simplify: Traditional to simplified, by code point.
    """
    table: dict[int, int] = {}
    for code in range(_BMP):
        target = _plain(chr(code))
        target = simplify.get(target, target)
        if target != code:
            table[code] = target
    return table


def _plain(char: str) -> int:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"}:
        return ord(" ")
    narrow = unicodedata.normalize("NFKC", char)
    return ord(narrow) if len(narrow) == 1 else ord(char)


def clean(text: str, table: Mapping[int, int]) -> str:
    """Cut to `MAX_CHARS` and translate each character; offsets stay."""
    return text[:MAX_CHARS].translate(table)


def fold(text: str) -> str:
    """Reduce a cleaned text to what matters to the classifier."""
    text = _QUESTION.sub("?", text.lower())
    text = _SHOUT.sub("!", text)
    text = _PUNCTUATION.sub(" ", text)
    text = _REPEATED.sub(r"\1\1", text)
    return _DIGITS.sub(_number, _STAMMER.sub(r"\1", text)).strip()


def _number(match: re.Match[str]) -> str:
    length = len(match.group())
    return "0" * min(length, 3) if length < _LONG_NUMBER else "00000"
