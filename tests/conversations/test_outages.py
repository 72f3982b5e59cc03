"""Outage look-up: by words, shared location, QR code; what is known and how sure it is."""

import re
from datetime import timedelta
from typing import Any

import pytest
from support.duty import ticket_of
from support.paying import bind
from support.paying import shown as shown_account
from support.talk import Talk, World

from bot.backends.demo.showing import show
from bot.backends.outages import NewOutage
from bot.backends.tickets import NewTicket

LIT = "幸福小区3栋"


@pytest.fixture
def shown(world: World) -> dict[str, Any]:
    return show(world.parts.database, world.clock())


def outage_of(shown: dict[str, Any], kind: str, *, sure: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one
        for one in shown["outages"]
        if one["kind"] == kind and (one["expected_end"] is not None) is sure
    )
    return found


def village(area: str) -> str:
    """青杠乡桂泉村一带 as a resident says it: 桂泉村."""
    return re.sub(r"^.+?[镇乡]|一带$", "", area)


def test_a_fault_with_an_estimate(talk: Talk, shown: dict[str, Any]) -> None:
    fault = outage_of(shown, "fault")
    talk.says(f"{village(fault['area'])}停电了吗").hears(fault["area"], "故障", fault["cause"])
    talk.hears(fault["start"][-5:], fault["expected_end"][-5:], "估计", "不用再报修")


def test_a_fault_without_an_estimate_says_so(talk: Talk, shown: dict[str, Any]) -> None:
    fault = outage_of(shown, "fault", sure=False)
    talk.says(f"{village(fault['area'])}什么时候来电").hears(fault["area"], "说不准")


def test_a_planned_outage_is_told_as_planned(talk: Talk, shown: dict[str, Any]) -> None:
    planned = outage_of(shown, "planned")
    talk.says(f"{village(planned['area'])}明天停电吗").hears(planned["area"], "计划停电")
    talk.hears(planned["start"][-5:], planned["expected_end"][-5:], planned["cause"])


def test_planned_for_later_only_says_that_none_is_running(talk: Talk) -> None:
    talk.says("建设街现在停电了吗").hears("没有已知的停电", "计划停电", "后天 09:00", "空气开关")


def test_an_estimate_that_has_passed_is_admitted(
    talk: Talk, world: World, shown: dict[str, Any]
) -> None:
    fault = outage_of(shown, "fault")
    world.clock.turn(hours=4)
    talk.says(f"{village(fault['area'])}什么时候来电").hears("已经过了", "对不住")
    talk.hears(fault["expected_end"][-5:])


def test_none_known_gives_the_self_check_and_the_way_to_report(talk: Talk) -> None:
    talk.says("幸福小区3栋停电了吗").hears(LIT, "没有已知的停电", "邻居", "空气开关", "黄灯")
    talk.says("1").hears("手机号")
    talk.says("13800000000").hears(LIT, "对吗")


def test_no_place_is_asked_for_and_a_location_answers(talk: Talk, world: World) -> None:
    place = world.use.network.locate(LIT)[0]
    talk.says("今天停电吗").hears("哪里")
    talk.shares(place.latitude, place.longitude).hears("没有已知的停电")
    assert talk.session.form is None


def test_a_shared_location_alone_tells_outages_and_halls(talk: Talk, world: World) -> None:
    place = world.use.network.locate(LIT)[0]
    talk.shares(place.latitude, place.longitude, LIT).hears("没有已知的停电", "营业网点")


def test_a_location_outside_the_county(talk: Talk) -> None:
    talk.shares(39.9, 116.4, "北京").hears("没找到", "1. 我要报修")


def test_the_qr_code_of_a_box_or_transformer(talk: Talk, world: World) -> None:
    dark = next(one for one in world.use.outages.open_now() if one.devices[0].startswith("T"))
    talk.happens("SCAN", EventKey=dark.devices[0]).hears(dark.area, "故障")
    talk.happens("SCAN", EventKey="T00004").hears("没有已知的停电").misses("公变")
    talk.says("1").hears("手机号")
    talk.happens("SCAN", EventKey="a stranger's code").hears("不是我们设备")
    talk.happens("subscribe", EventKey="qrscene_T00004").hears("您好", "没有已知的停电")


def test_an_unknown_place_is_said_plainly(talk: Talk) -> None:
    talk.says("火星大道停电了吗").hears("没找到", "1. 我要报修")


def test_a_predicted_outage_is_told_as_a_guess(talk: Talk, world: World) -> None:
    device = world.use.network.locate(LIT)[0].transformers[0]
    guess = NewOutage("fault", "幸福小区一带", "", (device,), world.clock(), confirmed=False)
    world.use.outages.open("k", guess)
    talk.says("幸福小区3栋停电了吗").hears("幸福小区一带", "可能", "原因还在查")


def test_other_streets_of_a_guessed_feeder_are_still_to_report(talk: Talk, world: World) -> None:
    place = world.use.network.locate(LIT)[0]
    guess = NewOutage("fault", "和平路一带", "", place.feeders, world.clock(), confirmed=False)
    outage = world.use.outages.open("k", guess)
    talk.says(f"{LIT}停电了吗").hears("附近有人报停电", "也没电，请报一下", "1. 我要报修")
    talk.misses("不用再报修", "已经知道", "有地方停电")
    talk.says("1").hears("手机号", "附近有人报停电").misses("并到一起")
    made = NewTicket("fault", "", LIT, transformers=place.transformers, outage_no=outage.outage_no)
    world.use.tickets.open("t", made)
    Talk(world, openid="other").says(f"{LIT}停电了吗").hears("可能是线路故障", "不用再报修")


