"""A human: handed over where agents are online, else honest hours and a booked call-back."""

from collections.abc import Callable

import pytest
from support.duty import ticket_of
from support.talk import Talk, World, effects

from bot.effects import Sms


def test_with_agents_online_the_resident_is_handed_over(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.says("转人工")
    assert talk.transferred
    talk.says("我家电费不对").hears_nothing()
    talk.sends("image", MediaId="m", PicUrl="http://x").hears_nothing()
    world.clock.turn(minutes=31)
    talk.says("你好").hears("您好")


def test_back_brings_the_bot_back(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.says("转人工")
    talk.says("返回").hears("又是我")
    talk.says("你好").hears("您好")


def test_in_mid_form_the_form_is_kept(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says("转人工")
    assert talk.transferred


def test_with_nobody_there_it_says_hours_and_books_a_call_back(talk: Talk, world: World) -> None:
    talk.says("转人工").hears("08:30-20:00", "95598", "手机号")
    assert not talk.transferred
    talk.says("13800000000").hears("什么事")
    talk.says("电费扣重了，麻烦看下").hears("13800000000", "电费扣重了", "对吗")
    talk.says("对").hears("BX", "回电")
    ticket = ticket_of(talk)
    assert ticket.kind == "callback"
    assert "电费扣重了" in ticket.what
    world.works()
    (sms,) = effects(world, Sms)
    assert "回电" in sms.text
    assert "13800000000" not in sms.text


@pytest.mark.parametrize("kind", ["service-unverified", "subscription-unverified"])
def test_an_account_without_transfer_says_the_same(
    make_world: Callable[..., World], kind: str
) -> None:
    world = make_world(WECHAT_ACCOUNT=kind)
    world.platform.agents.append("kf1@utility")
    talk = Talk(world)
    talk.says("转人工").hears("08:30-20:00", "95598", "手机号")
    assert not talk.transferred


def test_after_three_misreadings_the_digit_reaches_a_human(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says("幸福小区3栋").hears("手机号")
    for _ in range(3):
        talk.says("哈")
    talk.hears("1. 转人工", "手机号")
    talk.says("1")
    assert talk.transferred


@pytest.mark.parametrize("nasty", ["'; DROP TABLE x;--", "{{7*7}}", "]]><x/>", "<script>"])
def test_injections_stay_words(talk: Talk, nasty: str) -> None:
    talk.says("转人工")
    talk.says("13800000000").hears("什么事")
    talk.says(f"电费扣重了{nasty}").hears("对吗")
    talk.says("对").hears("BX")


@pytest.mark.parametrize("kind", ["text", "image", "location"])
def test_a_tap_cannot_be_forwarded_so_the_next_message_is(
    talk: Talk, world: World, kind: str
) -> None:
    world.platform.agents.append("kf1@utility")
    talk.taps("human_agent").hears("人工", "下一条消息")
    sent = {
        "text": {"Content": "我家电费不对"},
        "image": {"MediaId": "m", "PicUrl": "http://x"},
        "location": {"Location_X": "31.2", "Location_Y": "105.4", "Scale": "15", "Label": ""},
    }
    talk.sends(kind, **sent[kind])
    assert talk.transferred
    talk.says("在吗").hears_nothing()


def test_after_a_tap_danger_and_cancelling_come_first(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.taps("human_agent")
    talk.says("变压器着火了").hears("远离", "BX")
    talk.taps("human_agent").hears("下一条消息")
    talk.says("取消").hears("取消")
    assert not talk.transferred


def test_a_word_for_a_human_after_a_tap_ends_the_wish(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.taps("human_agent")
    talk.says("转人工")
    assert talk.transferred
    talk.says("返回").misses("下一条消息")


def test_agents_that_left_after_the_tap_leave_a_call_back(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.taps("human_agent")
    world.platform.agents.clear()
    talk.says("我家电费不对").hears("没有人工在线", "手机号")


def test_when_the_agent_ends_the_talk_the_bot_is_there_again(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.says("转人工")
    talk.happens("kf_create_session", KfAccount="kf1@utility").hears_nothing()
    world.clock.turn(minutes=45)
    talk.says("我家电费不对").hears_nothing()
    talk.happens("kf_close_session", KfAccount="kf1@utility").hears_nothing()
    talk.says("你好").hears("小助手")


def test_the_agent_who_joins_sees_what_was_said(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.says("上个月电费多少").hears("绑定")
    talk.says("转人工")
    talk.happens("kf_create_session", KfAccount="kf1@utility").hears_nothing()
    talk.is_told("转给人工", "您：上个月电费多少", "小助手：")
    assert world.platform.pushed[-1]["customservice"] == {"kf_account": "kf1@utility"}


def test_a_tap_is_answered_and_the_resident_stays_in_the_queue(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.says("转人工")
    talk.taps("emergency").hears("远离")
    talk.says("你好").hears_nothing()
    talk.says("取消").hears("取消", "又是我")
    talk.says("你好").hears("小助手")
