"""Repeatable chance: the same words always give the same numbers, on every machine."""

import struct
from hashlib import blake2b
from typing import Final

_SIXTEEN: Final = struct.Struct(">16I")


def throws(*words: object) -> tuple[int, ...]:
    """Sixteen numbers below 2**32 that depend on the words alone."""
    return _SIXTEEN.unpack(blake2b("/".join(map(str, words)).encode()).digest())


def spread(throw: int) -> float:
    """A throw as a number from -1 to 1."""
    return throw / 2**31 - 1
