"""What the classifier sees of a message: hashed features over words, characters and pinyin."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.intents import ngrams
from bot.intents.normalise import character_table, clean, fold
from bot.intents.words import Cutter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.intents.ngrams import Hashes, Keys

BLOCKS = ("classes", "pairs", "pairs apart", "words", "characters", "strings", "sounds")
"""Kinds of features; each kind is brought to length 1, so that none drowns another."""

_START, _END = 2, 3
_BMP = 0x10000


@dataclass(frozen=True, slots=True)
class Extractor:
    """Turns a cleaned text into feature keys.

    Attributes:
        table: Of `normalise.clean`.
        syllables: Folded syllable of every character of the BMP, 0 where it has none.
        cutter: The project's own jieba.
        synonyms: Word to the name of its class.
    """

    table: Mapping[int, int]
    syllables: NDArray[np.uint16]
    cutter: Cutter
    synonyms: Mapping[str, str]

    @classmethod
    def of(cls, tables: Mapping[str, Any], syllables: NDArray[np.uint16]) -> Extractor:
        """Make the extractor from an artifact's tables."""
        simplify = {int(old): int(new) for old, new in tables["simplify"]}
        return cls(
            table=character_table(simplify),
            syllables=syllables,
            cutter=Cutter(tables["frequencies"]),
            synonyms=tables["synonyms"],
        )

    def clean(self, text: str) -> str:
        """Cut and translate character by character."""
        return clean(text, self.table)

    def blocks(self, cleaned: str) -> list[Hashes]:
        """Return the keys of each of `BLOCKS`; a key may stand twice."""
        text = fold(cleaned)
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        words = self.cutter.cut(text)
        plain = _hashes(words)
        classes = _bordered(_hashes([self.synonyms.get(word, word) for word in words]))
        single, pairs = ngrams.hashed(classes, range(1, 3), 5)
        characters, *strings = ngrams.hashed(_bordered(codes), range(1, 4), 2)
        return [
            single,
            pairs,
            ngrams.skipping(classes, 6),
            np.concatenate(ngrams.hashed(_bordered(plain), range(1, 3), 4)),
            characters,
            np.concatenate(strings),
            np.concatenate(ngrams.hashed(_bordered(self._spoken(codes)), range(1, 3), 3)),
        ]

    def _spoken(self, codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
        sounds: NDArray[np.uint32] = self.syllables[np.minimum(codes, _BMP - 1)].astype(np.uint32)
        return np.where(sounds == 0, codes + _BMP, sounds)


def _bordered(codes: NDArray[np.unsignedinteger]) -> Keys:
    out = np.empty(codes.size + 2, np.uint64)
    out[0], out[1:-1], out[-1] = _START, codes, _END
    return out


def _hashes(words: Sequence[str]) -> Keys:
    return np.array(
        [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], np.uint64
    )
