"""Several accounts: the default is meant, unless the talk is just now about another one."""

import re

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot.backends.accounts import Account
from bot.services.account_numbers import whose


@pytest.fixture
def default(world: World) -> Account:
    return bind(world, shown(world, "arrears"))


@pytest.fixture
def other(world: World, default: Account) -> Account:  # bound before
    return bind(world, shown(world, "arrears_time_of_use"))


def test_the_account_bound_last_is_not_the_default(
    talk: Talk, world: World, default: Account
) -> None:
    other = shown(world, "arrears_time_of_use")
    talk.says(f"绑定户号 {other.account_no}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(other.phone or ""))
    talk.says(code).hears("绑定成功", "1. 查这一户的电费")
    talk.says("查电费").hears(whose(default))
    talk.says("绑定户号").says("取消").says("我的户号").says("2").says("取消")
    talk.says("查电费").hears(whose(default))


@pytest.mark.usefixtures("default")
def test_the_account_bound_last_is_one_tap_away(talk: Talk, world: World) -> None:
    other = shown(world, "arrears_time_of_use")
    talk.says(f"绑定户号 {other.account_no}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(other.phone or ""))
    talk.says(code)
    talk.says("1").hears(whose(other))


def test_a_follow_up_stays_with_the_account_and_a_new_wish_does_not(
    talk: Talk, default: Account, other: Account
) -> None:
    talk.says("第二个户号电费多少钱").hears(whose(other))
    talk.says("上个月呢").hears(whose(other))
    talk.says("为什么这么高").hears(whose(other))
    talk.says("谢谢").says("那9月呢").hears(whose(other))
    talk.says("谢谢").says("查电费").hears(whose(default))


@pytest.mark.parametrize("between", ["谢谢", "你好", "电价是多少"])
def test_something_else_in_between_ends_the_talk_of_an_account(
    talk: Talk, default: Account, other: Account, between: str
) -> None:
    talk.says("第二个户号电费多少钱").hears(whose(other))
    talk.says(between)
    talk.says("电费为什么这么高").hears(whose(default))
    talk.says("第二个户号电费多少钱").hears(whose(other))
    talk.says(between)
    talk.says("交电费").hears("哪一户", "1. ", "（默认）")


@pytest.mark.parametrize("first", ["查电费", "交电费", "谢谢"])
def test_another_account_is_asked_about_by_number(
    talk: Talk, default: Account, other: Account, first: str
) -> None:
    talk.says(first)
    talk.says("换个户号查").hears("1. ", default.account_no[-4:], "2. ", other.account_no[-4:])
    talk.says("2").hears(whose(other), "2026年10月电费").misses("默认改成")
    talk.says("谢谢").says("查电费").hears(whose(default))


def test_with_one_account_another_has_to_be_bound_first(talk: Talk, default: Account) -> None:
    talk.says("查电费")
    talk.says("换个户号查").hears(default.account_no[-4:], "绑定户号").misses("2026年10月电费")


def test_a_bill_asked_for_after_a_payment_is_a_bill(
    talk: Talk, default: Account, other: Account
) -> None:
    talk.says(f"交电费 户号{default.account_no}").hears("应交")
    talk.says("第二个户号的电费").hears(whose(other), "2026年10月电费").misses("应交", "预存")


def test_the_default_that_was_changed_is_meant(
    talk: Talk, default: Account, other: Account
) -> None:
    talk.says(f"默认用户号 {other.account_no}").hears("默认改成", other.account_no[-4:])
    talk.says("谢谢").says("查电费").hears(whose(other))
    talk.says(f"默认用户号 {default.account_no}").says("谢谢").says("查电费").hears(whose(default))
