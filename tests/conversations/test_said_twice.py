"""Who reports the same place again goes on with the report that is open; nothing is done twice."""

from support.duty import report, roster, ticket_of
from support.talk import Talk, World, effects

from bot.backends.outages import NewOutage
from bot.effects import Sms

WHOLE = "白鹤镇杨沟村1组停电，电话13800001313，报修"


def test_the_same_sentence_again_opens_nothing(talk: Talk, world: World) -> None:
    talk.says(WHOLE).hears("对吗").says("对").hears("BX")
    number = ticket_of(talk).ticket_no
    world.works()
    calls = len(effects(world, Sms))
    talk.says(WHOLE).hears(number, "还在办", "没有另开", "1. 催一下").misses("对吗")
    world.works()
    assert talk.session.form is None
    assert [one.ticket_no for one in world.use.tickets.listed()] == [number]
    assert len(effects(world, Sms)) == calls
    talk.says("1").hears(number, "已经替您催了")


def test_the_same_place_as_an_answer_opens_nothing(talk: Talk, world: World) -> None:
    ticket = report(talk, "老王家隔壁")
    world.clock.turn(minutes=90)
    talk.says("又没电了，我要报修").hears("故障在哪里").says("老王家隔壁").hears(
        ticket.ticket_no, "手机号"
    )
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears(ticket.ticket_no, "没有另开")
    assert len(world.use.tickets.listed()) == 1


def test_another_place_and_a_report_that_is_over_are_new_ones(talk: Talk, world: World) -> None:
    ticket = report(talk, "幸福小区3栋")
    other = report(talk, "老王家隔壁")
    assert other.ticket_no != ticket.ticket_no
    world.use.tickets.move("over", other.ticket_no, "cancelled")
    again = report(talk, "老王家隔壁")
    assert again.ticket_no not in (ticket.ticket_no, other.ticket_no)


def test_a_fault_of_one_house_joins_no_outage(talk: Talk, world: World) -> None:
    devices = world.use.network.locate("幸福小区3栋")[0].transformers
    world.use.outages.open("k", NewOutage("fault", "幸福小区", "跳闸", devices, world.clock()))
    talk.says("邻居有电，就我家没电，幸福小区3栋，电话13800000000，报修")
    talk.hears("跳闸", "对吗").misses("并到")
    talk.says("对").hears("电表以后的线路").misses("并到")
    number = ticket_of(talk).ticket_no
    world.clock.turn(minutes=1)
    world.works()
    assert world.use.tickets.get(number).outage_no is None


def test_still_dark_after_a_report_begins_no_second_one(talk: Talk, world: World) -> None:
    ticket = report(talk, "幸福小区3栋")
    talk.says("家里还是没电").hears(ticket.ticket_no, "等抢修人员接单").misses("故障在哪里")
    assert talk.session.form is None


def test_another_place_after_the_report_calls_who_is_on_duty_there(
    talk: Talk, world: World
) -> None:
    report(talk, "幸福小区3栋")
    talk.says("地址改一下，是石桥镇石沟村").hears("改过来了", "石桥镇石沟村")
    world.works()
    assert "石桥镇石沟村" in world.sms(roster(world, "石桥镇石沟村")[0].phone)


def test_what_was_parked_and_cancelled_is_not_offered_again(talk: Talk, world: World) -> None:
    talk.says("我要报修").says("和平路12号").hears("手机号")
    world.clock.turn(minutes=31)
    world.works()
    talk.says("取消报修").hears("对吗").says("对").hears("已取消").misses("继续")
    talk.says("继续").hears("没有留着").misses("和平路12号")


def test_a_danger_after_a_report_asks_for_no_second_phone(talk: Talk, world: World) -> None:
    report(talk, "幸福小区3栋", phone="13800000003")
    talk.says("电表冒火花了").hears("BX", "险情在哪里")
    talk.says("和平路2号").hears("和平路2号", "正催").misses("手机号")
    danger = world.use.tickets.of_reporter(talk.openid)[0]
    assert (danger.kind, danger.phone) == ("danger", "13800000003")
