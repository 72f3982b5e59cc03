from pathlib import Path

import pytest

from bot.intents import ModelMissing, artifact, corpus, training
from bot.intents.training import Settings


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_dictionaries_give_the_same_bytes(small: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        training.train(small, tmp_path / name)
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_a_model_is_stale_when_a_dictionary_changed(small: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    assert training.stale(small, model)
    training.train(small, model)
    assert not training.stale(small, model)
    corpus.file_utterances(small, [corpus.Utterance("payment", "刷卡交钱", "one")])
    assert training.stale(small, model)


def test_a_new_training_replaces_the_old_folder(small: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    training.train(small, model)
    corpus.file_utterances(small, [corpus.Utterance("payment", "刷卡交钱", "one")])
    report = training.train(small, model)
    assert report.utterances == 41
    assert artifact.read(model).fingerprint == report.fingerprint
    assert len(list(model.glob("intents-*"))) == 1


def test_without_a_model_the_sentence_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"flask --app app intents train"):
        artifact.read(tmp_path)


def test_half_a_model_is_none(small: Path, tmp_path: Path) -> None:
    training.train(small, tmp_path)
    next(tmp_path.glob("intents-*/weights.npy")).write_bytes(b"")
    with pytest.raises(ModelMissing):
        artifact.read(tmp_path)


def test_too_few_labels_are_refused(small: Path, tmp_path: Path) -> None:
    for name in ("payment", "emergency"):
        (small / "intents" / f"{name}.txt").unlink()
    with pytest.raises(ValueError, match="Too few utterances"):
        training.train(small, tmp_path)


def test_rounded_weights_rank_as_they_were_fitted(small: Path) -> None:
    built = training.build(corpus.load_corpus(small), small, Settings())
    assert built.weights.dtype == "int8"
    used = built.bias > -10
    assert used.sum() == 4
    assert abs(built.weights[:, used]).max() == 127
