"""Cutting into words by jieba over a dictionary of our own: the default one is never loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jieba

if TYPE_CHECKING:
    from collections.abc import Mapping


class Cutter:
    """A jieba tokenizer over given word frequencies; safe to share between threads."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.FREQ = prefixed(frequencies)
        self._tokenizer.total = sum(frequencies.values())
        self._tokenizer.initialized = True

    def cut(self, text: str) -> list[str]:
        """Return the words of a folded text, blanks left out."""
        return [word for word in self._tokenizer.cut(text, HMM=False) if word != " "]


def prefixed(frequencies: Mapping[str, int]) -> dict[str, int]:
    """Add every prefix of a word with frequency 0, as jieba's search expects."""
    out = dict(frequencies)
    for word in frequencies:
        for end in range(1, len(word)):
            out.setdefault(word[:end], 0)
    return out
