"""What stands on a bill and what does not, what a price comes to, and a draw gone wrong."""

import pytest
from support.paying import bind, shown
from support.talk import Talk, World


@pytest.mark.parametrize(
    "words", ["力调是啥", "功率因数低要罚钱吗", "功率因数不够罚多少", "力调电费怎么算"]
)
def test_the_power_factor_is_explained(talk: Talk, words: str) -> None:
    talk.says(words).hears("功率因数", "加收", "减收", "95598").misses("180度", "违约金")


@pytest.mark.parametrize(
    "words", ["力调电费怎么来的", "我们厂功率因数是多少", "10月力调电费多少", "功率因数低要罚钱吗"]
)
def test_the_bill_is_quoted(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "industry_arrears"))
    talk.says(words).hears("126485.54×-0.0015=-189.73元", "加收")


def test_a_line_is_told_by_its_name(world: World, talk: Talk) -> None:
    bind(world, shown(world, "industry_arrears"))
    talk.says("10月容量电费多少钱").hears("1250×21.50=26875.00元").misses("力调")
    talk.says("9月输配电费是多少").hears("2026年9月", "输配电费").misses("力调")


def test_a_line_that_is_not_there_is_said_so(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("10月力调电费多少").hears("2026年10月的账单上没有力调")


@pytest.mark.parametrize(
    "words", ["养猪场用电什么价", "养鸡场用电是什么电价", "鱼塘用电多少钱一度"]
)
def test_farming_has_no_price_here(talk: Talk, words: str) -> None:
    talk.says(words).hears("没有核实过的数字").misses("180度")


@pytest.mark.parametrize(
    "words", ["表上现在多少度", "抄表读数是多少", "查下我的电表读数", "电表现在走到多少了"]
)
def test_a_reading_is_not_here(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("读数这里查不到")
    talk.says("9月用了多少度").hears("400度").misses("读数")


@pytest.mark.parametrize("words", ["银行重复扣款了", "代扣扣了两次"])
def test_drawn_twice_is_for_the_refund_desk(talk: Talk, words: str) -> None:
    talk.says(words).hears("留在", "退回来", "95598")


@pytest.mark.parametrize("words", ["自动扣费没扣成怎么办", "代扣失败了咋办"])
def test_a_draw_that_failed_is_paid_here(talk: Talk, words: str) -> None:
    talk.says(words).hears("交电费", "没扣成").misses("不能代签")


@pytest.mark.parametrize("words", ["签了代扣怎么解", "代扣怎么解绑", "支付宝自动缴费怎么关"])
def test_how_a_draw_is_ended(talk: Talk, words: str) -> None:
    talk.says(words).hears("解约").misses("不能代签")


def test_what_follows_from_a_draw_that_fails(world: World, talk: Talk) -> None:
    bind(world, shown(world, "draw"))
    talk.says("我卡里没钱，扣不成会停电吗").hears("正在代扣", "违约金", "逾期超过30天")


@pytest.mark.parametrize("words", ["为什么我家店比居民贵", "商业用电咋比居民贵这么多"])
def test_a_shop_has_another_price_class(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "business"))
    talk.says(words).hears("工商业", "两种").misses("抄表天数")


@pytest.mark.parametrize("words", ["9月和10月比", "10月和9月比", "上个月跟前个月比哪个多"])
def test_two_months_are_told_once_the_later_against_the_earlier(
    world: World, talk: Talk, words: str
) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("2026年10月比2026年9月少104.47元").misses("比上月", "去年同月")


def test_a_price_of_parts_comes_with_their_sum(world: World, talk: Talk) -> None:
    talk.says("商铺电费一度到底几块钱").hears("加起来", "不满1千伏约0.7267元/度")
    bind(world, shown(world, "business"))
    talk.says("每度多少钱").hears("约0.7267元/度").misses("10千伏")
