"""The half-hour after a danger: frightened questions, and danger that is only asked about."""

import re

import pytest
from support.talk import Talk, World, effects

from bot.backends.demo.showing import show
from bot.effects import CallDuty


@pytest.mark.parametrize("words", ["小孩要过去了怎么办", "有人来没得", "要不要躲远点", "我好怕"])
def test_a_frightened_question_is_answered_within_the_danger(
    talk: Talk, world: World, words: str
) -> None:
    talk.says("线断了垂在路上，在金溪村5组").says("不留").hears("记下了")
    talk.says(words).hears("95598", "催").misses("帮不上", "小助手")
    assert any(effect.hurry for effect in effects(world, CallDuty))
    assert len(world.use.tickets.listed()) == 1


def test_it_is_answered_within_the_questions_too(talk: Talk) -> None:
    talk.says("线断了垂在路上").says("小孩要过去了怎么办").hears("8米", "小孩", "险情在哪里")
    talk.says("金溪村5组").hears("手机号")
    talk.says("快点啊，多久来").hears("等抢修人员接单", "手机号").misses("11位")


def test_half_an_hour_later_it_is_a_matter_of_its_own(talk: Talk, world: World) -> None:
    talk.says("线断了垂在路上，在金溪村5组").says("不留")
    world.clock.turn(minutes=31)
    talk.says("你们小孩怎么收费").misses("又催了")


def test_another_wish_after_a_danger_is_served(talk: Talk) -> None:
    talk.says("线断了垂在路上，在金溪村5组").says("不留")
    talk.says("查电费").hears("绑定").misses("又催了")


def test_first_aid_that_is_only_asked_about_opens_no_ticket(talk: Talk, world: World) -> None:
    talk.says("我没有触电 就是问下触电怎么办").hears("断总闸", "120", "1. 现在就有险情")
    assert not world.use.tickets.listed()


def test_a_leak_suspected_behind_a_bill_is_asked_about(talk: Talk, world: World) -> None:
    account = show(world.parts.database, world.clock())["accounts"][0]
    talk.says(f"绑定户号 {account['account_no']}")
    talk.says(re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(account["phone"]))[0])
    talk.says("我家电费多少").hears("电费")
    talk.says("是不是漏电").hears("电表", "1. 现在就有险情").misses("BX")
    talk.says("1").hears("远离", "95598", "BX")


def test_a_leak_alone_is_danger(talk: Talk) -> None:
    talk.says("热水器漏电麻手").hears("远离", "95598", "BX")
