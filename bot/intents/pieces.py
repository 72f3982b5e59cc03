"""Cutting into the pieces of a sentencepiece unigram model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SPACE = "▁"
_UNKNOWN_COST = 10.0


class PieceCutter:
    """Finds the likeliest sequence of known pieces (Viterbi); safe to share between threads."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._scores = list(scores)
        self._unknown = min(self._scores) - _UNKNOWN_COST
        self._numbers = {piece[:end]: -1 for piece in pieces for end in range(1, len(piece))} | {
            piece: number for number, piece in enumerate(pieces)
        }

    def cut(self, text: str) -> list[int]:
        """Return the numbers of the pieces; 0 stands for an unknown character."""
        text = SPACE + SPACE.join(text.split())
        best = [0.0] + [float("-inf")] * len(text)
        back = [(0, 0)] * (len(text) + 1)
        for start in range(len(text)):
            for end, number, score in self._from(text, start):
                if best[start] + score > best[end]:
                    best[end], back[end] = best[start] + score, (start, number)
        return _walk(back)

    def _from(self, text: str, start: int) -> list[tuple[int, int, float]]:
        found = [(start + 1, 0, self._unknown)]
        for end in range(start + 1, len(text) + 1):
            number = self._numbers.get(text[start:end])
            if number is None:
                break
            if number >= 0:
                found.append((end, number, self._scores[number]))
        return found


def _walk(back: list[tuple[int, int]]) -> list[int]:
    out = []
    end = len(back) - 1
    while end > 0:
        end, number = back[end]
        out.append(number)
    return out[::-1]
