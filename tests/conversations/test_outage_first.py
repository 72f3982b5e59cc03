"""A power cut comes before any other wish of the message, and neither is lost."""

import pytest
from support.talk import Talk

PHONE = "15409170004"


@pytest.mark.parametrize(
    "words",
    [
        "我家停电了，在和平路2号，顺便问一下这个月电费多少",
        "和平路2号没电了，还想问下我欠费没有",
        "这个月电费多少 我家停电了，和平路2号",
        "停电了要报修，和平路2号，对了我那个充电桩申请办到哪了 SQ202611200031",
    ],
)
def test_the_outage_is_served_and_the_other_wish_comes_back(talk: Talk, words: str) -> None:
    talk.says(words)
    if "1. 我要报修" in talk.reply:
        talk.says("1")
    talk.hears("手机号").misses("绑定", "后四位")
    talk.says(PHONE).hears("和平路2号", PHONE, "对吗")
    talk.says("对").hears("BX", "您还提到")


def test_an_outage_goes_before_the_halls(talk: Talk) -> None:
    talk.says("桂泉村啥时候来电 顺便问下营业厅明天开不开门").hears("22:15", "您还提到找营业厅")
    talk.says("2").hears("营业厅")


def test_a_paid_bill_and_a_past_outage_are_no_outage_now(talk: Talk) -> None:
    talk.says("昨天停电了，这个月电费怎么还这么多").hears("绑定")
    talk.says("电费交了，怎么还停电").misses("在哪里")


@pytest.mark.parametrize(
    "words",
    [
        "突然停电把我一锅菜毁了，你们怎么赔",
        "又停电了，一年停几十回，服务太差了",
    ],
)
def test_an_angry_word_about_an_outage_is_about_the_outage_first(talk: Talk, words: str) -> None:
    talk.says(words).hears("对不住", "哪里").misses("手机号")
    talk.says("桂泉村").hears("22:15", "您还提到投诉表扬")
    talk.says("2").hears("12398")


def test_a_complaint_that_is_called_one_stays_one(talk: Talk) -> None:
    talk.says("我要投诉，天天停电没人管").hears("12398")
