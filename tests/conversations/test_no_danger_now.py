"""Danger that is told of and not there now gets advice and no ticket; what is felt is danger."""

import pytest
from support.talk import Talk, World

DANGER_TAP = "1. 现在就有险情"


@pytest.mark.parametrize(
    "words",
    [
        "电表在转 没人用电 是不是漏电",
        "没人在家电表还走字，是不是漏电",
        "电费高得离谱，是不是哪儿漏电啊",
        "我家电表空转，漏电了？",
        "怀疑漏电，电费涨了一倍，怎么查",
    ],
)
def test_a_leak_behind_a_bill_is_tested_at_the_meter(talk: Talk, world: World, words: str) -> None:
    talk.says(words).hears("总闸", "电表", DANGER_TAP).misses("BX")
    assert not world.use.tickets.listed()


def test_so_is_one_that_is_asked_about_while_binding_stands_in_the_way(talk: Talk) -> None:
    talk.says("家里没人用电为啥还有电费").hears("绑定")
    talk.says("是不是漏电").hears("总闸", DANGER_TAP).misses("BX")
    talk.says("1").hears("远离", "BX")


@pytest.mark.parametrize(
    "words",
    [
        "电费好高，是不是漏电，摸热水器麻手",
        "电表冒烟是不是漏电",
        "洗澡手发麻是不是漏电",
        "铁门上有电是不是漏电",
        "洪水来了，配电箱进水了怎么办",
        "现在涨水了，要不要拉闸",
        "电线垂下来了，万一碰到怎么办",
        "要下雨了，电线掉地上没人管怎么办",
        "上次洗澡被电，今天又被电了",
        "以前麻手，现在更麻了",
        "我妈触电了会不会死",
    ],
)
def test_what_is_there_is_danger(talk: Talk, words: str) -> None:
    talk.says(words).hears("远离", "95598", "BX")


@pytest.mark.parametrize(
    "words",
    [
        "洪水要来了，配电箱要不要关",
        "明天要涨水，电表箱要不要先关",
        "台风要来了，门口电线杆会不会倒",
        "如果屋里进水，插座泡了怎么办",
        "要是电线掉下来怎么办",
    ],
)
def test_what_is_to_come_gets_advice(talk: Talk, world: World, words: str) -> None:
    talk.says(words).hears("远离", DANGER_TAP).misses("BX")
    assert not world.use.tickets.listed()


@pytest.mark.parametrize(
    "words",
    [
        "以前被电过一次",
        "我小时候触过电，现在还怕",
        "前年洗澡被热水器电过",
        "我曾经触电过，心里有阴影",
        "上次被电到，要不要去医院检查",
    ],
)
def test_what_is_long_past_is_no_strange_matter(talk: Talk, world: World, words: str) -> None:
    talk.says(words).hears("医院", DANGER_TAP).misses("帮不上", "BX")
    assert not world.use.tickets.listed()


@pytest.mark.parametrize(
    "words", ["现在就要", "马上要", "赶快", "等不及了", "快不行了，马上派人来"]
)
def test_urging_hurries_the_ticket_of_who_hangs_on_power(talk: Talk, words: str) -> None:
    talk.says("家里有病人用呼吸机 现在停电了").says("桂泉村3组").hears("手机号")
    talk.says(words).hears("又催了", "120", "手机号").misses("户主", "11位", "过路")
    talk.says("15409170014").hears("桂泉村3组").misses("交电费")


def test_a_generator_is_asked_for(talk: Talk) -> None:
    talk.says("家里有病人用呼吸机 现在停电了").says("能不能送发电机来").hears("发电车", "在哪里")
    talk.misses("过路")


@pytest.mark.parametrize(
    "words",
    ["好怕，你们快到了没", "我怕得很 到底来不来", "吓死人了，马上来人", "着急得很，到没到嘛"],
)
def test_fear_after_a_danger_hurries(talk: Talk, words: str) -> None:
    talk.says("电杆倒了，双河镇鹿泉村").says("13800138001").hears("记下了")
    talk.says(words).hears("又催了", "95598").misses("绑定")


def test_whether_a_transformer_explodes_is_answered(talk: Talk) -> None:
    talk.says("电杆倒了，双河镇鹿泉村").says("13800138001")
    talk.says("变压器会不会爆").hears("8米", "119")
