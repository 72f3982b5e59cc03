"""The one visit of an application: moved in many words, kept, called off."""

import re
from typing import Any

import pytest
from support.talk import Talk, World

from bot.backends.demo.showing import show


@pytest.fixture
def charger(world: World, talk: Talk) -> dict[str, Any]:
    """An application on the screen, of a bound account; its visit is the day after tomorrow."""
    every = show(world.parts.database, world.clock())["applications"]
    one: dict[str, Any] = next(one for one in every if one["kind"] == "充电桩报装")
    talk.says(f"绑定户号 {one['account_no']}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(one["phone"]))
    talk.says(code).hears("绑定成功")
    talk.says("充电桩进度").hears("上门时间：后天 10:00")
    return one


@pytest.mark.usefixtures("charger")
@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("后天下午来行不", "后天 14:00"),
        ("明天我不在，后天下午可以吗", "后天 14:00"),
        ("后天上午没空，明天下午三点来嘛", "明天 15:00"),
        ("11月28号上午", "11月28日 09:00"),
    ],
)
def test_a_time_moves_it(talk: Talk, words: str, at: str) -> None:
    talk.says(words).hears(f"上门改到{at}，对吗")


@pytest.mark.usefixtures("charger")
@pytest.mark.parametrize(
    "words",
    [
        "后天我不在家",
        "那天不在家",
        "明天上午有事，往后推一天",
        "明天上午不在家，能不能晚点",
        "后天要上班，走不开",
    ],
)
def test_a_time_that_does_not_do_asks_for_another(talk: Talk, words: str) -> None:
    talk.says(words).hears("想改到什么时候", "1. 明天 10:00")


@pytest.mark.usefixtures("charger")
@pytest.mark.parametrize(
    "words",
    ["后天停电不", "后天有人上班没", "后天下午来电吗", "上个月电费多少", "明天营业厅开门不"],
)
def test_another_matter_moves_nothing(talk: Talk, words: str) -> None:
    talk.says(words).misses("改到")


@pytest.mark.usefixtures("charger")
@pytest.mark.parametrize("words", ["还是按原来的时间", "不改了", "先不改", "照旧吧"])
def test_it_is_kept(talk: Talk, words: str) -> None:
    talk.says("改到12月20号上午十点").hears("对吗")
    talk.says(words).hears("取消", "上门还是后天 10:00").misses("对吗")
    talk.says("改上门时间").says(words).hears("上门还是后天 10:00")


def test_the_new_time_is_agreed_to_in_words(
    talk: Talk, world: World, charger: dict[str, Any]
) -> None:
    talk.says("改到12月20号上午十点").hears("对吗")
    talk.says("就这个时间上门").hears("12月20日 10:00")
    request = world.use.requests.get(charger["application_no"])
    assert request is not None
    assert request.visit_at is not None
    assert request.visit_at.isoformat() == "2026-12-20T10:00:00"


@pytest.mark.usefixtures("charger")
def test_of_a_day_the_hour_is_asked(talk: Talk) -> None:
    talk.says("改上门时间").says("周六").hears("11月28日几点", "1. 11月28日 10:00")
    talk.says("昨天").hears("想改到什么时候").misses("电费")
    talk.says("改成11月27号").hears("11月27日 10:00").misses("电费")
    talk.says("下午三点").hears("上门改到11月27日 15:00，对吗")
    talk.says("取消").says("改到12月20号").hears("12月20日几点", "2. 12月20日 15:00")
    talk.says("2").hears("上门改到12月20日 15:00，对吗")


@pytest.mark.usefixtures("charger")
@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        "取消预约",
        "不要上门了，取消预约",
        "申请不想办了，撤销",
        "这个申请不办了",
        "申请怎么撤",
        "申请退掉",
    ],
)
def test_who_can_call_it_off_is_told(talk: Talk, words: str, *, asked: bool) -> None:
    if not asked:
        talk.says("查电费")
    talk.says(words).hears("撤不了", "取消", "1. 请经理回电", "3. 改上门时间").misses("对吗")


@pytest.mark.parametrize(
    "words", ["取消电费提醒", "我要报修，取消预约的事不急", "申请发票退掉", "不想办共享了"]
)
def test_words_alike_call_off_no_application(talk: Talk, words: str) -> None:
    talk.says(words).misses("撤不了")
