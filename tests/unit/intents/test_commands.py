from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents.commands import COMMANDS, Commands
from bot.paths import DICTIONARIES

WORDS = Commands.load(DICTIONARIES / "commands.txt")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("取消", "cancel"),
        ("算了吧。", "cancel"),
        ("我不办了", "cancel"),
        ("不想弄了", "cancel"),
        ("算了不弄了", "cancel"),
        ("先不办了", "cancel"),
        ("不搞了嘛", "cancel"),
        ("算了我不想报了", "cancel"),
        ("不弄了太麻烦了", "cancel"),
        ("算了，我打电话", "cancel"),
        ("下次再说", "cancel"),
        ("返回上一步", "back"),
        ("转人工!!", "human"),
        ("我要转人工客服啊", "human"),
        ("帮助", "help"),
        ("更多…", "more"),
        ("继续吧", "resume"),
        ("嗯,对", "yes"),
        ("对的对的", "yes"),
        ("OK", "yes"),
        ("要得要得", "yes"),
        ("是我", "yes"),
        ("是的是我", "yes"),
        ("嗯对", "yes"),
        ("可以嘛", "yes"),
        ("冇错", "yes"),
        ("没有错", "yes"),
        ("对的，就是这里", "yes"),
        ("对，麻烦快点", "yes"),
        ("不是我", "no"),
        ("莫得", "no"),
        ("不对头", "no"),
        ("搞错咯", "no"),
        ("不对", "no"),
        ("不是的", "no"),
    ],
)
def test_a_text_that_is_only_a_global_word(text: str, command: str) -> None:
    assert WORDS.find(text) == command


@pytest.mark.parametrize(
    "text",
    [
        *("取消自动扣费", "转人工是不是要等", "是不是", "不是停电", "更多优惠", "", "。。。", "1"),
        *("取消险情", "不交电费", "不查询了", "没得电", "好慢啊", "快点来修", "谢谢", "行不行"),
        *("帮帮忙快点来", "你好", "您好啊", "中午", "对面", "有问题想问", "是和平路"),
    ],
)
def test_a_text_that_says_more_is_none(text: str) -> None:
    assert WORDS.find(text) is None


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert WORDS.find(text) in {None, *COMMANDS}


def test_a_broken_word_is_named_and_the_rest_works(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "commands.txt"
    path.write_text("# words\nyes: 对 (坏\n", "utf-8")
    assert Commands.load(path).find("对") == "yes"
    assert "commands.txt:2" in caplog.text
