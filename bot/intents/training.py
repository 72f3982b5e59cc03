"""Training from the dictionaries: scikit-learn, pypinyin and zhconv are needed only here."""

from __future__ import annotations

import fcntl
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.intents import artifact, corpus, pruning, tables
from bot.intents.classifier import vector
from bot.intents.features import Extractor
from bot.intents.fitting import fit_both, meanings, quantised
from bot.intents.labels import INTENTS
from bot.intents.vectors import matrix, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.intents.corpus import Utterance


_TRAINED_BY = (
    "artifact",
    "classifier",
    "encoder",
    "features",
    "fitting",
    "ngrams",
    "normalise",
    "pieces",
    "pruning",
    "tables",
    "training",
    "vectors",
    "words",
)
"""The modules whose change makes an artifact stale."""

_FEWEST_LABELS = 3
"""With two, scikit-learn keeps one row of weights for both."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen by writers the model had not seen (`intents crossval`).

    Attributes:
        cost: C of the linear SVM.
        temperature: Margins are divided by it before they become probabilities.
        least: A feature stands in at least so many utterances.
    """

    cost: float = 0.5
    temperature: float = 0.19
    least: int = 1


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What a training made."""

    utterances: int
    writers: int
    features: int
    seconds: float
    fingerprint: str


def stale(dictionaries: Path, model_dir: Path) -> bool:
    """Tell whether a dictionary or the training code changed since the artifact was trained."""
    return artifact.fingerprint_of(model_dir) != _fingerprint(dictionaries, Settings())


def train(dictionaries: Path, model_dir: Path) -> TrainingReport:
    """Train from the dictionaries into `model_dir`; the same dictionaries give the same bytes.

    One process at a time trains into a folder; the others wait at its lock.

    Raises:
        ValueError: There are too few utterances to tell intents apart.
    """
    with _locked(model_dir):
        return _train(dictionaries, model_dir)


def train_if_stale(dictionaries: Path, model_dir: Path) -> TrainingReport | None:
    """Train as `train` does, but only what is stale once the lock is held; else None.

    Raises:
        ValueError: See `train`.
    """
    if not stale(dictionaries, model_dir):
        return None
    with _locked(model_dir):
        return _train(dictionaries, model_dir) if stale(dictionaries, model_dir) else None


def _train(dictionaries: Path, model_dir: Path) -> TrainingReport:
    begun = time.monotonic()
    rows = corpus.load_corpus(dictionaries)
    built = build(rows, dictionaries, Settings())
    artifact.write(built, model_dir)
    return TrainingReport(
        utterances=len(rows),
        writers=len({row.writer for row in rows}),
        features=int(built.keys.size),
        seconds=round(time.monotonic() - begun, 1),
        fingerprint=built.fingerprint,
    )


def build(rows: Sequence[Utterance], dictionaries: Path, settings: Settings) -> artifact.Artifact:
    """Fit a model to these utterances, in memory."""
    if len({row.label for row in rows}) < _FEWEST_LABELS:
        raise ValueError(f"Too few utterances in {dictionaries / 'intents'} to train from.")
    parts = _tables(dictionaries)
    extractor = Extractor.of(parts, parts["syllables"])
    texts = [extractor.clean(row.text) for row in rows]
    with ThreadPoolExecutor() as pool:  # the encoder computes outside Python for the most part
        meant = pool.submit(meanings, texts)
        blocks = [extractor.blocks(text) for text in texts]
        known = vocabulary(blocks, settings.least)
        features = matrix([vector(known, row) for row in blocks], known.keys.size)
        labels = np.array([INTENTS.index(row.label) for row in rows])
        fitted = fit_both(features, labels, meant, settings.cost)
    return artifact.Artifact(
        fingerprint=_fingerprint(dictionaries, settings),
        keys=known.keys,
        idf=known.idf,
        block=known.block,
        syllables=parts["syllables"],
        encoder=fitted.encoder,
        tables={**_jsonable(parts), "temperature": settings.temperature, "pieces": fitted.pieces},
        **quantised(fitted.linear),
    )


def _tables(dictionaries: Path) -> dict[str, Any]:
    classes = corpus.load_lists(dictionaries / "synonyms.txt")
    synonyms = {word: name for name, words in classes.items() for word in words}
    lines = corpus.lines_of(dictionaries / "words.txt")
    own = [line.split()[0] for _, line in lines if line and not line.startswith("#")]
    return {
        "simplify": sorted(tables.simplified().items()),
        "syllables": tables.syllables(),
        "frequencies": tables.frequencies([*own, *(word for word in synonyms if len(word) > 1)]),
        "synonyms": synonyms,
    }


def _jsonable(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: parts[name] for name in ("simplify", "frequencies", "synonyms")}


def _fingerprint(dictionaries: Path, settings: Settings) -> str:
    code = [(Path(__file__).with_name(f"{name}.py")).read_text("utf-8") for name in _TRAINED_BY]
    salt = [repr(settings), f"encoder {pruning.available()}", *code]
    return corpus.fingerprint(dictionaries, "\n".join(salt))


@contextmanager
def _locked(model_dir: Path) -> Iterator[None]:
    model_dir.mkdir(parents=True, exist_ok=True)
    with (model_dir / "intents.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
