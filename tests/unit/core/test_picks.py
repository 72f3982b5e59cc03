import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.picks import position

LABELS = ("停电报修", "查电费", "交电费", "转人工")


@pytest.mark.parametrize(
    "said",
    ["2", "２".translate({0xFF12: "2"}), "第二个", "选2", "第2个吧", "查电费", "二", "我要第二个"],
)
def test_digit_ordinal_and_words_mean_the_same(said: str) -> None:
    assert position(said, LABELS) == 1


def test_the_last_one() -> None:
    assert position("最后一个", LABELS) == 3


@pytest.mark.parametrize("said", ["5", "0", "电费", "上个月的", "12号", "", "和平路2号"])
def test_what_picks_nothing(said: str) -> None:
    assert position(said, LABELS) is None


@given(st.text(max_size=40))
def test_any_text_picks_one_of_the_labels_or_none(said: str) -> None:
    assert position(said, LABELS) in (None, 0, 1, 2, 3)
    assert position(said, ()) is None
