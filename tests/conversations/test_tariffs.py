"""Prices: the one that is asked for, of the month that is meant, or none at all."""

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot.backends import demo


def test_peak_and_valley_are_told_with_their_prices(talk: Talk) -> None:
    talk.says("峰谷电价多少").hears("0.5660", "0.2880", "〔2023〕4号", "95598")


def test_a_charger_has_its_own_price(talk: Talk) -> None:
    talk.says("电动车充电桩电价").hears("0.5880", "0.3080", "不分档").misses("0.5190")


@pytest.mark.parametrize("words", ["合表电价多少", "农业电价多少钱一度", "低保户有免费电吗"])
def test_what_is_in_no_file_is_not_answered_with_another_price(talk: Talk, words: str) -> None:
    talk.says(words).hears("95598").misses("0.5190")


def test_how_a_late_fee_is_worked_out(world: World, talk: Talk) -> None:
    talk.says("滞纳金怎么算").hears("千分之1", "千分之2", "千分之3", "1.00元").misses("0.5190")
    bind(world, shown(world, "arrears"))
    talk.says("违约金能不能免").hears("含违约金", "营业厅")


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("1月的代理购电价", "2026年1月"),
        ("去年12月代理购电价", "2025年12月"),
        ("上个月代理购电价", "2026年10月"),
        ("代理购电价格是多少", "2026年11月"),
    ],
)
def test_the_month_that_is_meant(talk: Talk, words: str, month: str) -> None:
    talk.says(words).hears(f"{month}工商业电价")


@pytest.mark.parametrize(
    ("words", "month"),
    [("下个月代理购电价", "2026年12月"), ("2027年1月代理购电价多少", "2027年1月")],
)
def test_a_month_that_is_not_out_yet_has_no_price(talk: Talk, words: str, month: str) -> None:
    talk.says(words).hears(f"{month}的工商业电价尚未公布").misses("依据", "元/度")


def test_next_months_price_comes_out_late_in_the_month(world: World, talk: Talk) -> None:
    world.clock.turn(days=3)
    talk.says("12月的工商业电价是多少").hears("2026年12月工商业电价由", "依据")
    talk.says("2027年1月的工商业电价").hears("尚未公布")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("2022年12月工商业电价", "这里查不到2022年12月的工商业电价"),
        ("2020年居民电价", "这里查不到2020年12月的居民电价"),
        ("2025年居民电价", "2022年1月1日到2026年5月31日"),
    ],
)
def test_a_price_of_the_past_is_of_its_time(talk: Talk, words: str, what: str) -> None:
    talk.says(words).hears(what).misses("尚未公布")


def test_in_december_january_is_next_years(world: World, talk: Talk) -> None:
    world.clock.turn(days=20)
    talk.says("1月的代理购电价").hears("2027年1月")
    talk.says("2月的代理购电价").hears("2026年2月")


def test_a_factory_reads_its_own_transmission_price_only(world: World, talk: Talk) -> None:
    bind(world, shown(world, "industry"))
    talk.says("输配电价多少").hears("大工业").misses("不满1千伏")


def test_so_many_kilowatt_hours_are_worked_out(talk: Talk) -> None:
    # 500 x 0.5190 + 320 x 0.1 (above 180) + 220 x 0.2 more (0.3 above 280)
    talk.says("用500度电按阶梯电价多少钱").hears("335.50元")


def test_whether_the_price_rose(talk: Talk) -> None:
    talk.says("电价是不是涨了").hears("2026年6月1日", "涨了0.0030元")


def test_next_years_price_is_not_foretold(talk: Talk) -> None:
    talk.says("明年电价多少").hears("以公布的为准")


def test_who_has_a_price_by_time_of_day_is_told_his_own(world: World, talk: Talk) -> None:
    charger = next(
        account
        for one in demo.show(world.parts.database, world.clock())["accounts"]
        if (account := world.use.accounts.get(one["account_no"])) and account.tariff.endswith("_ev")
    )
    bind(world, charger)
    talk.says("峰谷电费怎么算的").hears("0.5880", "0.3080").misses("0.5660")


@pytest.mark.parametrize("words", ["居民", "居民用电", "家用的", "普通居民呢"])
def test_residential_alone_is_not_the_peak_price(talk: Talk, words: str) -> None:
    talk.says("一度电多少钱").says(words).hears("0.5190").misses("0.2880")


@pytest.mark.parametrize(
    "words", ["用了呼吸机电费能不能优惠", "家里有病人用呼吸机，电费有没有优惠政策"]
)
def test_relief_for_who_hangs_on_power_is_a_question_of_price(talk: Talk, words: str) -> None:
    talk.says(words).hears("95598").misses("在哪里要保供电")
