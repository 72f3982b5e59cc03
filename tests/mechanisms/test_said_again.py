"""The store away when a turn is committed: said again, what it did has its effects after all."""

from typing import Any

from support.away import away_at_commit
from support.duty import DutyPerson, report, roster
from support.talk import Talk, World, effects

from bot import tasks
from bot.effects import CallDuty, Sms

PLACE = "幸福小区3栋"


def calls(world: World, **of: Any) -> list[CallDuty]:
    return [
        one
        for one in effects(world, CallDuty)
        if all(getattr(one, name) == value for name, value in of.items())
    ]


def test_still_dark_calls_somebody(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    first = roster(world, PLACE)[0]
    DutyPerson.called(world, first).taps("accepted").taps("fixed")
    world.clock.turn(minutes=3)
    with away_at_commit(talk):
        talk.says("还没来电")
    before = len(effects(world, Sms))
    talk.says("还是没来电").hears("重新打开", ticket.ticket_no)
    world.works()
    assert [sms.phone for sms in effects(world, Sms)[before:]] == [first.phone]


def test_long_after_it_was_reopened_still_dark_only_tells(talk: Talk, world: World) -> None:
    report(talk, PLACE)
    DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted").taps("fixed")
    talk.says("还没来电").hears("重新打开")
    world.clock.turn(minutes=6)
    talk.says("还没来电").misses("重新打开")


def test_a_cancellation_reaches_who_is_on_the_way(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    first = roster(world, PLACE)[0]
    DutyPerson.called(world, first).taps("accepted").taps("on_the_way")
    talk.says("取消报修").hears("对吗")
    with away_at_commit(talk):
        talk.says("对")
    talk.says("对").hears("已取消", ticket.ticket_no)
    world.works()
    assert "不用再去" in world.sms(first.phone)


def test_what_is_over_is_not_cancelled(talk: Talk, world: World) -> None:
    report(talk, PLACE)
    person = DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted")
    talk.says("取消报修").hears("对吗")
    person.opens().taps("fixed")
    talk.says("对").hears("已经办完了").misses("已取消")


def test_a_hurry_reaches_who_is_called(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    with away_at_commit(talk):
        talk.says("催一下我的报修")
    talk.says("催一下我的报修").hears("已经替您催了")
    world.works()
    assert "催单" in world.sms(roster(world, PLACE)[0].phone)
    hurried = [e for e in world.use.tickets.get(ticket.ticket_no).events if e.what == "hurry"]
    assert [event.text for event in hurried] == ["催一下我的报修"]


def test_a_danger_has_the_whole_roster_called(talk: Talk, world: World) -> None:
    with away_at_commit(talk):
        talk.says(f"{PLACE}门口电线掉地上了")
    talk.says(f"{PLACE}门口电线掉地上了").hears("BX")
    world.works()
    (ticket,) = world.use.tickets.listed()
    assert world.duty_was_called(ticket.ticket_no)
    assert calls(world, rank=1)


def test_a_danger_has_somebody_called_though_nobody_says_more(talk: Talk, world: World) -> None:
    with away_at_commit(talk):
        talk.says(f"{PLACE}门口电线掉地上了")
    (ticket,) = world.use.tickets.listed()
    for _ in range(2):
        world.clock.turn(minutes=1)
        tasks.watch()
        world.works()
    assert world.duty_was_called(ticket.ticket_no)
    assert len(calls(world, rank=0)) == 1


def test_a_word_more_for_a_report_has_somebody_called(talk: Talk, world: World) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says(PLACE)
    talk.says("13800000000").hears("对吗")
    with away_at_commit(talk):
        talk.says("对")
    talk.says("取消").hears("取消")
    world.works()
    (ticket,) = world.use.tickets.listed()
    assert not world.duty_was_called(ticket.ticket_no)
    talk.says(f"补充 {ticket.ticket_no} 我家有病人").hears("记下了")
    world.works()
    assert world.duty_was_called(ticket.ticket_no)
