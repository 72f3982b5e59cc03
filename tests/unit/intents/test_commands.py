import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents.cli import dictionaries
from bot.intents.commands import COMMANDS, Commands

WORDS = Commands.load(dictionaries() / "commands.txt")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("取消", "cancel"),
        ("算了吧。", "cancel"),
        ("我不办了", "cancel"),
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
        ("不对", "no"),
        ("不是的", "no"),
    ],
)
def test_a_text_that_is_only_a_global_word(text: str, command: str) -> None:
    assert WORDS.find(text) == command


@pytest.mark.parametrize(
    "text",
    ["取消自动扣费", "转人工是不是要等", "是不是", "不是停电", "更多优惠", "", "。。。", "1"],
)
def test_a_text_that_says_more_is_none(text: str) -> None:
    assert WORDS.find(text) is None


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert WORDS.find(text) in {None, *COMMANDS}
