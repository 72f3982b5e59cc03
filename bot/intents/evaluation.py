"""How well labelled utterances are understood."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.intents.labels import INTENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.intents.corpus import Utterance
    from bot.intents.understander import Understander
    from bot.intents.understanding import Understanding

_SHARES = ("accuracy", "macro_f1", "top4", "emergency_recall", "false_alarms")
_NOW = datetime(2026, 11, 23, 20, 15)  # noqa: DTZ001  # local wall time, as everywhere


@dataclass(frozen=True, slots=True)
class Verdict:
    """One labelled utterance and the intents found, best first, up to four."""

    utterance: Utterance
    found: tuple[str, ...]
    score: float

    @property
    def right(self) -> bool:
        """Whether the best intent is the label."""
        return self.found[0] == self.utterance.label


@dataclass(frozen=True, slots=True)
class Row:
    """One intent's figures: shares from 0 to 1, `support` a count."""

    intent: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Report:
    """Figures over labelled utterances; shares from 0 to 1.

    Attributes:
        size: How many utterances.
        accuracy: Share whose best intent is the label.
        macro_f1: Mean F1 of the labels that occur.
        top4: Share whose label is among the best four.
        emergency_recall: Share of the emergencies that were seen.
        false_alarms: Share of the others taken for one.
        rows: The per-intent table, in the order of `INTENTS`.
        confusions: (label, found, count), most frequent first.
        errors: The utterances that went wrong.
    """

    size: int
    accuracy: float
    macro_f1: float
    top4: float
    emergency_recall: float
    false_alarms: float
    rows: tuple[Row, ...]
    confusions: tuple[tuple[str, str, int], ...]
    errors: tuple[Verdict, ...]


def evaluate(understander: Understander, rows: Iterable[Utterance]) -> Report:
    """Understand every utterance and compare with its label."""
    return report([judge(row, understander.understand(row.text, _NOW)) for row in rows])


def judge(utterance: Utterance, understood: Understanding) -> Verdict:
    """Put an utterance and what was made of it together."""
    others = (scored.intent for scored in understood.alternatives)
    return Verdict(utterance, (understood.intent, *others), understood.score)


def report(verdicts: Sequence[Verdict]) -> Report:
    """Sum verdicts up."""
    rows = tuple(row for intent in INTENTS if (row := _row(intent, verdicts)).support)
    errors = tuple(verdict for verdict in verdicts if not verdict.right)
    danger = [verdict for verdict in verdicts if verdict.utterance.label == "emergency"]
    alarms = [v for v in errors if v.found[0] == "emergency"]
    pairs = Counter((verdict.utterance.label, verdict.found[0]) for verdict in errors)
    return Report(
        size=len(verdicts),
        accuracy=1 - _share(len(errors), len(verdicts)),
        macro_f1=_share(sum(row.f1 for row in rows), len(rows)),
        top4=_share(sum(v.utterance.label in v.found for v in verdicts), len(verdicts)),
        emergency_recall=_share(sum(v.right for v in danger), len(danger)),
        false_alarms=_share(len(alarms), len(verdicts) - len(danger)),
        rows=rows,
        confusions=tuple((*pair, count) for pair, count in pairs.most_common()),
        errors=errors,
    )


def _row(intent: str, verdicts: Sequence[Verdict]) -> Row:
    support = sum(verdict.utterance.label == intent for verdict in verdicts)
    found = sum(verdict.found[0] == intent for verdict in verdicts)
    hits = sum(verdict.right and verdict.found[0] == intent for verdict in verdicts)
    precision, recall = _share(hits, found), _share(hits, support)
    return Row(intent, precision, recall, _share(2 * hits, support + found), support)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def summary(figures: Report, errors: int = 0) -> dict[str, Any]:
    """A report as JSON has it, with up to so many errors."""
    confusions = [
        dict(zip(("label", "found", "count"), one, strict=True)) for one in figures.confusions
    ]
    wrong = [
        {
            "label": v.utterance.label,
            "found": v.found[0],
            "score": v.score,
            "text": v.utterance.text,
        }
        for v in figures.errors[:errors]
    ]
    rows = [asdict(row) for row in figures.rows]
    shares = {name: getattr(figures, name) for name in _SHARES}
    return {
        "size": figures.size,
        **shares,
        "intents": rows,
        "confusions": confusions,
        "errors": wrong,
    }


def table(figures: Report, errors: int = 0) -> str:
    """Write a report as text, with up to so many errors."""
    lines = [
        f"utterances        {figures.size}",
        f"accuracy          {figures.accuracy:.4f}",
        f"macro-F1          {figures.macro_f1:.4f}",
        f"top-4 recall      {figures.top4:.4f}",
        f"emergency recall  {figures.emergency_recall:.4f}",
        f"false alarms      {figures.false_alarms:.4%}",
        "",
        f"{'intent':26}{'precision':>10}{'recall':>8}{'F1':>8}{'n':>7}",
    ]
    lines += [
        f"{r.intent:26}{r.precision:10.3f}{r.recall:8.3f}{r.f1:8.3f}{r.support:7d}"
        for r in figures.rows
    ]
    lines += ["", "confusions (label -> found)"]
    lines += [f"{count:5d}  {label} -> {found}" for label, found, count in figures.confusions[:20]]
    lines += [
        f"{v.utterance.label} -> {v.found[0]} ({v.score:.2f})  {v.utterance.text}"
        for v in figures.errors[:errors]
    ]
    return "\n".join(lines)
