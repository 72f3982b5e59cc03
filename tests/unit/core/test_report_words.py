import pytest

from bot.services import report_words


@pytest.mark.parametrize(
    "text",
    [
        "不用来了",
        "你们不用跑了",
        "莫来了",
        "不消来了",
        "撤单",
        "不需要派人来了",
        "自己修好了",
        "取消报修",
    ],
)
def test_who_is_called_off(text: str) -> None:
    assert report_words.calls_off(text)


@pytest.mark.parametrize("text", ["不取消了", "不用取消", "不要停电", "什么时候来", "不要来晚了"])
def test_who_is_still_wanted(text: str) -> None:
    assert not report_words.calls_off(text)


@pytest.mark.parametrize("text", ["来电了", "电又来了", "灯亮了谢谢", "已经好了", "恢复供电了"])
def test_power_that_is_back(text: str) -> None:
    assert report_words.is_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "来电了吗",
        "还没来电",
        "来电了告诉我",
        "隔壁来电了",
        "来电没有",
        "又停了",
        "等来电了",
        "来电不",
    ],
)
def test_power_that_is_not(text: str) -> None:
    assert not report_words.is_back(text)


@pytest.mark.parametrize("text", ["险情解除了", "没得危险了", "虚惊一场", "看错了"])
def test_a_danger_that_is_over(text: str) -> None:
    assert report_words.is_safe(text)


@pytest.mark.parametrize("text", ["有危险吗", "没有危险吗", "危险", "险情在哪"])
def test_a_danger_that_is_not(text: str) -> None:
    assert not report_words.is_safe(text)


@pytest.mark.parametrize("text", ["补充材料怎么交", "补充一下资料", "加户号", "加微信"])
def test_what_else_is_added_to(text: str) -> None:
    assert not report_words.adds(text)
