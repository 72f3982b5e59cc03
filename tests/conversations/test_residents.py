"""Impatient, old and confused residents: dialect, pauses, stories, changes of mind."""

import pytest
from support.duty import report, ticket_of
from support.talk import Talk, World


def test_a_place_and_a_phone_in_pieces_as_speech_is_written(talk: Talk) -> None:
    talk.says("我屋头黑麻麻的").hears("报修", "在哪里")
    talk.says("我住的地方是 城关镇 幸福小区 三栋 二单元").hears("手机号")
    talk.says("我电话 是 一三九 一二三四 五六七八").hears("幸福小区 三栋", "13912345678", "对吗")
    talk.says("是滴").hears("BX")


def test_a_story_at_the_phone_is_kept(talk: Talk) -> None:
    talk.says("跳闸了推不上去").says("和平路7号").hears("手机号")
    talk.says("推上去了又跳").hears("记下了", "手机号").misses("11位")
    talk.says("13812340000").says("可以").hears("BX")
    assert "推上去了又跳" in ticket_of(talk).what


def test_a_worry_in_the_middle_of_a_danger_is_on_its_ticket(talk: Talk, world: World) -> None:
    talk.says("电表箱滋滋响 有火花").says("和平路7号").hears("手机号")
    talk.says("没得电了 会不会爆炸").hears("远离", "又催了", "手机号").misses("11位")
    (ticket,) = world.use.tickets.listed()
    assert "会不会爆炸" in ticket.events[-1].text


@pytest.mark.parametrize("words", ["等一下", "我找一下", "稍等哈"])
def test_who_needs_a_moment_gets_it(talk: Talk, words: str) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says(words).hears("不急", "在哪里").misses("没听出")
    assert talk.session.form is not None
    assert talk.session.form.misread == 0


def test_who_hurries_before_the_report_is_made_is_told_what_is_missing(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").says("和平路7号").says("13812340000").hears("对吗")
    talk.says("快点嘛，师傅到哪了").hears("还差这一步", "对吗").misses("还没有报修记录")


def test_how_long_still_is_no_word_for_the_report(talk: Talk, world: World) -> None:
    ticket = report(talk, "和平路7号")
    talk.says("还有多久").hears(ticket.ticket_no, "等抢修人员").misses("记下了")
    talk.says("你们是不是忘了").hears("催了")


def test_another_phone_or_place_after_the_report_is_on_it(talk: Talk, world: World) -> None:
    ticket = report(talk, "和平路7号")
    talk.says("不要得 电话改成13800002222").hears("改过来了", "13800002222", ticket.ticket_no)
    talk.says("地址错了，是建设街2号").hears("改过来了", "建设街2号")
    now = world.use.tickets.get(ticket.ticket_no)
    assert (now.phone, now.place) == ("13800002222", "建设街2号")
    assert now.transformers != ticket.transformers


def test_a_nod_after_the_report_is_answered_kindly(talk: Talk) -> None:
    ticket = report(talk, "和平路7号")
    for words in ("对头", "要", "不客气"):
        talk.says(words).hears(ticket.ticket_no, "在办")


@pytest.mark.parametrize("words", ["要", "好", "没有"])
def test_a_nod_out_of_the_blue_starts_nothing(talk: Talk, words: str) -> None:
    talk.says(words).hears("好的").misses("您要办的")
    talk.says("你好").hears("小助手")


def test_a_phone_after_the_look_up_wants_somebody_to_come(talk: Talk) -> None:
    talk.says("建设街6号停电没有").hears("建设街", "1. 我要报修", "空气开关")
    talk.says("电话15411112222").hears("建设街6号", "15411112222", "对吗")


def test_a_phone_with_the_dark_is_kept_for_the_report(talk: Talk) -> None:
    talk.says("停电了，电话13866660000").hears("电话记下了", "在哪里")
    talk.says("和平路9号").hears("13866660000", "对吗")


def test_what_follows_a_look_up_is_about_its_place(talk: Talk) -> None:
    talk.says("建设街停电吗").hears("建设街")
    talk.says("啥时候来嘛").hears("建设街").misses("您想查哪里")
    talk.says("那后天呢").hears("建设街").misses("您想查哪里")
    talk.says("查停电").hears("您想查哪里")


def test_a_life_on_a_machine_comes_first(talk: Talk) -> None:
    talk.says("我们村没电了 老人用着呼吸机 快点来修")
    assert talk.reply.startswith("先换电池、氧气袋")
    talk.hears("120", "95598", "最急件", "在哪里")


def test_street_lamps_that_are_out_are_not_on_again(talk: Talk) -> None:
    talk.says("帮我报修").says("路灯不亮了 和平路口那个").hears("手机号").misses("取消")


def test_two_residents_at_once_keep_their_own(talk: Talk, world: World) -> None:
    other = Talk(world, openid="another")
    talk.says("家里没电了，帮我报修")
    other.says("家里没电了，帮我报修")
    talk.says("和平路7号")
    other.says("幸福小区3栋").says("13900000000").hears("幸福小区3栋", "对吗")
    talk.says("13800000000").hears("和平路7号", "对吗")
    other.says("不用来了，来电了").hears("取消")
    talk.says("嗯对").hears("BX")
    assert other.session.form is None


def test_after_half_an_hour_it_goes_on_where_it_was(talk: Talk, world: World) -> None:
    talk.says("家里没电了，帮我报修").says("和平路7号").says("13800000000").says("不对").hears(
        "哪里要改"
    )
    world.clock.turn(minutes=31)
    talk.says("喂").hears("和平路7号", "继续")
    talk.says("继续").hears("和平路7号", "对吗")
