"""Who tells that it is dark reports it; who asks is answered, and nothing said is asked again."""

import pytest
from support.talk import Talk

PHONE = "15409170006"


@pytest.mark.parametrize(
    "words",
    [
        "我在石沟村那边没电了",
        "我们这没电了，在石沟村",
        "石沟村，我这边断电了",
        "刚才我们石沟村停电了",
        "一下子全黑了，石沟村",
    ],
)
def test_who_tells_of_his_own_dark_reports_it(talk: Talk, words: str) -> None:
    talk.says(words).hears("报修", "手机号").misses("我要报修")
    talk.says("三组那个李家院子").hears("好的，石沟村三组那个李家院子", "手机号")
    talk.says(PHONE).hears("登记报修：石沟村三组那个李家院子", PHONE, "对吗")


@pytest.mark.parametrize(
    "words",
    [
        "晚上家里突然黑了，隔壁也黑了",
        "突然黑了一大片",
        "一哈全黑了，对门也没得电",
        "我们院子刚刚停电了",
    ],
)
def test_without_a_place_it_is_asked_once(talk: Talk, words: str) -> None:
    talk.says(words).hears("报修", "空气开关", "故障在哪里")
    talk.says("滨河路6号").hears("手机号")
    talk.says(PHONE).hears("登记报修：滨河路6号", PHONE)


def test_a_known_outage_is_told_to_who_reports_it(talk: Talk) -> None:
    talk.says("我们桂泉村没电了").hears("青杠乡桂泉村", "22:15", "并到一起", "手机号")


@pytest.mark.parametrize(
    "words",
    [
        "我家怎么停电了",
        "我们这边停电了，什么时候来电",
        "我们这里是不是停电了",
        "听说我们村停电了",
        "我们这明天停电",
    ],
)
def test_who_asks_is_answered(talk: Talk, words: str) -> None:
    talk.says(words).hears("您想查哪里").misses("报修")


def test_another_wish_beside_it_waits(talk: Talk) -> None:
    talk.says("我们这没电了，在滨河路12号，另外想知道上月电费").hears("手机号")
    talk.says(PHONE).hears("登记报修：滨河路12号", "对吗")
    talk.says("对").hears("BX", "您还提到查电费")


@pytest.mark.parametrize("words", ["滨河路6号停电了吗", "查一下滨河路6号停没停电"])
def test_a_phone_after_a_place_on_no_map_reports_it(talk: Talk, words: str) -> None:
    talk.says(words).hears("没找到", "1. 我要报修")
    talk.says(PHONE).hears("登记报修：滨河路6号", PHONE, "对吗")


def test_a_phone_after_a_spot_on_no_map_reports_it(talk: Talk) -> None:
    talk.says("停电查询").says("老王家隔壁").hears("没找到")
    talk.says(f"电话{PHONE}").hears("登记报修：老王家隔壁", PHONE, "对吗")


def test_a_phone_after_a_whole_town_asks_where_in_it(talk: Talk) -> None:
    talk.says("石桥镇停电吗")
    talk.says(PHONE).hears("电话记下了", "故障在哪里")
    talk.says("石桥镇石沟村").hears("登记报修：石桥镇石沟村", PHONE)


@pytest.mark.parametrize("place", ["城关镇建设街12号", "幸福小区3栋2单元", "白鹤镇杨沟村1组"])
@pytest.mark.parametrize("ways", [("停电查询", "{}"), ("{}停电了吗",)])
def test_the_house_of_a_look_up_is_kept(talk: Talk, place: str, ways: tuple[str, ...]) -> None:
    for way in ways:
        talk.says(way.format(place))
    talk.hears("我要报修")
    talk.says(PHONE).hears(f"登记报修：{place}", PHONE, "对吗")


@pytest.mark.parametrize("more", ["三组那个李家院子", "李家院子", "就在3组", "老王家隔壁"])
def test_more_of_the_place_is_kept_after_an_answer(talk: Talk, more: str) -> None:
    talk.says("石沟村停电了吗").hears("没有已知的停电")
    talk.says(more).hears(f"好的，石沟村{more.removeprefix('就在')}", "1. 我要报修")
    talk.says(PHONE).hears(f"登记报修：石沟村{more.removeprefix('就在')}")


@pytest.mark.parametrize("words", ["和平路6号", "不对，和平路6号", "错了，应该是和平路6号"])
def test_another_name_is_looked_up_after_a_place_on_no_map(talk: Talk, words: str) -> None:
    talk.says("滨河路6号停电了吗").hears("没找到")
    talk.says(words).hears("好的，和平路6号", "没有已知的停电")


def test_a_group_that_was_said_is_not_asked_for(talk: Talk) -> None:
    talk.says(f"白鹤镇杨沟村1组停电，电话{PHONE}，报修").hears("对吗").misses("能说到村组")
    other = Talk(talk.world, openid="other")
    other.says("白鹤镇没电了，报修").hears("白鹤镇。能说到村组", "手机号")


@pytest.mark.parametrize("words", ["几点结束", "几点开始", "停到好久"])
def test_the_hours_are_those_of_the_outage_that_was_told(talk: Talk, words: str) -> None:
    talk.says("牛塘村停电吗").hears("11月29日")
    talk.says("牛塘村明天停电吗").hears("明天 08:30").misses("11月29日")
    talk.says(words).hears("08:30", "17:30").misses("11月29日", "故障")


def test_why_is_answered_with_the_cause(talk: Talk) -> None:
    talk.says("牛塘村明天停电吗")
    talk.says("为什么要停").hears("线路检修").misses("11月29日")


@pytest.mark.parametrize(
    "words",
    [
        "又停电烦死了",
        "老是停电有完没完",
        "退钱，天天停电",
        "老子的火锅店又停电了，一锅底料全毁了谁赔",
        "我开网吧的又停电，一晚上损失好几千",
    ],
)
def test_anger_is_heard_with_the_outage(talk: Talk, words: str) -> None:
    talk.says(words).hears("对不住", "您想查哪里")
    talk.says("城关镇建设街12号").hears("建设街", "您还提到投诉表扬").misses("对不住")
    talk.says(PHONE).hears("登记报修：城关镇建设街12号")
    talk.says("对").hears("BX", "您还提到投诉表扬")


def test_anger_is_heard_with_the_report(talk: Talk) -> None:
    talk.says("又没电，气死了").hears("对不住", "报修", "故障在哪里")
    talk.says("和平路6号").says(PHONE).says("对").hears("BX", "您还提到投诉表扬")


def test_a_plain_word_about_an_outage_offers_no_complaint(talk: Talk) -> None:
    talk.says("又停电了").hears("您想查哪里").misses("对不住")
    talk.says("和平路6号").misses("投诉")
