import json
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result

from bot.commands import intents
from bot.paths import DICTIONARIES


class Run(Protocol):
    def __call__(self, *args: str, stdin: str = "") -> Result: ...


@pytest.fixture
def run(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("MODEL_DIR", str(tmp_path / "model"))
    monkeypatch.setattr(intents, "DICTIONARIES", small)
    entities = small / "entities"
    entities.symlink_to(DICTIONARIES / "entities")

    def _run(*args: str, stdin: str = "") -> Result:
        return CliRunner().invoke(intents.intents, args, input=stdin)

    return _run


def test_match_answers_every_line_in_order(run: Run) -> None:
    run("train")
    lines = [
        '{"text": "我要交电费", "now": "2026-11-23T20:15"}',
        "not json",
        '{"no": "text"}',
        '{"text": "你好", "now": "yesterday"}',
        '{"text": ""}',
        "",
        "[1]",
        '{"text": 5}',
    ]
    result = run("match", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert answers[0]["intent"] == "payment"
    assert set(answers[0]) == {"intent", "score", "alternatives", "entities"}
    assert set(answers[0]["alternatives"][0]) == {"intent", "score"}
    broken = [number for number, answer in enumerate(answers) if "error" in answer]
    assert broken == [1, 2, 3, 5, 6, 7]


def test_without_a_model_one_sentence(run: Run) -> None:
    result = run("match", stdin='{"text": "你好"}\n')
    assert result.exit_code == 1
    assert "flask --app app intents train" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_train_only_if_stale(run: Run) -> None:
    assert json.loads(run("train", "--if-stale").stdout)["utterances"] == 40
    again = run("train", "--if-stale")
    assert again.stdout == ""
    assert "up to date" in again.stderr


def test_add_files_a_line_and_retrains(run: Run, small: Path) -> None:
    result = run("add", "payment", "刷卡交钱", "--writer", "editors")
    assert json.loads(result.stdout)["utterances"] == 41
    assert "# writer: editors\n刷卡交钱" in (small / "intents/payment.txt").read_text("utf-8")
    assert run("add", "payment", "刷卡交钱", "--writer", "editors").exit_code == 1


def test_a_batch_is_scored_then_joined(run: Run, tmp_path: Path) -> None:
    run("train")
    batch = tmp_path / "batch.tsv"
    batch.write_text("payment\t我要付电费\ngreeting\t吃了没\n", "utf-8")
    assert "accuracy" in run("score", str(batch)).stdout
    assert (
        "2 utterances joined under 'c_baker'"
        in run("join", str(batch), "--writer", "c_baker").stdout
    )
    assert "0 utterances joined" in run("join", str(batch), "--writer", "c_baker").stdout


def test_explain_shows_words_and_pulls(run: Run) -> None:
    run("train")
    text = run("explain", "变压器冒火了").stdout
    assert "fire at the gear" in text
    assert "emergency 0.99" in text


def test_evaluate_prints_one_object(run: Run, tmp_path: Path) -> None:
    run("train")
    held = tmp_path / "held.jsonl"
    said = [("你好", "greeting"), ("我要交电费", "payment"), ("您好", "complaint")]
    rows = [json.dumps({"text": text, "label": label}) for text, label in said]
    held.write_text("\n".join(rows), "utf-8")
    (line,) = run("evaluate", str(held), "--errors", "9").stdout.splitlines()
    found = json.loads(line)
    assert (found["size"], round(found["accuracy"], 4)) == (3, 0.6667)
    assert {row["intent"] for row in found["intents"]} == {"complaint", "greeting", "payment"}
    assert found["confusions"] == [{"label": "complaint", "found": "greeting", "count": 1}]
    assert [error["text"] for error in found["errors"]] == ["您好"]
    assert json.loads(run("evaluate", str(held)).stdout)["errors"] == []


def test_a_file_without_a_labelled_line_is_no_success(run: Run, tmp_path: Path) -> None:
    run("train")
    held = tmp_path / "held.jsonl"
    held.write_text("\nno label here\n", "utf-8")
    for command in ("evaluate", "score"):
        result = run(command, str(held))
        assert (result.exit_code, result.stdout) == (1, "")
        assert "no labelled line" in result.stderr


def test_crossval_prints_tables(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intents.crossval._FEWEST", 1)
    assert "== two" in run("crossval").stdout
