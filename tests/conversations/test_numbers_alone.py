"""For who never types: the menu's entries taken to their end by digits and taps."""

import pytest
from support.duty import report, ticket_of
from support.talk import Talk


def test_requirements_in_two_choices(talk: Talk) -> None:
    talk.taps("application_requirements").hears("1. 新装电表", "6. 工厂、高压用电")
    talk.says("6").hears("1. 高压新装（单电源）：", "3. 高压增容：")
    talk.says("3").hears("高压增容", "要带的", "1. 现在就办")
    talk.says("1").hears("网上国网", "1. 请经理回电")
    talk.says("1").hears("您在哪里", "1. 城关镇")
    talk.says("1").says("13800001111").hears("城关供电服务组", "高压增容", "1. 对")
    talk.says("1").hears("BX")


def test_halls(talk: Talk) -> None:
    talk.taps("service_points").hears("在哪一带", "2. 石桥镇")
    talk.says("2").hears("1. 石桥供电营业厅", "4. 看缴费点")
    talk.says("4").hears("石桥便民代收点")


def test_a_call_back_from_a_person(talk: Talk) -> None:
    talk.world.clock.now = talk.world.clock().replace(hour=23)
    talk.taps("human_agent").hears("手机号")
    talk.says("13800001111").hears("什么事", "2. 电费、电表的事")
    talk.says("2").hears("电费、电表的事", "对吗", "1. 对", "2. 不对，要改")
    talk.says("1").hears("BX")


def test_an_application_without_its_number(talk: Talk) -> None:
    talk.taps("application_status").hears("SQ", "1. 没有编号")
    talk.says("1").hears("绑定了户号", "95598", "1. 绑定户号")


def test_a_guarantee(talk: Talk) -> None:
    talk.says("保供电").says("1").hears("什么时候", "2. 长期都要")
    talk.says("2").says("13800001111").hears("城关镇", "长期都要", "1. 对")
    talk.says("第一个").hears("BX")


def test_a_confirmation_is_refused_by_number(talk: Talk) -> None:
    talk.says("帮我报修").says("和平路12号").says("13800000000").hears("对吗", "2. 不对，要改")
    talk.says("2").hears("哪里要改", "取消")
    talk.says("和平路15号").hears("和平路15号", "对吗")


def test_a_digit_that_picks_nothing_shows_the_choices_again(talk: Talk) -> None:
    talk.says("办电要带什么").says("15").hears("1到6", "1. 新装电表").misses("不客气")
    talk.says("6").hears("高压增容")


@pytest.mark.parametrize("said", ["7", "4411"])
def test_a_number_out_of_the_blue_is_asked_about(talk: Talk, said: str) -> None:
    talk.says(said).hears(said, "1. 停电报修").misses("帮不上")


def test_a_nod_is_taken_kindly(talk: Talk) -> None:
    talk.says("对").hears("好的").misses("帮不上")


def test_an_outage_look_up_and_the_report_after_it(talk: Talk) -> None:
    talk.taps("outage_query").hears("您想查哪里", "4. 青杠乡")
    talk.says("4").hears("桂泉村", "1. 我要报修")
    talk.says("1").hears("手机号")
    talk.says("13800000000").hears("青杠乡", "1. 对")
    talk.says("1").hears("BX")


def test_a_report_is_made_and_put_right(talk: Talk) -> None:
    talk.taps("repair_report").hears("在哪里", "1. 城关镇")
    talk.says("2").hears("手机号")
    talk.says("13800000000").hears("石桥镇", "2. 不对，要改")
    talk.says("2").hears("1. 石桥镇", "2. 13800000000")
    talk.says("1").hears("1. 城关镇")
    talk.says("1").hears("城关镇", "对吗")
    talk.says("1").hears("BX")


def test_a_danger(talk: Talk) -> None:
    talk.taps("emergency").says("1").hears("BX", "险情在哪里", "3. 龙洞镇")
    talk.says("3").hears("手机号")
    talk.says("13800000000").hears("龙洞镇", "记下了")


def test_a_word_more_for_a_report(talk: Talk) -> None:
    report(talk, "幸福小区3栋")
    talk.taps("repair_progress").hears("2. 补充一句")
    talk.says("2").hears("想补充什么", "3. 到了先打电话")
    talk.says("3").hears("记下了")
    assert ticket_of(talk).events[-1].text == "到了先打电话"


def test_a_number_that_is_not_known(talk: Talk) -> None:
    talk.taps("account_bind").says("1").hears("1. 供电公司")
    talk.says("1").hears("表号", "1. 找不到表号")
    talk.says("1").hears("95598", "1. 附近营业厅")


def test_the_meters_address_is_not_known(talk: Talk) -> None:
    talk.taps("account_bind").says("1").says("1").says("123456789012").hears("1. 说不清地址")
    talk.says("1").hears("95598", "1. 附近营业厅")


def test_a_digit_after_a_report_is_no_word_for_it(talk: Talk) -> None:
    ticket = report(talk, "幸福小区3栋")
    talk.says("7").misses("记下了")
    assert not [e for e in ticket.events if e.what == "note"]


def test_a_code_that_does_not_come(talk: Talk) -> None:
    talk.taps("account_bind").says("5120437786").hears("验证码", "1. 重发", "2. 收不到")
    talk.says("2").hears("1. ").misses("6位验证码")