def test_by_choice_a_known_outage_can_be_joined(talk: Talk, shown: dict[str, Any]) -> None:
    fault = outage_of(shown, "fault")
    talk.says(f"{village(fault['area'])}停电了吗").hears("1. 登记我家")
    talk.says("1").hears("手机号", "并到一起")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX")
    assert ticket_of(talk).outage_no == fault["outage_no"]


def test_place_and_phone_in_one_sentence_is_a_report(talk: Talk) -> None:
    talk.says("幸福小区3栋停电了，电话13800000000").hears(LIT, "13800000000", "对吗")


def test_a_closed_outage_is_told_no_more(talk: Talk, world: World, shown: dict[str, Any]) -> None:
    fault = outage_of(shown, "fault")
    world.use.outages.close("k", fault["outage_no"], world.clock() + timedelta(minutes=1))
    talk.says(f"{village(fault['area'])}停电了吗").hears("没有已知的停电")


def test_the_menu_leads_through_by_taps(talk: Talk) -> None:
    talk.taps("outage_query").hears("哪里")
    talk.says(LIT).hears("没有已知的停电", "1. 我要报修")


def test_for_a_bound_account_home_is_looked_up(world: World, talk: Talk) -> None:
    accounts = show(world.parts.database, world.clock())["accounts"]
    dark = next(a for a in accounts if a["outage"] and a["phone"])
    talk.says(f"绑定户号 {dark['account_no']}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(dark["phone"]))
    talk.says(code).hears("绑定成功")
    outage = world.use.outages.get(dark["outage"])
    talk.says("今天停电吗").hears(outage.area).misses("您想查哪里")


def test_an_outage_to_come_is_no_matter_of_the_breaker(talk: Talk) -> None:
    talk.says("幸福小区3栋明天停电吗").hears("没有停电计划").misses("空气开关", "我要报修")


def test_where_is_the_power_out_is_a_list(talk: Talk, shown: dict[str, Any]) -> None:
    talk.says("现在哪里停电了").hears(outage_of(shown, "fault")["area"], "预计今晚", "您想查哪里")
    talk.says(LIT).hears("没有已知的停电")


def test_the_whole_county_is_a_list(talk: Talk, shown: dict[str, Any]) -> None:
    talk.says("云溪县停电吗").hears(outage_of(shown, "fault")["area"]).misses("没找到")


def test_one_villages_outage_is_not_the_whole_towns(
    talk: Talk, world: World, shown: dict[str, Any]
) -> None:
    fault = outage_of(shown, "fault")
    (town,) = re.findall(r"^.+?[镇乡]", fault["area"])
    talk.says(f"{town}停电了吗").hears(f"{town}有地方停电", fault["area"]).misses("不用再报修")
    talk.says("1").hears(fault["area"], "手机号").misses("并到一起")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX", "平均")
    world.works()
    assert ticket_of(talk).outage_no is None


def test_who_does_not_know_where_is_helped(talk: Talk) -> None:
    talk.says("今天停电吗").hears("哪里")
    talk.says("不知道").hears("发个定位", "您想查哪里").misses("供电地图")


def test_when_is_power_back_is_about_ones_own_report(talk: Talk, shown: dict[str, Any]) -> None:
    fault = outage_of(shown, "fault")
    talk.says(f"{village(fault['area'])}没电了，帮我报修，13800000000").hears("对吗")
    talk.says("对").hears("BX")
    number = ticket_of(talk).ticket_no
    talk.says("什么时候来电").hears(number, fault["area"], fault["expected_end"][-5:])


def test_what_was_scanned_is_looked_up_again(talk: Talk) -> None:
    talk.happens("SCAN", EventKey="T00004").hears("幸福小区")
    talk.says("什么时候来电").hears("幸福小区一带").misses("您想查哪里")


def test_from_home_the_report_names_the_address(world: World, talk: Talk) -> None:
    account = bind(world, shown_account(world, "arrears"))
    talk.taps("outage_query").hears("1. 我要报修")
    talk.says("1").hears("手机号")
    talk.says("13800000000").hears(account.address.removeprefix("云溪县"), "对吗")


def test_an_arrears_question_is_no_look_up(talk: Talk) -> None:
    talk.says("没交电费好久会停电").hears("绑定户号").misses("您想查哪里")


def test_a_town_that_is_dark_in_parts_is_told_which(talk: Talk, world: World) -> None:
    town = world.use.network.locate("白鹤镇")[0]
    assert town.kind == "district"
    dark = town.transformers[:-1]
    assert 2 * len(dark) >= len(town.transformers)
    fault = NewOutage("fault", "白鹤镇一带", "跳闸", dark, world.clock())
    world.use.outages.open("most", fault)
    talk.says("白鹤镇停电了吗").hears("白鹤镇有地方停电", "我要报修").misses("不用再报修")
    part = world.use.network.equipment(dark[0]).name[:3]
    talk.hears(part)
    rest = NewOutage("fault", "白鹤镇一带", "跳闸", town.transformers, world.clock())
    world.use.outages.open("all", rest)
    Talk(world, openid="other").says("白鹤镇停电了吗").hears("不用再报修")


def test_an_outage_with_another_name_names_the_place_asked_for(talk: Talk, world: World) -> None:
    devices = world.use.network.locate(LIT)[0].transformers
    world.use.outages.open("k", NewOutage("fault", "和平路一带", "跳闸", devices, world.clock()))
    talk.says("幸福小区3栋停电了吗").hears("幸福小区", "和平路一带", "不用再报修")


@pytest.mark.parametrize("form", [(), ("我要报修",)])
def test_a_point_beside_the_dark_hears_of_it(talk: Talk, form: tuple[str, ...]) -> None:
    for words in form:
        talk.says(words)
    talk.shares(31.0580, 105.3717).hears("牛塘村", "有地方停电", "19:55起故障停电")
    talk.misses("没有已知的停电", "并到一起")
