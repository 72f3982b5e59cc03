"""Binding in residents' words: what it was for, the right way, refusing, and sharing."""

import re

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot.backends.accounts import Account
from bot.services.account_numbers import whose


def code(world: World, account: Account) -> str:
    found: list[str] = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(account.phone or ""))
    return found[0]


@pytest.mark.parametrize("wish", ["查电费", "我上个月用了多少度电", "欠费多少"])
def test_a_binding_goes_on_with_the_wish_that_led_to_it(
    talk: Talk, world: World, wish: str
) -> None:
    account = shown(world, "arrears")
    talk.says(wish).hears("绑定户号")
    talk.says(account.account_no).hears("6位验证码")
    talk.says(code(world, account)).hears("绑定成功", whose(account), "2026年10月电费")


def test_a_number_is_an_answer_to_whom_the_bill_is_paid(talk: Talk, world: World) -> None:
    account = shown(world, "arrears")
    talk.says("我家户号是多少").hears("电费交给谁")
    talk.says(account.account_no).hears("1. 绑定它", "2. 给它交电费")
    talk.says("我家户号是多少").says("户主是我爸 他手机号换了").hears("请他在微信里点一下同意")


@pytest.mark.parametrize(
    "words",
    [
        "我妈的户号她已经绑好了，我也想看，怎么弄",
        "我想绑我妈的户号，她已经绑定了",
        "我是租客，房东绑了户号，我也想绑",
    ],
)
def test_who_says_that_somebody_is_bound_is_led_to_asking_him(
    talk: Talk, world: World, words: str
) -> None:
    talk.says(words).hears("请发要绑定的户号")
    talk.says(shown(world, "arrears").account_no).hears("您是这户的什么人").misses("验证码")


@pytest.mark.parametrize("words", ["我妈手机收不到短信", "手机号换了", "户主的电话停机了"])
def test_a_phone_that_gets_no_code_opens_the_other_doors(
    talk: Talk, world: World, words: str
) -> None:
    talk.says(f"绑定户号 {shown(world, 'arrears').account_no}")
    talk.says(words).hears("1. 请已绑定的人同意", "2. 带证件核对").misses("6位验证码")


@pytest.mark.parametrize("words", ["不同意", "不同意隐私说明", "我不接受这个隐私说明"])
def test_refusing_the_notice_ends_the_binding(talk: Talk, world: World, words: str) -> None:
    talk.says(f"绑定户号 {shown(world, 'arrears').account_no}")
    talk.says(words).hears("取消", "不同意").misses("6位验证码")


def test_an_agreement_alone_names_the_request_that_waits(talk: Talk, world: World) -> None:
    account = bind(world, shown(world, "arrears"))
    other = Talk(world, openid="daughter")
    other.says(f"请已绑定的人同意 {account.account_no}").says("1").says("小李").says("对")
    talk.says("在吗")
    talk.says("同意").hears("1. 同意：小李")
    talk.says("1").hears("小李可以")


@pytest.mark.parametrize("words", ["把这个户号分享给我老公", "我想让我儿子也能看这个户的电费"])
def test_sharing_in_other_words(talk: Talk, world: World, words: str) -> None:
    account = bind(world, shown(world, "arrears"))
    talk.says(words).hears("请已绑定的人同意", account.account_no)


def test_whoever_is_shut_out_is_not_offered_another_code(talk: Talk, world: World) -> None:
    account = shown(world, "arrears")
    talk.says(f"绑定户号 {account.account_no}")
    right = code(world, account)
    for _ in range(5):
        talk.says("000000" if right != "000000" else "111111")
    talk.hears("一小时内不能再用")
    talk.says(f"验证码{right}").misses("回“重发”")


@pytest.mark.parametrize(
    "words",
    [
        "我妈的户号她已经绑好了，我也想看，怎么弄",
        "我儿子绑了我的户号，我自己也想看账单",
        "老婆那边绑了，我这边也想绑户号",
        "一个户号能两个人绑吗",
        "家里有人绑了户号，我还能再绑吗",
    ],
)
def test_the_door_of_approval_is_told_to_who_says_that_somebody_is_bound(
    talk: Talk, words: str
) -> None:
    talk.says(words).hears("点一下同意", "不用验证码", "户号")
