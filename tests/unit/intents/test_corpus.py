import logging
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bot.intents import corpus
from bot.intents.corpus import Utterance
from bot.intents.labels import INTENTS
from bot.paths import DICTIONARIES


def test_utterances_come_with_label_and_writer(small: Path) -> None:
    rows = corpus.load_corpus(small)
    assert Utterance("greeting", "你好", "one") in rows
    assert Utterance("greeting", "你好啊", "two") in rows


def test_broken_lines_are_named_and_the_rest_works(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = small / "intents" / "payment.txt"
    path.write_bytes("没有作者\n# writer: one\n我要交电费\n你好\n".encode() + b"\xff\xfe\na\tb\n")
    with caplog.at_level(logging.WARNING):
        rows = corpus.load_corpus(small)
    assert [row.text for row in rows if row.label == "payment"] == ["我要交电费", "你好"]
    named = {(Path(r.file).name, r.line) for r in caplog.records}  # type: ignore[attr-defined]  # set by extra
    assert named == {(path.name, 1), (path.name, 5), (path.name, 6), ("greeting.txt", 2)}
    assert f"{path}:1: " in caplog.text


def test_filing_keeps_writers_together_and_adds_once(small: Path) -> None:
    rows = [Utterance("payment", "刷卡交钱", "one"), Utterance("payment", "我要交电费", "new")]
    assert corpus.file_utterances(small, rows) == 1
    assert corpus.file_utterances(small, rows) == 0
    text = (small / "intents" / "payment.txt").read_text("utf-8")
    assert text.index("帮我付电费") < text.index("刷卡交钱") < text.index("# writer: two")


def test_a_new_writer_gets_a_heading(small: Path) -> None:
    corpus.file_utterances(small, [Utterance("help", "你会干啥", "c_baker")])
    assert corpus.load_corpus(small)[-1] == Utterance("help", "你会干啥", "c_baker")


def test_batches_are_read_in_both_forms(tmp_path: Path) -> None:
    path = tmp_path / "batch"
    lines = ("payment\t交钱", '{"text": "你好", "label": "greeting"}', "nonsense\tx", '{"a"')
    path.write_text("\n".join(lines), "utf-8")
    assert corpus.read_rows(path, "w") == [
        Utterance("payment", "交钱", "w"),
        Utterance("greeting", "你好", "w"),
    ]


def test_a_changed_dictionary_changes_the_fingerprint(small: Path) -> None:
    before = corpus.fingerprint(small, "1")
    assert corpus.fingerprint(small, "1") == before
    (small / "synonyms.txt").write_text("PAY: 交\n", "utf-8")
    assert corpus.fingerprint(small, "1") != before


def test_the_projects_own_utterances_are_whole(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        rows = corpus.load_corpus(DICTIONARIES)
    assert not caplog.records, caplog.text
    assert {row.label for row in rows} == set(INTENTS)
    assert len(rows) >= 10_000


def test_no_utterance_of_the_test_set_is_trained_on() -> None:
    path = Path(__file__).parents[4] / "shared" / "nlu" / "intents_dev.jsonl"
    if not path.is_file():
        pytest.skip("the test set intents_dev.jsonl is not on this machine")
    held = [_bare(row.text) for row in corpus.read_rows(path)]
    index: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(held):
        for pair in _pairs(text):
            index[pair].append(number)
    close = [
        (row.text, held[number])
        for row in corpus.load_corpus(DICTIONARIES)
        for number in _alike(_bare(row.text), held, index)
    ]
    assert close == []


def _alike(text: str, held: list[str], index: dict[str, list[int]]) -> list[int]:
    """The held-out texts that are this text, or share four fifths of a longer one's pairs."""
    pairs = _pairs(text)
    shared = Counter(number for pair in pairs for number in index[pair])
    return [
        number
        for number, count in shared.items()
        if text == held[number]
        or (len(text) > 8 and count / len(pairs | _pairs(held[number])) > 0.8)
    ]


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(max(1, len(text) - 1))}


def _bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
