"""What a danger ticket says back, where it takes its place from, and what turns out to be none."""

import pytest
from support.duty import ticket_of
from support.talk import Talk


def test_what_one_message_told_is_said_back_and_put_right(talk: Talk) -> None:
    talk.says("变压器冒火了，桃滩村5组，13900001111").hears(
        "BX", "地点：桃滩村5组，电话13900001111", "不对就直接说"
    )
    talk.says("不对，是桃滩村6组").hears("改过来了：桃滩村6组")
    assert ticket_of(talk).place == "桃滩村6组"


def test_the_place_before_a_picked_number_is_kept(talk: Talk) -> None:
    talk.says("电梯困人了，幸福小区1栋").hears("119", "停电困住的")
    talk.says("1").hears("BX", "地点：幸福小区1栋", "手机号").misses("在哪里？")
    assert ticket_of(talk).place == "幸福小区1栋"


@pytest.mark.parametrize(
    "words",
    [
        "不是电线，是网线，搞错了",
        "不是电线，是电话线，我看错了",
        "哦不是电线，是绳子",
        "看错了，不是高压线，是光缆",
    ],
)
def test_a_line_that_is_no_power_line_offers_to_cancel(talk: Talk, words: str) -> None:
    number = ticket_of(talk.says("电线掉地上了，石沟村3组")).ticket_no
    talk.says(words).hears(f"要取消险情 {number}")


def test_a_line_that_is_worse_goes_on(talk: Talk) -> None:
    talk.says("电线掉地上了，石沟村3组")
    talk.says("不是电线，是变压器掉了").misses("要取消")


@pytest.mark.parametrize(
    "words",
    ["停电了，我婆婆瘫在床上，金溪村2组", "家里老人躺床上，停电了咋办，在金溪村"],
)
def test_who_lies_in_bed_in_the_dark_hears_no_word_of_wires(talk: Talk, words: str) -> None:
    talk.says(words).hears("手机号").misses("别碰电线")
    talk.says("13800001111").hears("金溪村").misses("您还提到", "别碰电线")
