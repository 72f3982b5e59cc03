"""The trained artifact on disk: one folder a training, named by what it was trained from.

`MODEL_DIR/intents.json` names the folder in force, so that a reader never sees half of two.
Arrays are `.npy` files and are mapped into memory: processes share their pages.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_POINTER = "intents.json"
_ARRAYS = ("keys", "weights", "step", "idf", "block", "bias", "syllables")


class ModelMissing(Exception):  # a state of the installation, not a fault
    """Nothing usable was trained into the folder; the message is the sentence to print."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """Everything that training hands to reading.

    Attributes:
        fingerprint: Hash of the dictionaries and of the code that trains.
        keys: Feature keys, ascending, uint32 [F].
        weights: One column an intent, in steps of `step`, int8 [F, 26].
        step: float32 [26].
        idf: float32 [F].
        block: Which block a feature belongs to, uint8 [F].
        bias: float32 [26].
        syllables: uint16 [65536], see `Extractor`.
        encoder: Arrays of the second look, see `SecondLook` and `PrunedEncoder`; empty where
            training found no encoder.
        tables: `simplify` (code point pairs), `frequencies`, `synonyms`, `temperature`, `pieces`.
    """

    fingerprint: str
    keys: NDArray[np.uint32]
    weights: NDArray[np.int8]
    step: NDArray[np.float32]
    idf: NDArray[np.float32]
    block: NDArray[np.uint8]
    bias: NDArray[np.float32]
    syllables: NDArray[np.uint16]
    encoder: dict[str, NDArray[Any]]
    tables: dict[str, Any]


def fingerprint_of(model_dir: Path) -> str | None:
    """Return what the artifact in force was trained from, or None without one."""
    try:
        pointer = json.loads((model_dir / _POINTER).read_text("utf-8"))
        fingerprint = str(pointer["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return fingerprint if (_folder(model_dir, fingerprint) / "tables.json").is_file() else None


def read(model_dir: Path) -> Artifact:
    """Map the artifact in force.

    Raises:
        ModelMissing: There is none, or it cannot be read.
    """
    fingerprint = fingerprint_of(model_dir)
    if fingerprint is None:
        raise ModelMissing(_sentence(model_dir))
    folder = _folder(model_dir, fingerprint)
    try:
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
        encoder = {
            path.stem: np.load(path, mmap_mode="r")
            for path in sorted((folder / "encoder").glob("*.npy"))
        }
        tables = json.loads((folder / "tables.json").read_text("utf-8"))
    except (OSError, ValueError, EOFError) as error:
        raise ModelMissing(_sentence(model_dir)) from error
    return Artifact(fingerprint=fingerprint, encoder=encoder, tables=tables, **arrays)


def write(artifact: Artifact, model_dir: Path) -> None:
    """Write a folder beside the one in force, then switch over; the caller holds the lock."""
    folder = _folder(model_dir, artifact.fingerprint)
    building = folder.with_suffix(".new")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    for name in _ARRAYS:
        np.save(building / f"{name}.npy", getattr(artifact, name))
    (building / "encoder").mkdir()
    for name, array in artifact.encoder.items():
        np.save(building / "encoder" / f"{name}.npy", array)
    _write_json(building / "tables.json", artifact.tables)
    shutil.rmtree(folder, ignore_errors=True)
    building.rename(folder)
    _write_json(model_dir / "intents.new", {"fingerprint": artifact.fingerprint})
    (model_dir / "intents.new").replace(model_dir / _POINTER)
    _drop_others(model_dir, folder)


def _drop_others(model_dir: Path, keep: Path) -> None:
    for folder in model_dir.glob("intents-*"):
        if folder != keep:
            shutil.rmtree(folder, ignore_errors=True)


def _write_json(path: Path, value: object) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
        file.flush()
        os.fsync(file.fileno())


def _folder(model_dir: Path, fingerprint: str) -> Path:
    return model_dir / f"intents-{fingerprint[:16]}"


def _sentence(model_dir: Path) -> str:
    return (
        f"No trained understanding in {model_dir}: run `flask --app app intents train` "
        "(make setup, make run and make test do it)."
    )
