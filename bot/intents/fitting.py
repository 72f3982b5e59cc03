"""Fitting the linear models: scikit-learn, and the encoder's wheel where it is installed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from bot.intents import pruning
from bot.intents.encoder import PrunedEncoder
from bot.intents.labels import INTENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def fit_both(
    features: Any,  # noqa: ANN401  # scipy ships no types
    labels: NDArray[np.intp],
    texts: Sequence[str],
    cost: float,
) -> Fitted:
    """Fit n-grams alone, and n-grams beside meanings where the optional encoder is installed.

    What is kept is the mean of the two, the meanings apart: by unseen writers it is better than
    either, and one table of weights serves both looks.
    """
    if not pruning.available():
        return Fitted(fit(features, labels, cost), {}, [])
    arrays, pieces = pruning.pruned()
    with ThreadPoolExecutor() as pool:
        alone = pool.submit(fit, features, labels, cost)  # lets other threads run meanwhile
        meanings, scale = _meanings(PrunedEncoder(arrays, pieces), texts)
        first = alone.result()
    axes = _main_axes(meanings)
    both = fit(_beside(features, meanings @ axes), labels, cost)
    mean = Linear((both.weights[:-_AXES] + first.weights) / 2, (both.bias + first.bias) / 2)
    dense = axes @ both.weights[-_AXES:] / 2
    return Fitted(mean, {**arrays, **scale, "dense": dense}, pieces)


def _meanings(
    encoder: PrunedEncoder, texts: Sequence[str]
) -> tuple[NDArray[np.float32], dict[str, NDArray[Any]]]:
    with threadpool_limits(1, "blas"):  # the same bytes on any number of cores
        vectors = encoder.encode_all(texts)
    center, sharpen = vectors.mean(axis=0), 1 / (vectors.std(axis=0) + _TINY)
    vectors = (vectors - center) * sharpen
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _TINY)
    return vectors / lengths, {"center": center, "sharpen": sharpen}


def _main_axes(meanings: NDArray[np.float32]) -> NDArray[np.float32]:
    """The directions in which meanings differ most, [512, _AXES]."""
    with threadpool_limits(1, "blas"):
        axes: NDArray[np.float32] = np.linalg.eigh(meanings.T @ meanings)[1][:, -_AXES:]
    return axes


def _beside(features: Any, meanings: NDArray[np.float32]) -> Any:  # noqa: ANN401  # scipy ships no types
    from scipy.sparse import csr_matrix, hstack

    return hstack([features, csr_matrix(meanings)]).tocsr()
