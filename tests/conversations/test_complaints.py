"""Complaints and praise: words for people, with a call-back or without."""

import pytest
from support.duty import ticket_of
from support.talk import Talk


@pytest.mark.parametrize(
    "words",
    ["不留电话", "不用回电", "不想打电话 就在这里说", "别给我打电话", "记下来就行", "不用联系我了"],
)
def test_a_complaint_without_a_call(talk: Talk, words: str) -> None:
    talk.says("我要投诉你们收费厅的人态度恶劣").hears("手机号", "不留")
    talk.says(words).hears("不回电", "态度恶劣", "对吗")
    talk.says("对").hears("BX", "95598").misses("回电")
    assert ticket_of(talk).phone == ""


def test_how_it_is_to_be_taken_is_not_the_matter(talk: Talk) -> None:
    talk.says("我要投诉").hears("手机号")
    talk.says("不想打电话 就在这里说").hears("什么事")
    talk.says("电表三个月没来抄 全是估的").hears("全是估的", "对吗")


@pytest.mark.parametrize(
    "words",
    ["表扬一下你们师傅 昨天来得好快", "给昨天那个抢修师傅点个赞", "你们客服真的很耐心，夸一夸"],
)
def test_praise_is_passed_on(talk: Talk, words: str) -> None:
    talk.says(words).hears("谢谢", "哪位师傅").misses("12398", "手机号")
    talk.says("昨天上午 姓张的").hears("转告", "BX")
    assert "姓张的" in ticket_of(talk).what


def test_blame_is_no_praise(talk: Talk) -> None:
    talk.says("我要投诉，你们抢修师傅态度太差").hears("12398")


def test_another_house_is_not_another_matter(talk: Talk) -> None:
    talk.says("请台区经理给我回电 想办充电桩")
    talk.says("幸福小区2栋")
    talk.says("13800000000").hears("充电桩", "对吗")
    talk.says("不对，是3栋").hears("充电桩", "对吗").misses("说的是：不对")
    talk.says("对")
    ticket = ticket_of(talk)
    assert (ticket.place, "充电桩" in ticket.what) == ("幸福小区3栋", True)


@pytest.mark.parametrize(
    ("words", "time"),
    [("我要改成明天上午打", "明天上午打"), ("下午三点以后再打", "下午三点以后再打")],
)
def test_a_time_for_the_call_goes_with_the_matter(talk: Talk, words: str, time: str) -> None:
    for line in ("转人工", "13800000000", "电费的事"):
        talk.says(line)
    talk.says(words).hears(f"电费的事；{time}。对吗")


def test_the_matter_can_be_said_anew(talk: Talk) -> None:
    for line in ("转人工", "13800000000", "电费的事"):
        talk.says(line)
    talk.says("我要说的是电表走得快").hears("说的是：电表走得快", "对吗")


@pytest.mark.parametrize("words", ["态度不好", "慢得很", "太凶了", "乱收费"])
def test_a_short_word_in_place_of_the_phone_is_kept(talk: Talk, words: str) -> None:
    talk.says("我要投诉").says(words).hears("记下了", "手机号").misses("11位")
    talk.says("13800138002").hears(f"说的是：{words}", "对吗")


def test_a_word_more_at_the_end_is_kept(talk: Talk) -> None:
    talk.says("我要投诉").says("13800138002").says("抢修太慢").hears("对吗")
    talk.says("态度也不好").hears("抢修太慢；态度也不好", "对吗")
