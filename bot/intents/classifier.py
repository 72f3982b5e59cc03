"""The linear model at reading time: a gather and a product in numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.intents.features import BLOCKS
from bot.intents.second import SecondLook, unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.intents.artifact import Artifact
    from bot.intents.ngrams import Hashes
    from bot.intents.vectors import Vocabulary

    Floats = NDArray[np.float32]

_TINY = 1e-9


class Classifier:
    """Margins and probabilities over `INTENTS` for the features of one message."""

    def __init__(self, artifact: Artifact) -> None:
        self._model = artifact
        self._temperature = np.float32(artifact.tables["temperature"])
        self._second = SecondLook.of(artifact.encoder, artifact.tables["pieces"])

    def margins(self, blocks: Sequence[Hashes], cleaned: str) -> Floats:
        """Return the linear scores, float32 [26].

        Args:
            blocks: The features of a text.
            cleaned: The text itself, for a second look where the first leaves doubt.
        """
        rows, values = vector(self._model, blocks)
        steps: Floats = values @ self._model.weights[rows].astype(np.float32)
        margins = steps * self._model.step + self._model.bias
        if self._second is None or not unsure(margins):
            return margins
        return margins + self._second.adds(cleaned)

    def probabilities(self, margins: Floats) -> Floats:
        """Return calibrated probabilities, float32 [26], from margins."""
        scaled = margins / self._temperature
        powers = np.exp(scaled - scaled.max())
        out: Floats = powers / powers.sum()
        return out


def vector(
    known: Artifact | Vocabulary, blocks: Sequence[Hashes]
) -> tuple[NDArray[np.intp], Floats]:
    """Return the rows of the known features and their values.

    A value is its feature's idf; each block's part is brought to length 1.
    """
    queries = np.unique(np.concatenate(blocks))
    rows = np.minimum(np.searchsorted(known.keys, queries), known.keys.size - 1)
    rows = rows[known.keys[rows] == queries]
    values = known.idf[rows]
    block = known.block[rows]
    squares = np.bincount(block, values * values, minlength=len(BLOCKS))
    scale = 1 / np.sqrt(np.maximum(squares, _TINY)).astype(np.float32)
    return rows, values * scale[block]
