"""Finds which words of a text may name a place, and which of the found names hold."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.intents.entities.numerals import read_count

MAX_CHARS: Final = 120
"""Only so much of a text is searched."""
MIN_NAME, MAX_NAME = 2, 12

_NUMBERED = re.compile(r"[零〇一二两三四五六七八九十百]+(?=号|栋|幢|组|社|队)")
_HOUSE = re.compile(r"([一-鿿]{2,8}?)(\d{1,4})(?:附\d+)?(号|栋|组)")
_SYNONYMS = str.maketrans({"幢": "栋", "社": "组", "队": "组"})
_AFTER_NUMBER = re.compile(r"(?<=\d)[幢社队]")
_HAN = re.compile(r"[一-鿿]+")
_TRANSFORMER = re.compile(r"([一-鿿]{2,10}\d{1,3}号)(?:公变|台区|变压器|配变|变台|箱变|变)")
# A bare 石桥 before one of these names something else: 石桥路 is not 石桥镇.
_OTHER_PLACE = re.compile(
    r"路|街|巷|大道|小区|花园|家园|名居|苑|村|社区|镇|乡|县|市|区|桥|河|山|厂|中学|小学"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name that the place table has, where it stands in the text, and whether it is bare."""

    place_id: int
    kind: str
    name: str
    bare: bool


def plain(words: str) -> str:
    """The text with half-width digits, Chinese numbers before 号 as digits, and no spaces."""
    text = unicodedata.normalize("NFKC", words[:MAX_CHARS])
    text = _NUMBERED.sub(_as_digits, "".join(text.split()))
    return _AFTER_NUMBER.sub(lambda match: match[0].translate(_SYNONYMS), text)


def candidates(text: str) -> list[str]:
    """Every piece of a plain text that may be a name."""
    pieces = {piece for run in _HAN.findall(text) for piece in _pieces(run)}
    pieces.update(f"{match[1]}公变" for match in _TRANSFORMER.finditer(text))
    for match in _HOUSE.finditer(text):
        tail = f"{match[2]}{match[3]}"
        pieces.update(match[1][start:] + tail for start in range(len(match[1]) - 1))
    return sorted(pieces)


def holding(text: str, found: Iterable[Found]) -> list[Found]:
    """Those names that mean their place here: not inside a longer name, not another's beginning."""
    longest = sorted(found, key=lambda one: -len(one.name))
    held: list[Found] = []
    for one in longest:
        if one.bare and not _stands_bare(text, one):
            continue
        if not any(_within(one, other) for other in held):
            held.append(one)
    return held


def _pieces(run: str) -> Iterable[str]:
    for start in range(len(run) - MIN_NAME + 1):
        for end in range(start + MIN_NAME, min(start + MAX_NAME, len(run)) + 1):
            yield run[start:end]


def _within(one: Found, other: Found) -> bool:
    # 和平路 inside 和平路12号 is kept, because the street is a place of its own.
    return one.name in other.name and (one.bare or other.kind in {"area", "district"})


def _stands_bare(text: str, found: Found) -> bool:
    own = re.compile("镇|乡|街道|场") if found.kind == "district" else None
    ends = (match.end() for match in re.finditer(re.escape(found.name), text))
    return any(
        not _OTHER_PLACE.match(text, end) or bool(own and own.match(text, end)) for end in ends
    )


def _as_digits(match: re.Match[str]) -> str:
    count = read_count(match[0])
    return match[0] if count is None else str(count)
