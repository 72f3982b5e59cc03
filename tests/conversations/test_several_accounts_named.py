"""Several accounts: named by whose they are, by holder or address, as the other one, or all."""

import re

import pytest
from support.paying import bind, shown, standing
from support.talk import Talk, World

from bot import say
from bot.backends.accounts import Account
from bot.services.account_numbers import whose
from bot.services.payment_words import payable_fen


@pytest.fixture
def own(world: World) -> Account:
    return bind(world, shown(world, "arrears"), alias="自己家")


@pytest.fixture
def mothers(world: World, own: Account) -> Account:  # bound before
    return bind(world, shown(world, "arrears_time_of_use"), alias="妈妈家")


@pytest.mark.parametrize(
    "words",
    ["换我妈那户", "换一个", "那我妈那户呢", "查我娘家的电费", "那另外一户呢", "看我妈家电费"],
)
def test_another_home_by_whose_it_is(
    talk: Talk, own: Account, mothers: Account, words: str
) -> None:
    talk.says("上个月电费多少").hears(whose(own))
    talk.says(words).hears(whose(mothers))


def test_by_holder_and_by_the_last_digits(talk: Talk, own: Account, mothers: Account) -> None:
    talk.says(f"{mothers.holder}那户电费多少").hears(whose(mothers))
    talk.says(f"尾号{own.account_no[-4:]}的户号电费多少钱").hears(whose(own)).misses("预存")
    talk.says(mothers.account_no[-4:]).hears(whose(mothers), "电费")
    talk.says(f"{own.account_no[-4:]}的呢").hears(whose(own))


def test_a_home_that_is_none_of_them_is_asked_about(
    talk: Talk, own: Account, mothers: Account
) -> None:
    talk.says("老家电费多少").hears("要哪一个户号", "“自己家”", "“妈妈家”")
    talk.says("2").hears(whose(mothers))


def test_with_one_account_another_home_is_told_to_be_bound(talk: Talk, own: Account) -> None:
    talk.says("我妈家电费多少").hears("只绑了下面这一户", "绑定户号", whose(own))


@pytest.mark.parametrize(
    "words", ["这两户一共欠多少", "一共欠多少", "所有户号电费多少", "那两套房子一起欠好多"]
)
def test_all_of_them_with_the_sum(
    talk: Talk, world: World, own: Account, mothers: Account, words: str
) -> None:
    owed = [payable_fen(standing(world, account)) for account in (own, mothers)]
    talk.says("查电费").says(words).hears(*map(say.yuan, owed), f"一共应交{say.yuan(sum(owed))}")


def test_paying_all_of_them_is_one_link_after_the_other(
    talk: Talk, own: Account, mothers: Account
) -> None:
    tails = own.account_no[-4:], mothers.account_no[-4:]
    talk.says("查电费").says("两户都交").hears("哪一户", *tails)
    talk.says("2").hears(whose(mothers), "http://")


def test_the_bill_of_one_is_a_tap_away_from_the_other(
    talk: Talk, own: Account, mothers: Account
) -> None:
    talk.says("查电费").hears(whose(own), "看“妈妈家”")
    talk.says("看“妈妈家”").hears(whose(mothers))


def test_unbinding_by_holder(talk: Talk, own: Account, mothers: Account) -> None:
    talk.says(f"帮我把{mothers.holder}那户解绑").hears("解绑“妈妈家”", "对吗")
    talk.says("我绑了哪些户").hears(own.account_no, mothers.account_no, "对吗")
    talk.says("算了不解绑了").hears("取消")


@pytest.mark.usefixtures("own", "mothers")
def test_a_name_in_one_sentence_and_no_wrong_default(talk: Talk) -> None:
    talk.says("把老家设为默认").hears("以后默认用哪一个").misses("默认改成")
    talk.says("第二个户号叫老家").hears("以后叫“老家”")
    talk.says("把老家设为默认").hears("默认改成“老家”")


@pytest.mark.parametrize(
    "words", ["换我爸那户", "查我爸的户", "老家那户电费多少", "看看我奶奶那户的账单"]
)
def test_a_name_that_no_account_has_is_said_to_be_none(
    talk: Talk, own: Account, mothers: Account, words: str
) -> None:
    talk.says(words).hears("没有叫这个名字的", "1. ", "2. ")


@pytest.mark.parametrize("words", ["起名字", "给它起个名字", "先起个名字吧", "那就取个名"])
def test_a_second_binding_is_named_as_promised(talk: Talk, world: World, words: str) -> None:
    bind(world, shown(world, "arrears"))
    second = shown(world, "arrears_time_of_use")
    talk.says(f"绑定户号 {second.account_no}")
    code = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(second.phone or ""))[0]
    talk.says(code).hears("起个名字")
    talk.says(words).hears("叫什么")
    talk.says("妈妈家").hears(f"尾号{second.account_no[-4:]}以后叫“妈妈家”")
