"""Fitting the linear models: scikit-learn, and the encoder's wheel where it is installed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from bot.intents import pruning
from bot.intents.encoder import PrunedEncoder
from bot.intents.labels import INTENTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from numpy.typing import NDArray


_NEVER = -10
_INT8_MAX = 127
_TINY = 1e-6
_TOLERANCE = 0.3
"""Three times as fast as scikit-learn's own; unseen writers are read the same."""
_AXES = 96
"""Along so many of its main axes a meaning is fitted: the rest costs time and tells nothing."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights [features, 26] and bias [26]; an intent that no utterance has is never chosen."""

    weights: NDArray[np.floating]
    bias: NDArray[np.floating]


def fit(features: Any, labels: NDArray[np.intp], cost: float) -> Linear:  # noqa: ANN401  # scipy ships no types
    """Fit a linear SVM, one intent against the rest.

    Args:
        features: Sparse [utterances, features].
        labels: The intents' numbers.
        cost: C.
    """
    from sklearn.svm import LinearSVC

    model = LinearSVC(C=cost, tol=_TOLERANCE, random_state=0).fit(features, labels)
    weights = np.zeros((features.shape[1], len(INTENTS)), np.float32)
    bias = np.full(len(INTENTS), _NEVER, np.float32)
    weights[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return Linear(weights, bias)


def quantised(model: Linear) -> dict[str, NDArray[Any]]:
    """Round the weights to 8 bits, in steps of an intent's own."""
    largest = np.abs(model.weights).max(axis=0)
    step = np.where(largest > 0, largest / _INT8_MAX, 1).astype(np.float32)
    return {
        "weights": np.rint(model.weights / step).astype(np.int8),
        "step": step,
        "bias": model.bias.astype(np.float32),
    }


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear model over n-grams, and the arrays and pieces of its `SecondLook`, if any."""

    linear: Linear
    encoder: dict[str, NDArray[Any]]
    pieces: list[str]


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the encoder makes of the utterances.

    Attributes:
        vectors: [utterances, 512], each of length 1.
        arrays: the encoder's, and how its vectors are centred and scaled.
        pieces: the encoder's.
    """

    vectors: NDArray[np.float32]
    arrays: dict[str, NDArray[Any]]
    pieces: list[str]


def meanings(texts: Sequence[str]) -> Meanings | None:
    """Encode the utterances; `None` where the optional encoder is not installed."""
    if not pruning.available():
        return None
    arrays, pieces = pruning.pruned()
    with threadpool_limits(1, "blas"):  # the same bytes on any number of cores
        vectors = PrunedEncoder(arrays, pieces).encode_all(texts)
    center, sharpen = vectors.mean(axis=0), 1 / (vectors.std(axis=0) + _TINY)
    vectors = (vectors - center) * sharpen
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _TINY)
    return Meanings(vectors / lengths, {**arrays, "center": center, "sharpen": sharpen}, pieces)


def fit_both(
    features: Any,  # noqa: ANN401  # scipy ships no types
    labels: NDArray[np.intp],
    meant: Future[Meanings | None],
    cost: float,
) -> Fitted:
    """Fit n-grams alone, and n-grams beside meanings where there are any.

    What is kept is the mean of the two, the meanings apart: by unseen writers it is better than
    either, and one table of weights serves both looks. The second fit leaves out what stands in one
    utterance only, two thirds of all: unseen writers are read the same, a quarter sooner.

    One fit after the other: they would share liblinear's random numbers, and give other bytes each
    time.
    """
    first = fit(features, labels, cost)
    found = meant.result()
    if found is None:
        return Fitted(first, {}, [])
    axes = _main_axes(found.vectors)
    often = np.flatnonzero(np.bincount(features.indices, minlength=features.shape[1]) > 1)
    both = fit(_beside(features[:, often], found.vectors @ axes), labels, cost)
    weights = first.weights
    weights[often] = (weights[often] + both.weights[:-_AXES]) / 2
    mean = Linear(weights, (both.bias + first.bias) / 2)
    dense = axes @ both.weights[-_AXES:] / 2
    return Fitted(mean, {**found.arrays, "dense": dense}, found.pieces)


def _main_axes(meanings: NDArray[np.float32]) -> NDArray[np.float32]:
    """The directions in which meanings differ most, [512, _AXES]."""
    with threadpool_limits(1, "blas"):
        axes: NDArray[np.float32] = np.linalg.eigh(meanings.T @ meanings)[1][:, -_AXES:]
    return axes


def _beside(features: Any, meanings: NDArray[np.float32]) -> Any:  # noqa: ANN401  # scipy ships no types
    from scipy.sparse import csr_matrix, hstack

    return hstack([features, csr_matrix(meanings)]).tocsr()
