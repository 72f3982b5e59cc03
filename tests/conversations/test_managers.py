"""The district manager and his group; call-backs and what becomes of one that nobody answers."""

import re
from typing import Any

import pytest
from support.talk import Talk, World, effects

from bot.backends.demo.showing import show
from bot.backends.network import Manager
from bot.effects import Sms


@pytest.fixture
def account(world: World, talk: Talk) -> dict[str, Any]:
    """A residential account, bound to the resident."""
    one: dict[str, Any] = show(world.parts.database, world.clock())["accounts"][0]
    talk.says(f"绑定户号 {one['account_no']}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(one["phone"]))
    talk.says(code).hears("绑定成功")
    return one


def book(talk: Talk) -> str:
    """Book a call-back for a place; the ticket's number."""
    talk.says("请和平路12号的台区经理给我回电").hears("手机号")
    talk.says("13800001111").hears("什么事")
    talk.says("想问增容").hears("13800001111", "想问增容", "对吗")
    talk.says("对").hears("BX")
    (number,) = re.findall(r"BX\d{12}", talk.reply)
    return str(number)


def manager_of(world: World, words: str) -> Manager:
    place = world.use.network.locate(words)[0]
    manager: Manager = world.use.managers.of_transformer(place.transformers[0])
    return manager


def links(world: World, number: str) -> dict[str, str]:
    """The path in the newest SMS about a ticket, by phone."""
    told = [sms for sms in effects(world, Sms) if number in sms.text]
    return {sms.phone: sms.text.split("http://bot.example")[1] for sms in told}


def test_for_a_bound_account_both_levels_are_told(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    manager = world.use.managers.of_transformer(account["transformer"])
    talk.says("我们这片的台区经理是谁").hears(account["manager"]["name"])
    talk.hears(account["manager"]["phone"], manager.group, manager.group_leader)
    talk.hears(manager.group_phone).misses(account["address"])


def test_unbound_the_place_is_asked_for(talk: Talk, world: World) -> None:
    manager = manager_of(world, "和平路12号")
    talk.says("台区经理电话").hears("您在哪里")
    talk.says("和平路12号").hears(manager.name, manager.phone, manager.group_leader)


def test_for_a_named_place(talk: Talk, world: World) -> None:
    talk.says("石桥镇的台区经理是谁").hears(manager_of(world, "石桥镇").name)


def test_for_a_shared_location(talk: Talk, world: World) -> None:
    place = world.use.network.near(31.2, 105.4)
    manager = world.use.managers.of_transformer(place.transformers[0])
    talk.says("台区经理电话").hears("您在哪里")
    talk.shares(31.2, 105.4).hears(manager.name, manager.phone)


def test_a_place_of_several_managers_gives_the_group(talk: Talk, world: World) -> None:
    leader = manager_of(world, "城关镇").group_leader
    talk.says("城关镇的台区经理是谁").hears("几位台区经理", leader, "小区")


def test_an_unknown_place_is_said_so(talk: Talk) -> None:
    talk.says("台区经理电话").says("月亮镇").hears("没找到", "95598")


def test_a_call_back_reaches_the_manager_and_is_taken(talk: Talk, world: World) -> None:
    number, manager = book(talk), manager_of(world, "和平路12号")
    world.works()
    path = links(world, number)[manager.phone]
    page = world.client.get(path).get_data(as_text=True)
    assert "13800001111" in page
    assert "想问增容" in page
    seen = re.findall(r'name="seen" value="(\d+)"', page)[0]
    world.client.post(path, data={"state": "accepted", "seen": seen})
    talk.is_told(number)
    assert world.use.tickets.get(number).duty.name == manager.name
    world.clock.turn(minutes=31)
    world.works()
    assert manager.group_phone not in links(world, number)


def test_unanswered_it_goes_up_and_then_back_to_the_resident(talk: Talk, world: World) -> None:
    number, manager = book(talk), manager_of(world, "和平路12号")
    world.works()
    assert set(links(world, number)) == {manager.phone}
    world.clock.turn(minutes=29)
    world.works()
    assert set(links(world, number)) == {manager.phone}
    world.clock.turn(minutes=2)
    talk.is_told(number, manager.group_leader)
    assert manager.group_phone in links(world, number)
    world.clock.turn(minutes=31)
    talk.is_told(number, "95598")
    told = len(world.platform.texts(talk.openid))
    world.clock.turn(minutes=120)
    world.works()
    assert len(world.platform.texts(talk.openid)) == told


def test_a_cancelled_call_back_goes_nowhere(talk: Talk, world: World) -> None:
    number = book(talk)
    world.works()
    world.use.tickets.move("cancel", number, "cancelled")
    world.clock.turn(minutes=31)
    world.works()
    assert len(links(world, number)) == 1


def test_for_a_bound_account_no_place_is_asked(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says("请经理给我回电，想问充电桩怎么走线").hears("手机号")
    talk.says("13800001111").hears(account["manager"]["name"], "充电桩怎么走线", "对吗")
    talk.says("对").hears("BX")
    world.works()
    (number,) = re.findall(r"BX\d{12}", talk.reply)
    assert account["manager"]["phone"] in links(world, number)


def test_a_call_back_from_what_was_told(talk: Talk, world: World) -> None:
    manager = manager_of(world, "石桥镇")
    talk.says("石桥镇的台区经理是谁")
    talk.says("1").hears("手机号")
    talk.says("13800001111").says("谈线路").hears(manager.name, "对吗")


def test_a_place_without_a_manager_goes_to_the_people_on_duty(talk: Talk, world: World) -> None:
    talk.says("请台区经理给我回电").hears("您在哪里")
    talk.says("月亮镇").says("13800001111").says("线路老化").hears("值班人员", "对吗")
    talk.says("对").hears("BX")
    world.works()
    (number,) = re.findall(r"BX\d{12}", talk.reply)
    assert world.duty_was_called(number)


def test_a_guarantee_brings_the_manager_to_the_phone(talk: Talk, world: World) -> None:
    talk.says("高考期间保供电").hears("台区经理", "在哪里要保供电")
    talk.says("和平路12号").hears("什么时候")
    talk.says("6月7日到9日").hears("手机号")
    talk.says("13800001111").hears("和平路12号", "6月7日到9日", "对吗")
    talk.says("对").hears("BX")
    world.works()
    (number,) = re.findall(r"BX\d{12}", talk.reply)
    assert "6月7日到9日" in world.use.tickets.get(number).what
    assert manager_of(world, "和平路12号").phone in links(world, number)


def test_a_planned_outage_at_the_place_is_told(talk: Talk, world: World) -> None:
    planned = next(
        o for o in world.use.outages.open_now() if o.kind == "planned" and o.start > world.clock()
    )
    talk.says("我们这里办婚宴要保供电")
    talk.says(planned.area).hears("计划停电")


@pytest.mark.usefixtures("account")
def test_an_unknown_place_is_not_answered_with_the_bound_account(talk: Talk) -> None:
    talk.says("东湖新村的台区经理是谁").hears("东湖新村", "没找到")


def test_whose_district_is_a_question_for_the_manager(talk: Talk, world: World) -> None:
    talk.says("我家属于谁的台区").hears("您在哪里")
    talk.says("和平路12号").hears(manager_of(world, "和平路12号").name)
