import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.intents import artifact, corpus, training
from bot.intents.understander import Understander, assemble
from bot.paths import DICTIONARIES
from bot.settings import model_dir

SMALL = {
    "bill_query": ("上月电费多少", "我欠费了吗", "余额还有多少", "查一下电费", "这个月用了多少度"),
    "payment": ("我要交电费", "怎么缴费", "充两百块电费", "发个缴费链接", "帮我付电费"),
    "emergency": ("电线掉地上了", "变压器冒火", "有人触电", "插座冒烟", "水龙头麻手"),
    "greeting": ("你好", "在吗", "您好", "早上好", "哈喽"),
}


def write_corpus(folder: Path, utterances: Mapping[str, tuple[str, ...]]) -> None:
    (folder / "intents").mkdir(parents=True)
    for label, texts in utterances.items():
        text = "\n".join(["# writer: one", *texts, "", "# writer: two", *(t + "啊" for t in texts)])
        (folder / "intents" / f"{label}.txt").write_text(text + "\n", "utf-8")
    (folder / "synonyms.txt").write_text("PAY: 交 缴 付\n", "utf-8")
    (folder / "words.txt").write_text("电费\n", "utf-8")
    for name in ("danger.txt", "commands.txt"):
        (folder / name).write_bytes((DICTIONARIES / name).read_bytes())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A dictionaries folder of twenty utterances by two writers."""
    write_corpus(tmp_path / "dictionaries", SMALL)
    return tmp_path / "dictionaries"


@pytest.fixture(scope="session")
def small_understander(tmp_path_factory: pytest.TempPathFactory) -> Understander:
    folder = tmp_path_factory.mktemp("small") / "dictionaries"
    write_corpus(folder, SMALL)
    model = training.build(corpus.load_corpus(folder), folder, training.Settings())
    return assemble(model, folder)


@pytest.fixture(scope="session")
def understander() -> Understander:
    """The project's own, trained from the checkout's dictionaries."""
    training.train_if_stale(DICTIONARIES, model_dir(os.environ))
    return assemble(artifact.read(model_dir(os.environ)), DICTIONARIES)
