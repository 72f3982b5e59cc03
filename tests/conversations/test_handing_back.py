"""Somebody on duty who cannot go hands the ticket back, and the next is called at once."""

import re

import pytest
from support.duty import DutyPerson, report, roster
from support.talk import Talk, World, effects

from bot.backends.tickets import Duty
from bot.dispatch import duty_links
from bot.effects import Sms

PLACE = "幸福小区3栋"


@pytest.fixture
def person(talk: Talk, world: World) -> DutyPerson:
    """The first on duty, who has taken a report."""
    report(talk, PLACE)
    return DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted")


def called(world: World, ticket_no: str) -> list[str]:
    return [sms.phone for sms in effects(world, Sms) if ticket_no in sms.text]


def test_the_next_is_called_and_the_reporter_is_told(
    person: DutyPerson, talk: Talk, world: World
) -> None:
    (ticket,) = world.use.tickets.listed()
    first, second = roster(world, PLACE)[:2]
    talk.is_told("已接单")
    person.taps("on_the_way").sees("去不了", "退回").taps("back", note="车坏了")
    talk.is_told(ticket.ticket_no, "等抢修人员接单", f"{first.name}去不了", "重新找人接")
    assert "车坏了" not in world.platform.texts(talk.openid)[-1]
    assert called(world, ticket.ticket_no) == [first.phone, second.phone]
    back = world.use.tickets.get(ticket.ticket_no)
    assert (back.state, back.duty, back.expected_end) == ("new", None, None)
    DutyPerson.called(world, second).sees("车坏了", "接单").taps("accepted")
    talk.is_told("已接单", second.name)


def test_who_was_only_called_passes_it_on_and_the_reporter_hears_nothing(
    talk: Talk, world: World
) -> None:
    ticket = report(talk, PLACE)
    first, second = roster(world, PLACE)[:2]
    DutyPerson.called(world, first).taps("back")
    world.works()
    assert called(world, ticket.ticket_no) == [first.phone, second.phone]
    assert not world.platform.texts(talk.openid)
    talk.says("催一下我的报修")
    world.works()
    assert "催单" in world.sms(second.phone)


def test_tapped_twice_it_is_handed_back_once(person: DutyPerson, talk: Talk, world: World) -> None:
    (ticket,) = world.use.tickets.listed()
    page = person.page
    person.taps("back")
    person.page = page
    person.taps("back")
    world.works()
    assert len(called(world, ticket.ticket_no)) == 2
    assert len([text for text in world.platform.texts(talk.openid) if "退回" in text]) == 1


def test_the_next_that_does_not_take_it_is_followed_by_the_one_after(
    person: DutyPerson, talk: Talk, world: World
) -> None:
    (ticket,) = world.use.tickets.listed()
    people = [entry.phone for entry in roster(world, PLACE)]
    person.taps("back")
    for _ in people:
        world.works()
        world.clock.turn(minutes=10)
    talk.is_told("还没有人确认", "95598")
    assert called(world, ticket.ticket_no) == people


def test_the_last_one_hands_back_and_the_reporter_hears_that_nobody_is_left(
    talk: Talk, world: World
) -> None:
    report(talk, PLACE)
    people = roster(world, PLACE)
    for _ in people[1:]:
        world.clock.turn(minutes=10)
        world.works()
    DutyPerson.called(world, people[-1]).taps("accepted").taps("back")
    talk.is_told("还没有人确认", "95598")


def test_another_persons_ticket_cannot_be_handed_back(
    person: DutyPerson, talk: Talk, world: World
) -> None:
    world.clock.turn(minutes=1)
    (ticket,) = world.use.tickets.listed()
    other = roster(world, PLACE)[1]
    link = duty_links.ticket_link(
        world.parts.links, ticket.ticket_no, Duty(other.name, other.phone)
    )
    DutyPerson(world, link.removeprefix("http://bot.example")).opens().taps("back")
    assert world.use.tickets.get(ticket.ticket_no).state == "accepted"
    person.taps("fixed").taps("back")
    assert world.use.tickets.get(ticket.ticket_no).state == "fixed"


def test_a_manager_hands_a_call_back_to_his_groups_leader(talk: Talk, world: World) -> None:
    talk.says("请和平路12号的台区经理给我回电").says("13800001111").says("想问增容").hears("对吗")
    talk.says("对").hears("BX")
    (number,) = re.findall(r"BX\d{12}", talk.reply)
    transformer = world.use.network.locate("和平路12号")[0].transformers[0]
    manager = world.use.managers.of_transformer(transformer)
    world.works()
    (sms,) = [one for one in effects(world, Sms) if one.phone == manager.phone]
    path = sms.text.split("http://bot.example")[1]
    DutyPerson(world, path).opens().taps("accepted").sees("回不了电").taps("back")
    talk.is_told(number, "等人回电", manager.name)
    assert called(world, number) == [manager.phone, manager.group_phone]
    world.clock.turn(minutes=31)
    talk.is_told(number, "95598")
