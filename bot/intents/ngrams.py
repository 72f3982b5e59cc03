"""Hashed n-grams over integer sequences, vectorised.

A feature is a 32-bit key: among half a million known ones a new n-gram is mistaken for another
one time in ten thousand, so no feature names need to be kept or looked up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Hashes = NDArray[np.uint32]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_OTHER_FACTOR = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(32)


def hashed(codes: Keys, sizes: range, salt: int) -> list[Hashes]:
    """Return the keys of all n-grams of these sizes, one array a size.

    Args:
        codes: The sequence, borders included.
        sizes: Ascending, from 1; a size beyond the sequence gives an empty array.
        salt: Tells kinds of n-grams apart.
    """
    out: list[Hashes] = []
    rolling = codes + np.uint64(salt * 0x1000003)
    for size in sizes:
        if size > 1:
            rolling = rolling[:-1] * _FACTOR + codes[size - 1 :]
        out.append(_mixed(rolling + np.uint64(size)))
    return out


def skipping(codes: Keys, salt: int) -> Hashes:
    """Return the keys of all pairs with one code between them."""
    return _mixed(codes[:-2] * _FACTOR + codes[2:] * _OTHER_FACTOR + np.uint64(salt))


def _mixed(keys: Keys) -> Hashes:
    """Scramble, so that near keys do not collide after arithmetic."""
    keys = (keys ^ (keys >> _SHIFT)) * _MIX
    keys = (keys ^ (keys >> _SHIFT)) * _FACTOR
    return (keys >> _SHIFT).astype(np.uint32)
