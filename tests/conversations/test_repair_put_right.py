"""A place on no map is put right at any step of a report; what is no place changes nothing."""

import pytest
from support.talk import Talk

PHONE = "15409170007"


@pytest.mark.parametrize(
    ("first", "words", "right"),
    [
        ("桥头", "不对，是桥尾", "桥尾"),
        ("红旗超市", "错了，是家福超市", "家福超市"),
        ("村口小卖部", "说错了，应该是庙门口", "庙门口"),
        ("老王家隔壁", "不是老王家隔壁，是老李家隔壁", "老李家隔壁"),
        ("桥头", "是桥尾不是桥头", "桥尾"),
        ("桥头", "地址错了，在村口", "村口"),
        ("幸福小区5栋", "说错了，应该是8栋", "幸福小区8栋"),
    ],
)
def test_a_free_place_is_put_right(talk: Talk, first: str, words: str, right: str) -> None:
    talk.says("报修").says(first).hears("手机号")
    talk.says(words).hears("好的", "手机号")
    talk.says(PHONE).hears(f"登记报修：{right}，")
    talk.says("不对，是学校对面").hears(f"登记报修：学校对面，电话{PHONE}")
    talk.says(words).hears("登记报修：")


def test_a_place_that_is_called_wrong_is_replaced(talk: Talk) -> None:
    talk.says("报修").says("和平路6号").says(PHONE).hears("对吗")
    talk.says("不对").hears("哪里要改")
    talk.says("是桥尾").hears("登记报修：桥尾，")


@pytest.mark.parametrize(
    "words", ["不对，我要交电费", "不是，是变压器坏了", "不是停电，是跳闸", "不对，不是今天停的"]
)
def test_what_is_no_place_leaves_it(talk: Talk, words: str) -> None:
    talk.says("报修").says("桥头").hears("手机号")
    talk.says(words).hears("手机号")
    talk.says(PHONE).hears("登记报修：桥头，")


@pytest.mark.parametrize("more", ["李家院子", "老王家隔壁", "三组那个李家院子"])
def test_a_spot_in_a_village_is_more_of_the_place(talk: Talk, more: str) -> None:
    talk.says("报修").says("石沟村").hears("手机号")
    talk.says(more).hears(f"好的，石沟村{more}")
    talk.says(PHONE).hears(f"登记报修：石沟村{more}")


def test_another_address_takes_the_place_of_the_one_before(talk: Talk) -> None:
    talk.says("报修").says("石沟村").hears("手机号")
    talk.says("滨河路6号").hears("好的，滨河路6号")


@pytest.mark.parametrize("words", ["你们营业厅几点开门", "营业厅周末上班吗", "供电所几点下班"])
def test_what_was_answered_beside_the_report_is_not_offered_again(talk: Talk, words: str) -> None:
    talk.says("我要报修").hears("故障在哪里")
    talk.says(words).hears("09:00-17:00", "故障在哪里").misses("先记着")
    talk.says("和平路6号").says(PHONE).hears("对吗")
    talk.says("对").hears("BX").misses("您还提到")


def test_a_look_up_that_told_nothing_waits(talk: Talk) -> None:
    talk.says("我要报修").says("台区经理是哪个").hears("先记着", "故障在哪里")
    talk.says("和平路6号").says(PHONE).says("对").hears("BX", "您还提到找台区经理")
