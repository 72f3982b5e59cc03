"""An outage that ends in the power company's own systems ends for its reporters, too."""

import pytest
from support.duty import report
from support.talk import Talk, World

from bot import tasks
from bot.backends.outages import NewOutage, Outage
from bot.backends.tickets import Ticket

PLACE = "幸福小区3栋"


@pytest.fixture
def outage(world: World) -> Outage:
    """A fault that the control room knows of."""
    transformer = world.use.network.locate(PLACE)[0].transformers[0]
    known = NewOutage("fault", "幸福小区", "跳闸", (transformer,), world.clock())
    opened: Outage = world.use.outages.open("oms", known)
    return opened


@pytest.fixture
def ticket(outage: Outage, talk: Talk) -> Ticket:
    joined = report(talk, PLACE)
    assert joined.outage_no == outage.outage_no
    return joined


def test_the_reporters_hear_that_power_is_back_and_may_say_it_is_not(
    talk: Talk, world: World, outage: Outage, ticket: Ticket
) -> None:
    tasks.watch()
    world.works()
    assert world.use.tickets.get(ticket.ticket_no).state == "new"
    world.clock.turn(minutes=30)
    world.use.outages.close("oms", outage.outage_no, world.clock())
    tasks.watch()
    talk.is_told(ticket.ticket_no, "恢复送电", "1. 还没来电")
    assert world.use.tickets.get(ticket.ticket_no).state == "fixed"
    told = len(world.platform.texts(talk.openid))
    talk.says("1").hears(ticket.ticket_no, "重新打开")
    for _ in range(3):
        world.clock.turn(days=1)
        world.parts.performing.prune()
        tasks.watch()
        world.works()
    assert world.use.tickets.get(ticket.ticket_no).state == "new"
    again = [text for text in world.platform.texts(talk.openid)[told:] if "恢复送电" in text]
    assert not again


def test_closed_on_the_board_it_is_told_once(
    talk: Talk, world: World, outage: Outage, ticket: Ticket
) -> None:
    world.parts.outage_board().close("k", outage.outage_no)
    tasks.watch()
    talk.is_told("恢复送电")
    assert len([text for text in world.platform.texts(talk.openid) if "恢复送电" in text]) == 1
    assert world.use.tickets.get(ticket.ticket_no).state == "fixed"


def test_a_word_that_was_lost_half_way_is_made_up_for(
    talk: Talk, world: World, outage: Outage, ticket: Ticket
) -> None:
    """The process died between the outage's end and the reporters' word."""
    world.use.outages.close("board:k", outage.outage_no, world.clock())
    tasks.watch()
    talk.is_told("恢复送电")
    assert world.use.tickets.get(ticket.ticket_no).state == "fixed"


def test_what_was_only_predicted_ends_without_a_word(talk: Talk, world: World) -> None:
    mine = report(talk, PLACE)
    report(Talk(world, "neighbour"), "幸福小区4栋", "13900000000")
    joined = world.use.tickets.get(mine.ticket_no)
    predicted = world.use.outages.get(joined.outage_no)
    assert not predicted.confirmed
    world.use.outages.close("absorbed", predicted.outage_no, world.clock())
    tasks.watch()
    world.works()
    assert world.use.tickets.get(mine.ticket_no).state == "new"
    assert not [text for text in world.platform.texts(talk.openid) if "恢复送电" in text]
