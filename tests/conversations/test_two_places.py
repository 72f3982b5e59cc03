"""One message reports two places: the second is named at once and offered after the first."""

import pytest
from support.talk import Talk


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("和平路6号和建设街2号都没电，13800001111", "和平路6号", "建设街2号"),
        ("石沟村和金溪村两边都停了，帮我都报一下，13800001111", "石沟村", "金溪村"),
        ("我要报修，和平路6号、建设街2号都没电，13800001111", "和平路6号", "建设街2号"),
        ("石沟村还有金溪村都没电了，来修，13800001111", "石沟村", "金溪村"),
    ],
)
def test_the_second_place_is_not_lost(talk: Talk, words: str, first: str, second: str) -> None:
    talk.says(words).hears("一次登记一处", f"再办{second}", f"登记报修：{first}")
    talk.says("对").hears("BX", "停电报修")
    talk.says("1").hears("手机号")
    talk.says("13800001111").hears(f"登记报修：{second}")


@pytest.mark.parametrize(
    "words",
    [
        "和平路和建设街交叉口没电了，13800001111",
        "城关镇和平路6号没电，13800001111",
        "石沟村没电，和金溪村一条线的，13800001111",
    ],
)
def test_a_crossing_is_one_place(talk: Talk, words: str) -> None:
    talk.says(words).hears("登记报修").misses("一次登记一处")
