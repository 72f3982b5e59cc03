"""Photos and recordings go with the report that they were sent for."""

from pathlib import Path

import pytest
from support.duty import report
from support.talk import Talk, World

from bot import tasks
from bot.backends.tickets import Ticket, TicketEvent

PLACE = "幸福小区3栋"


@pytest.fixture
def photographed(world: World, talk: Talk) -> Ticket:
    ticket = report(talk, PLACE)
    world.platform.media["m1"] = b"\xff\xd8\xff picture"
    talk.sends("image", MediaId="m1", PicUrl="http://x")
    world.works()
    assert len(kept(world, ticket)) == 1
    return ticket


def kept(world: World, ticket: Ticket) -> list[Path]:
    return list((world.parts.settings.data_dir / "media").glob(f"{ticket.ticket_no}/*"))


def test_they_are_deleted_long_after_it_was_closed(world: World, photographed: Ticket) -> None:
    world.use.tickets.move("k", photographed.ticket_no, "cancelled")
    for days, left in ((0, 1), (89, 1), (2, 0)):
        world.clock.turn(days=days)
        tasks.prune()
        assert len(kept(world, photographed)) == left
    shown = world.use.tickets.get(photographed.ticket_no)
    assert "photo" in [event.what for event in shown.events]


def test_an_open_report_keeps_them(world: World, photographed: Ticket) -> None:
    world.clock.turn(days=400)
    tasks.prune()
    assert len(kept(world, photographed)) == 1


def test_a_word_on_a_closed_report_keeps_them_longer(world: World, photographed: Ticket) -> None:
    number = photographed.ticket_no
    world.use.tickets.move("k", number, "cancelled")
    world.clock.turn(days=80)
    word = TicketEvent(world.clock(), "note", "还是有火花")
    world.use.tickets.amend("a", number, event=word)
    world.clock.turn(days=20)
    tasks.prune()
    assert len(kept(world, photographed)) == 1
