"""How well a writer is understood whom the training has not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.intents import corpus, training
from bot.intents.evaluation import Report, evaluate
from bot.intents.understander import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FEWEST = 100
"""A writer with fewer utterances is no population of its own (editors' additions)."""


def by_writer(
    dictionaries: Path, settings: training.Settings | None = None
) -> Iterator[tuple[str, Report]]:
    """Train on all writers but one and measure on that one, for each writer in turn."""
    rows = corpus.load_corpus(dictionaries)
    for writer in sorted({row.writer for row in rows}):
        held = [row for row in rows if row.writer == writer]
        if len(held) < _FEWEST:
            continue
        others = [row for row in rows if row.writer != writer]
        model = training.build(others, dictionaries, settings or training.Settings())
        yield writer, evaluate(assemble(model, dictionaries), held)
