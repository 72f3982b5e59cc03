"""Who reports the same place again goes on with the report that is open; nothing is done twice."""

from support.duty import report, ticket_of
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
    talk.says("邻居有电，就我家没电，幸福小区3栋，电话13800000000，报修").hears("对吗")
    talk.says("对").hears("电表以后的线路").misses("并到")
    number = ticket_of(talk).ticket_no
    world.works()
    assert world.use.tickets.get(number).outage_no is None
