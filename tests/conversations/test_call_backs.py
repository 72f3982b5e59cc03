"""A call-back after it was booked: called off, asked after; and one wished for in other words."""

import re
from typing import Any

import pytest
from support.talk import Talk, World

from bot.backends.demo.showing import show


def booked(talk: Talk) -> str:
    """Book a call-back; the ticket's number."""
    talk.says("请和平路12号的台区经理给我回电").says("13800001111").says("想问增容")
    talk.says("对").hears("BX")
    (number,) = re.findall(r"BX\d{12}", talk.reply)
    return str(number)


@pytest.mark.parametrize(
    "words",
    ["他不用打了", "喊师傅莫打了", "叫他别打了", "不用回电了", "经理不用打过来了", "取消回电"],
)
def test_it_is_called_off(talk: Talk, world: World, words: str) -> None:
    number = booked(talk)
    talk.says(words).hears(f"要取消回电 {number}", "对吗").misses("远离")
    talk.says("对").hears("已取消")
    ticket = world.use.tickets.get(number)
    assert ticket is not None
    assert ticket.state == "cancelled"


@pytest.mark.parametrize("words", ["不用他打了", "叫他别打了", "不要打了", "喊师傅莫打了"])
def test_with_none_open_there_is_nothing_to_call_off(talk: Talk, words: str) -> None:
    talk.says(words).hears("没有约着的回电").misses("远离", "BX")


@pytest.mark.parametrize("words", ["叫他别打了", "喊他莫打了", "不用回电了"])
def test_while_it_is_being_booked_it_is_dropped(talk: Talk, words: str) -> None:
    talk.says("请和平路12号的台区经理给我回电").hears("手机号")
    talk.says(words).hears("取消").misses("远离", "手机号")
    talk.says("继续").misses("手机号")


@pytest.mark.parametrize("words", ["不要打人，报警了", "别打开关", "热水器打人，不敢碰"])
def test_words_alike_call_nothing_off(talk: Talk, words: str) -> None:
    talk.says(words).misses("没有约着的回电")


@pytest.mark.parametrize(
    "words", ["经理几点打给我", "经理好久打给我", "怎么还不回电", "没人打给我"]
)
def test_it_is_asked_after(talk: Talk, words: str) -> None:
    number = booked(talk)
    talk.says(words).hears(f"{number}：已登记，等人回电").misses("手机号")


@pytest.fixture
def account(world: World, talk: Talk) -> dict[str, Any]:
    """A residential account, bound to the resident."""
    one: dict[str, Any] = show(world.parts.database, world.clock())["accounts"][0]
    talk.says(f"绑定户号 {one['account_no']}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(one["phone"]))
    talk.says(code).hears("绑定成功")
    return one


@pytest.mark.parametrize(
    "words",
    ["让他明天上午给我回个电话，说我家电表的事", "喊经理明天给我打个电话，说下电表的事"],
)
def test_the_phone_on_record_is_offered(
    talk: Talk, world: World, account: dict[str, Any], words: str
) -> None:
    phone = account["phone"]
    talk.says(words).hears(f"1. 户号登记的{phone[:3]}****{phone[-4:]}").misses(phone)
    talk.says("1").hears("明天", "电表的事", "对吗").misses(phone)
    talk.says("对").hears("BX").misses(phone)
    ticket = world.use.tickets.get(re.findall(r"BX\d{12}", talk.reply)[0])
    assert ticket is not None
    assert ticket.phone == phone


def test_another_phone_than_that_on_record(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says("请经理给我回电，说电表的事").says("1").hears("对吗")
    talk.says("不对，打13800001111").hears("13800001111", "对吗").misses(account["phone"])
    talk.says("对").hears("BX")
    ticket = world.use.tickets.get(re.findall(r"BX\d{12}", talk.reply)[0])
    assert ticket is not None
    assert ticket.phone == "13800001111"
