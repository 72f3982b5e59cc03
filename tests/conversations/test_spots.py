"""Places that are on no map: any text with a place word is one, in the first sentence, too."""

import pytest
from support.duty import ticket_of
from support.talk import Talk


@pytest.mark.parametrize(
    "spot",
    ["红旗超市", "老王家隔壁", "东门外", "老屋基", "玉皇庙", "张大爷家后头", "农贸市场对面"],
)
def test_a_spot_answers_the_question_for_the_place(talk: Talk, spot: str) -> None:
    talk.says("家里停电了").hears("故障在哪里")
    talk.says(spot).hears("手机号").says("13800000000").hears(f"{spot}，电话13800000000", "对吗")


@pytest.mark.parametrize(
    ("words", "spot"),
    [
        ("龙洞街上没电了来修", "龙洞街上"),
        ("桥头没电了，来修", "桥头"),
        ("超市旁边没电了来修", "超市旁边"),
        ("红旗超市没电，报修", "红旗超市"),
        ("我家在农贸市场对面，没电了，快来修", "农贸市场对面"),
    ],
)
def test_the_first_sentence_may_name_it(talk: Talk, words: str, spot: str) -> None:
    talk.says(words).hears("手机号").misses("故障在哪里")
    talk.says("13800000000").hears(f"{spot}，电话13800000000", "对吗")


def test_a_danger_may_name_it(talk: Talk) -> None:
    talk.says("加油站旁边电线掉地上冒火花").hears("BX", "手机号").misses("在哪里")
    assert ticket_of(talk).place == "加油站旁边"


@pytest.mark.parametrize("words", ["家里停电了", "我们厂停电了来修", "整条街没电了来修"])
def test_what_has_no_name_of_its_own_is_asked_for(talk: Talk, words: str) -> None:
    talk.says(words).hears("故障在哪里")


@pytest.mark.parametrize("words", ["没人在家", "外面", "我在外地"])
def test_what_holds_no_place_word_is_none(talk: Talk, words: str) -> None:
    talk.says("家里停电了").says(words).hears("故障在哪里").misses("手机号")
