"""A report's life: state, hurry, a word or photo more, cancel; nobody else's business."""

import re

import pytest
from support.duty import DutyPerson, report, roster, ticket_of
from support.talk import Talk, World

PLACE = "幸福小区3栋"


def test_its_reporter_reads_it_in_full(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    talk.says("我的报修到哪了").hears(ticket.ticket_no, "等抢修人员接单", PLACE)
    DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted").taps(
        "on_the_way", expected_end="2026-11-24T22:00"
    )
    first = roster(world, PLACE)[0]
    talk.says("我的报修到哪了").hears("已出发", first.name, first.phone, "今晚 22:00", "估计")


def test_by_digits_alone_it_is_hurried_added_to_and_cancelled(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    talk.taps("repair_progress").hears("1. 催一下", "2. 补充一句", "3. 取消报修")
    talk.says("1").hears("催")
    world.works()
    talk.says("报修进度")
    talk.says("2").hears("补充什么")
    talk.says("门口有狗").hears("记下了", ticket.ticket_no)
    talk.says("报修进度")
    talk.says("3").hears("取消", "对吗")
    talk.says("对").hears(ticket.ticket_no, "取消")
    cancelled = world.use.tickets.get(ticket.ticket_no)
    assert cancelled.state == "cancelled"
    assert {event.what for event in cancelled.events} >= {"hurry", "note", "cancelled"}


def test_a_word_more_right_after_the_report_goes_on_it(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    talk.says("家里有老人吸氧").hears("记下了", ticket.ticket_no)
    assert world.use.tickets.get(ticket.ticket_no).events[-1].text == "家里有老人吸氧"
    talk.says("今天天气怎么样").misses("记下了")
    world.clock.turn(minutes=31)
    talk.says("哈哈哈").misses("记下了")


def test_cancelling_needs_a_yes(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    for no in ("不取消了", "不", "算了"):
        talk.says("取消报修").hears("取消", "对吗")
        talk.says(no).hears("取消", "照常")
        assert talk.session.form is None
    assert world.use.tickets.get(ticket.ticket_no).is_open
    talk.says("取消").hears("取消", ticket.ticket_no)
    assert world.use.tickets.get(ticket.ticket_no).is_open


def test_without_a_report_it_says_so(talk: Talk) -> None:
    talk.says("我的报修到哪了").hears("还没有报修", "BX", "95598", "1. 我要报修")


def test_a_stranger_gets_the_state_after_the_last_four_digits_only(
    talk: Talk, world: World
) -> None:
    ticket = report(talk, PLACE)
    other = Talk(world, openid="other")
    other.says(f"查一下{ticket.ticket_no}到哪了").hears("后四位").misses(PLACE)
    other.says("1234").hears("对不上")
    other.says(f"查一下{ticket.ticket_no}到哪了").hears("后四位")
    other.says("0000").hears(ticket.ticket_no, "已登记").misses(PLACE, "1380")


def test_an_unknown_number_reads_like_a_strangers(talk: Talk) -> None:
    talk.says("查一下BX202611249999到哪了").hears("后四位")
    talk.says("1234").hears("对不上")


def test_five_wrong_tries_an_hour(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    other = Talk(world, openid="other")
    for _ in range(5):
        other.says(f"查一下{ticket.ticket_no}到哪了").hears("后四位")
        other.says("1234").hears("对不上")
    other.says(f"查一下{ticket.ticket_no}到哪了").hears("太多次", "一小时")
    Talk(world, openid="third").says(f"查一下{ticket.ticket_no}到哪了").hears("后四位")


@pytest.mark.parametrize("wish", ["取消报修", "催一下", "补充 我是坏人"])
def test_a_stranger_changes_nothing(talk: Talk, world: World, wish: str) -> None:
    ticket = report(talk, PLACE)
    before = world.use.tickets.get(ticket.ticket_no)
    other = Talk(world, openid="other")
    other.says(f"{wish} {ticket.ticket_no}")
    other.says("对")
    other.says("0000")
    assert world.use.tickets.get(ticket.ticket_no) == before


def test_still_dark_only_reopens_ones_own_of_the_last_day(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted").taps("fixed")
    Talk(world, openid="other").says("还没来电")
    assert world.use.tickets.get(ticket.ticket_no).state == "fixed"
    world.clock.turn(hours=25)
    talk.says("还没来电")
    assert world.use.tickets.get(ticket.ticket_no).state == "fixed"


def test_unsubscribing_unlinks_and_the_ticket_goes_on_by_sms(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    talk.happens("unsubscribe").hears_nothing()
    assert world.use.tickets.get(ticket.ticket_no).reporter == ""
    DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted")
    world.works()
    assert not world.platform.texts(talk.openid)
    assert "已接单" in world.sms("13800000000")


def test_a_pushed_choice_is_picked_in_the_middle_of_another_form(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    talk.says("转人工").hears("手机号")
    DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted").taps("fixed")
    talk.is_told("1. 还没来电")
    talk.says("还没来电").hears(ticket.ticket_no, "重新打开", "手机号")


@pytest.mark.parametrize("nasty", ["'; DROP TABLE x;--", "{{7*7}}", "]]><x/>", "<script>"])
def test_injections_stay_words(talk: Talk, world: World, nasty: str) -> None:
    ticket = report(talk, PLACE)
    talk.says(f"补充 {nasty}").hears("记下了")
    talk.says(f"催一下 {nasty}")
    talk.says(f"查一下{ticket.ticket_no}{nasty}")
    assert re.search(r"BX\d{12}", talk.says("报修进度").reply)
    assert len(world.use.tickets.listed()) == 1


def test_wrong_digits_may_be_tried_again_at_once(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    other = Talk(world, openid="other")
    other.says(ticket.ticket_no).hears("后四位")
    other.says("1234").hears("对不上", "后四位")
    other.says("0000").hears("已登记")


def test_five_wrong_digits_in_a_row_lock(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    other = Talk(world, openid="other")
    other.says(ticket.ticket_no)
    for _ in range(5):
        other.says("1234").hears("对不上")
    other.says("0000").misses("已登记")
    other.says(ticket.ticket_no).hears("太多次")


def test_hurrying_again_at_once_calls_nobody(talk: Talk, world: World) -> None:
    report(talk, PLACE)
    talk.says("催一下我的报修").hears("已经替您催了")
    world.works()
    talk.says("催一下我的报修").hears("20:15刚替您催过")
    assert len([e for e in world.use.tickets.listed()[0].events if e.what == "hurry"]) == 1
    world.clock.turn(minutes=5)
    talk.says("催一下我的报修").hears("已经替您催了")


def test_cancelling_tells_who_is_on_the_way(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    first = roster(world, PLACE)[0]
    DutyPerson.called(world, first).taps("accepted").taps("on_the_way")
    talk.says("取消报修")
    talk.says("对").hears("取消")
    world.works()
    assert "不用再去" in world.sms(first.phone)
    assert ticket.ticket_no in world.sms(first.phone)
    talk.says(f"报修进度 {ticket.ticket_no}").hears("已取消", "重新报修").misses("还没来电")


def test_a_wish_to_cancel_after_a_report_is_no_word_more(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    talk.says("不用来了，取消吧").hears("对吗")
    assert world.use.tickets.get(ticket.ticket_no).events[-1].what != "note"


def test_a_kind_word_after_a_report_is_answered_kindly(talk: Talk) -> None:
    ticket = report(talk, PLACE)
    talk.says("好的").hears(ticket.ticket_no, "在办").misses("帮不上")


def test_the_other_report_is_named(talk: Talk, world: World) -> None:
    first = report(talk, PLACE)
    world.clock.turn(minutes=40)
    second = report(talk, "城关镇建设街")
    talk.says("报修进度").hears(second.ticket_no, "另外还有", first.ticket_no)


def test_a_call_back_speaks_of_no_crew(talk: Talk, world: World) -> None:
    talk.says("转人工").hears("手机号")
    talk.says("13800000000")
    talk.says("想问下电表的事")
    talk.says("对").hears("约好了")
    number = ticket_of(talk).ticket_no
    world.works()
    (person,) = (
        DutyPerson.called(world, entry) for entry in world.use.roster.on_duty("", world.clock())[:1]
    )
    person.sees("接下，我来回电").sees_no("抢修")
    talk.says("报修进度").hears(number, "等人回电", "取消回电").misses("抢修", "还没说")
    person.taps("accepted").sees("已回电", "去回电").sees_no("已出发", "转产权方")
    talk.is_told("您的回电", "马上回电")
    person.taps("fixed")
    talk.is_told("您的回电", "已回电")
    assert "还没来电" not in world.platform.texts(talk.openid)[-1]
    talk.says("还没来电").misses("重新打开")


def test_a_call_back_that_nobody_takes_is_no_report(talk: Talk, world: World) -> None:
    talk.says("转人工").hears("手机号")
    talk.says("13800000000")
    talk.says("想问下电表的事")
    talk.says("对").hears("约好了")
    for _ in range(6):
        world.works()
        world.clock.turn(minutes=10)
    talk.is_told("您的回电", "95598")


@pytest.mark.parametrize("wish", ["取消{}", "帮我取消{}", "把{}撤销了", "取消报修 {}"])
def test_a_stranger_is_told_at_once_that_he_cannot_cancel(
    talk: Talk, world: World, wish: str
) -> None:
    number = report(talk, PLACE).ticket_no
    for asked in (number, "BX202611249999"):
        Talk(world, openid="other").says(wish.format(asked)).hears("报修人", "95598").misses(
            "后四位"
        )


@pytest.mark.parametrize(
    "words",
    [
        "你们说修好了的，还是莫得电",
        "都说已修好了我家还是黑的",
        "不是说恢复了吗，还没电",
        "短信说来电了，还是黑的",
    ],
)
def test_said_to_be_mended_and_dark_hurries(talk: Talk, world: World, words: str) -> None:
    report(talk, PLACE)
    talk.says(words).hears("还没有记成修好", "催").misses("要办就回")


@pytest.mark.parametrize("words", ["还没来电，什么时候来电", "还没恢复供电，还要多久"])
def test_who_waits_says_nothing_of_mended(talk: Talk, words: str) -> None:
    report(talk, PLACE)
    talk.says(words).misses("记成修好")


@pytest.mark.parametrize(
    "words", ["都显示修好了，我屋头还是黑的，槐洞村2组", "说是修好了，家里还是黑的，在槐洞村2组"]
)
def test_dark_after_no_report_is_reported(talk: Talk, words: str) -> None:
    talk.says(words).hears("手机号").misses("还没有报修记录")
    talk.says("13800001111").hears("槐洞村2组", "对吗")


@pytest.mark.parametrize(
    "words", ["在补充一下，狗凶，进门喊一声", "再补充一句 狗凶", "还想补充，狗凶"]
)
def test_a_word_more_may_be_misspelt(talk: Talk, words: str) -> None:
    ticket = report(talk, PLACE)
    talk.says(words).hears("已加到", ticket.ticket_no)


@pytest.mark.parametrize(
    "words", ["算了，我再看看", "算了，我再看看先", "先不报了，再等等", "算了，再观察一下"]
)
def test_who_looks_again_first_reports_nothing(talk: Talk, words: str) -> None:
    talk.says(f"{PLACE}没电，13800001111").hears("对吗")
    talk.says(words).hears("取消").misses("对吗", "要办就回")


def test_nothing_to_cancel_is_said_so(talk: Talk) -> None:
    talk.says("取消报修").hears("没有在办", "取消").misses("取消了")
