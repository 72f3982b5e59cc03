"""Somebody who hangs on power and sits in the dark: the most urgent of tickets, no date asked."""

import pytest
from support.duty import ticket_of
from support.talk import Talk, World


@pytest.mark.parametrize(
    "words",
    [
        "家里有病人用呼吸机 现在停电了",
        "家里有病人用呼吸机 停电了咋办",
        "我老汉八十多岁瘫在床上要用气垫床吸痰器没电咋整嘛你们赶紧派人来",
        "村里停了电 老人的氧气机不转了",
        "婆婆在家做血透，屋头突然断电了",
        "制氧机停了，整栋楼跳闸",
        "昨晚停电到现在，爷爷的呼吸机快撑不住了",
    ],
)
def test_an_urgent_ticket_at_once(talk: Talk, world: World, words: str) -> None:
    talk.says(words).hears("120", "95598", "BX", "最急件", "在哪里").misses("什么时候要保")
    talk.says("桂泉村3组").hears("手机号")
    talk.says("13800000000").hears("桂泉村3组", "120", "22:15", "台区经理吴静强")
    assert ticket_of(talk).kind == "danger"


def test_what_was_told_before_counts(talk: Talk) -> None:
    talk.says("家里有病人用呼吸机").hears("保供电")
    talk.says("桂泉村3组").hears("现在没电")
    talk.says("现在就停着电呢").hears("最急件", "120", "手机号")
    assert ticket_of(talk).place == "桂泉村3组"


def test_it_comes_out_in_a_report(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修")
    talk.says("和平路6号").hears("手机号")
    talk.says("我妈要吸氧的").hears("最急件", "120", "地点：和平路6号", "手机号")
    assert ticket_of(talk).place == "和平路6号"


@pytest.mark.parametrize(
    "words",
    [
        "我妈在乡下用呼吸机,想看看那边近一周有没有停电计划",
        "家里有人用制氧机，想申请保供电",
        "明天停电的话我爸的呼吸机怎么办",
        "做透析的机器一断电人就危险，想登记保电",
        "停电了鱼塘的氧气泵不转",
    ],
)
def test_what_is_not_now_is_no_urgent_ticket(talk: Talk, words: str) -> None:
    talk.says(words).misses("最急件")


@pytest.mark.parametrize(
    "words",
    [
        "中心医院停电，急诊在抢救病人，和平路20号",
        "县人民医院停电了，产房正在接生，建设街10号",
        "我们是白鹤镇卫生院，停电了，手术做到一半",
        "我们是卫生院，ICU停电了，发电机也坏了",
        "医院突然没电，手术室正在做手术",
    ],
)
def test_a_hospital_in_the_dark_is_urgent(talk: Talk, words: str) -> None:
    talk.says(words).hears("最急件", "发电机", "95598").misses("保供电由", "别碰电线")
    assert ticket_of(talk).kind == "danger"


@pytest.mark.parametrize(
    "words",
    [
        "中心医院停电了吗，急诊还开吗",
        "明天我妈手术，医院会停电吗",
        "县医院要做手术，想申请保供电",
    ],
)
def test_a_hospital_not_dark_now_is_not(talk: Talk, words: str) -> None:
    talk.says(words).misses("最急件")
