"""Tables that training builds from libraries, so that reading needs none of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_HAN = range(0x3400, 0xA000)
_COMMON_WORDS = 30_000
_PROJECT_WORD = 3_000
"""Frequency of our own words: enough to win over their parts in jieba's search."""

_FIRST_SYLLABLE = 10
_WHOLE = {"hu": "fu", "hui": "fei", "hun": "fen"}
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("hu", "f"))


def simplified() -> dict[int, int]:
    """Return traditional to simplified by code point, where that is one character."""
    import zhconv

    pairs = {code: zhconv.convert(chr(code), "zh-hans") for code in _HAN}
    return {code: ord(s) for code, s in pairs.items() if len(s) == 1 and ord(s) != code}


def syllables() -> NDArray[np.uint16]:
    """Return the folded syllable's number of every character of the BMP, 0 without one."""
    from pypinyin import Style, pinyin

    out = np.zeros(0x10000, np.uint16)
    numbers: dict[str, int] = {}
    for code in _HAN:
        readings = pinyin(chr(code), style=Style.NORMAL, errors="ignore")
        if readings and readings[0][0]:
            folded = fold_syllable(readings[0][0])
            out[code] = numbers.setdefault(folded, len(numbers) + _FIRST_SYLLABLE)
    return out


def fold_syllable(syllable: str) -> str:
    """Fold what Sichuan speech and hasty typing do not tell apart: n/l, hu/f, zh/z, ng/n."""
    syllable = _WHOLE.get(syllable, syllable)
    for initial, plain in _INITIALS:
        if syllable.startswith(initial) and len(syllable) > len(initial):
            syllable = plain + syllable.removeprefix(initial)
            break
    return syllable[:-1] if syllable.endswith("ng") else syllable


def frequencies(own: Iterable[str]) -> dict[str, int]:
    """Return jieba's commonest words with their frequencies, and our own words."""
    import jieba

    rows = [
        line.split(" ")[:2]
        for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    ]
    rows.sort(key=lambda row: -int(row[1]))
    common = {word: int(count) for word, count in rows[:_COMMON_WORDS]}
    for word in own:
        common[word] = max(_PROJECT_WORD, common.get(word, 0))
    return dict(sorted(common.items()))
