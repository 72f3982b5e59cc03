"""A second look, by meaning, at what the n-grams leave unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.intents.encoder import PrunedEncoder, unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.intents.encoder import Encoder, Floats

UNSURE = 0.4
"""Look again where the best two margins are nearer than this: one message in ten."""


class SecondLook:
    """What the sentence's vector adds to the margins of the n-grams.

    Attributes of `arrays`: `dense`, float32 [512, 26]; `center` and `sharpen`, the mean and
    1 / standard deviation of the training utterances' vectors, float32 [512].
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], encoder: Encoder) -> None:
        self._arrays = arrays
        self._encoder = encoder

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], pieces: Sequence[str]) -> SecondLook | None:
        """Make it from an artifact's arrays; None for one trained without the encoder."""
        return cls(arrays, PrunedEncoder(arrays, pieces)) if arrays else None

    def adds(self, cleaned: str) -> Floats:
        """Return what is to be added to the linear scores, float32 [26]."""
        arrays = self._arrays
        meaning = unit((self._encoder.encode(cleaned) - arrays["center"]) * arrays["sharpen"])
        out: Floats = meaning @ arrays["dense"]
        return out


def unsure(margins: Floats) -> bool:
    """Tell whether the best two margins are near each other."""
    second, first = np.partition(margins, -2)[-2:]
    return bool(first - second < UNSURE)
