from pathlib import Path

import pytest

from bot.intents.corpus import Utterance
from bot.intents.crossval import by_writer
from bot.intents.evaluation import Verdict, report, table


def _verdict(label: str, *found: str) -> Verdict:
    return Verdict(Utterance(label, "话"), found, 0.5)


def test_figures() -> None:
    figures = report(
        [
            _verdict("emergency", "emergency"),
            _verdict("emergency", "repair_report", "emergency"),
            _verdict("payment", "emergency", "payment"),
            _verdict("payment", "payment"),
            _verdict("greeting", "help", "payment"),
        ]
    )
    assert figures.accuracy == pytest.approx(0.4)
    assert figures.top4 == pytest.approx(0.8)
    assert figures.emergency_recall == pytest.approx(0.5)
    assert figures.false_alarms == pytest.approx(1 / 3)
    assert {row.intent: round(row.f1, 3) for row in figures.rows} == {
        "payment": 0.667,
        "emergency": 0.5,
        "greeting": 0.0,
    }
    assert ("greeting", "help", 1) in figures.confusions


def test_the_table_holds_figures_and_errors() -> None:
    text = table(report([_verdict("payment", "greeting")]), errors=1)
    assert "accuracy          0.0000" in text
    assert "payment -> greeting (0.50)  话" in text


def test_nothing_to_measure_is_no_error() -> None:
    assert report([]).size == 0


def test_crossval_holds_each_writer_out(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intents.crossval._FEWEST", 1)
    figures = dict(by_writer(small))
    assert set(figures) == {"one", "two"}
    assert figures["two"].size == 20
    assert figures["two"].accuracy > 0.9
