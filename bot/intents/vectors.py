"""The training side of the features: which there are, their weight, and the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.intents.features import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.intents.ngrams import Hashes

Blocks = list["Hashes"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features of a corpus, ascending by key."""

    keys: Hashes
    idf: NDArray[np.float32]
    block: NDArray[np.uint8]


def vocabulary(rows: Sequence[Blocks], least: int) -> Vocabulary:
    """Collect the features that stand in at least so many utterances."""
    parts = [_block(rows, index, least) for index in range(len(BLOCKS))]
    keys = np.concatenate([part[0] for part in parts])
    counts = np.concatenate([part[1] for part in parts])
    sizes = [part[0].size for part in parts]
    block = np.repeat(np.arange(len(BLOCKS), dtype=np.uint8), sizes)
    idf = np.log((1 + len(rows)) / (1 + counts)) + 1
    order = np.argsort(keys, kind="stable")
    return Vocabulary(keys[order], idf[order].astype(np.float32), block[order])


def _block(rows: Sequence[Blocks], index: int, least: int) -> tuple[Hashes, NDArray[np.intp]]:
    each = [np.unique(row[index]) for row in rows]
    keys, counts = np.unique(np.concatenate(each), return_counts=True)
    return keys[counts >= least], counts[counts >= least]


def matrix(rows: Sequence[tuple[NDArray[np.intp], NDArray[np.float32]]], width: int) -> Any:  # noqa: ANN401  # scipy ships no types
    """Return the sparse matrix [utterances, width] of `classifier.vector`s."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(indices.size for indices, _ in rows)])
    indices = np.concatenate([indices for indices, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, indices, ends), shape=(len(rows), width))
