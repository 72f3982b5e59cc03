"""Hashed n-grams over integer sequences, vectorised.

A feature is a 64-bit key. With some 10^5 features a collision is a one in 10^9 event, so no
feature names need to be kept or looked up.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_OTHER_FACTOR = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(32)


def hashed(codes: Keys, sizes: range, salt: int) -> list[Keys]:
    """Return the keys of all n-grams of these sizes, one array a size.

    Args:
        codes: The sequence, borders included.
        sizes: Ascending, from 1; a size beyond the sequence gives an empty array.
        salt: Tells kinds of n-grams apart.
    """
    out: list[Keys] = []
    rolling = codes + np.uint64(salt * 0x1000003)
    for size in sizes:
        if size > 1:
            rolling = rolling[:-1] * _FACTOR + codes[size - 1 :]
        out.append(_mixed(rolling + np.uint64(size)))
    return out


def together(codes: Keys) -> Keys:
    """Return the keys of all pairs of distinct codes, whatever their order.

    Args:
        codes: Ascending and distinct.
    """
    first, second = _pairs(codes.size)
    return _mixed(codes[first] * _FACTOR + codes[second] * _OTHER_FACTOR)


@lru_cache(maxsize=32)
def _pairs(size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    first, second = np.triu_indices(size, 1)
    return first, second


def _mixed(keys: Keys) -> Keys:
    """Scramble, so that near keys do not collide after arithmetic."""
    keys = (keys ^ (keys >> _SHIFT)) * _MIX
    keys = keys ^ (keys >> _SHIFT)
    return keys * _FACTOR
