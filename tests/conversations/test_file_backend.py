"""A utility without an API: the bot answers out of the files that its clerk dropped."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.talk import Talk, World

from bot.clock import SHANGHAI
from bot.database import Base, Database
from bot.parts.places import ROOT
from bot.store.bindings import Binding, bound
from bot.tasks import inbox

KINDS = (
    "managers", "transformers", "places", "accounts", "bills",
    "payments", "outages", "applications", "points", "roster",
)  # fmt: skip


@pytest.fixture
def world(make_world: Callable[..., World], tmp_path: Path) -> World:
    """A bot of its own database, after the scheduler looked into the inbox once."""
    database = Database(f"sqlite:///{tmp_path / 'files.db'}")
    Base.metadata.create_all(database.engine)
    database.close()
    world = make_world(
        BACKEND="file",
        DATABASE_URL=f"sqlite:///{tmp_path / 'files.db'}",
        CASHIER_URL="https://cashier.example/pay?no={account_no}",
    )
    folder = tmp_path / "var" / "inbox"
    folder.mkdir(parents=True)
    for kind in KINDS:
        shutil.copy(ROOT / "docs" / "inbox" / f"{kind}.csv", folder / f"{kind}-20261124-0800.csv")
    written = world.clock().replace(tzinfo=SHANGHAI).timestamp() - 60
    for path in folder.iterdir():
        os.utime(path, (written, written))
    inbox()
    assert {path.name for path in folder.iterdir()} == {".lock", "done"}
    return world


@pytest.fixture
def talk(world: World) -> Talk:
    """A resident bound to the account of the files that owes."""
    with world.parts.database.write() as connection:
        for statement in bound(Binding("resident-one", "5120000002", world.clock())):
            connection.execute(statement)
    return Talk(world)


def test_a_bill_with_the_time_of_its_data(talk: Talk) -> None:
    talk.says("我家电费多少").hears("2026年10月", "94.10", "数据截至11月24日 08:00")


def test_an_outage_that_is_planned(talk: Talk) -> None:
    talk.says("柳沟村什么时候停电").hears("柳沟村", "08:30")


def test_a_place_of_the_files_takes_a_report(talk: Talk, world: World) -> None:
    talk.says("和平路12号停电了，帮我报修").hears("手机")
    talk.says("15400000001").hears("对吗")
    talk.says("对").hears("BX")
    (ticket,) = world.use.tickets.of_reporter("resident-one")
    assert ticket.transformers == ("T00001",)


def test_whom_to_call_and_where_to_go(talk: Talk) -> None:
    talk.says("我的台区经理是谁").hears("何二")
