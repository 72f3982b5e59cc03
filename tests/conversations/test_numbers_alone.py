"""For who never types: the menu's entries taken to their end by digits and taps."""

import pytest
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
    talk.says("2").hears("石桥供电营业厅", "1. 看缴费点")
    talk.says("1").hears("石桥便民代收点")


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
