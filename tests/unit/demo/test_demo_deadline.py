import time

import pytest
from support.demo_loader import NOW

from bot.backends.demo import DemoSource
from bot.backends.tickets import NewTicket
from bot.clock import Deadline
from bot.database import Database
from bot.errors import BackendAway, OutOfTime

REPORT = NewTicket("fault", "ada", "石桥镇")


def test_another_writer_holds_a_turn_up_no_longer_than_its_deadline(database: Database) -> None:
    source, begun = DemoSource(database, lambda: NOW), time.monotonic()
    with _another(database).write(), pytest.raises(OutOfTime):
        source.within(Deadline.after(0.1)).tickets.open("a", REPORT)
    assert time.monotonic() - begun < 1
    assert source.within(Deadline()).tickets.of_reporter("ada") == ()


def test_without_a_deadline_it_is_the_database_that_is_away(database: Database) -> None:
    with _another(database).write(), pytest.raises(BackendAway):
        DemoSource(database, lambda: NOW).within(Deadline()).tickets.open("a", REPORT)


def _another(database: Database) -> Database:
    """The same database as another process sees it."""
    return Database(database.engine.url.render_as_string(hide_password=False))
