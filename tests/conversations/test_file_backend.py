"""A utility without an API: the bot answers out of the files that its clerk dropped."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.paying import bind
from support.talk import Talk, World

from bot import tasks
from bot.clock import SHANGHAI
from bot.database import Base, Database
from bot.paths import ROOT

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
    takes_in(world)
    return world


def takes_in(world: World) -> None:
    """The scheduler looks into the inbox, and takes all of it in."""
    folder = world.parts.settings.data_dir / "inbox"
    written = world.clock().replace(tzinfo=SHANGHAI).timestamp() - 60
    for path in folder.glob("*.csv"):
        os.utime(path, (written, written))
    tasks.inbox()
    assert {path.name for path in folder.iterdir()} == {".lock", "done"}


def drops(world: World, name: str, *lines: str) -> None:
    """The clerk drops a file."""
    folder = world.parts.settings.data_dir / "inbox"
    (folder / name).write_text("\n".join(lines), "utf-8")
    takes_in(world)


@pytest.fixture
def talk(world: World) -> Talk:
    """A resident bound to the account of the files that owes."""
    bind(world, world.use.accounts.get("5120000002"))
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


OUTAGE = "停电编号,停电类型,停电区域,停电原因,停电设备,停电时间,送电时间,状态"
FAULT = "GZ7,故障,和平路,线路故障,T00001,2026-11-24 20:00,2026-11-24 23:00"


def test_a_file_that_ends_an_outage_tells_who_reported_it(talk: Talk, world: World) -> None:
    drops(world, "outages-20261124-2010.csv", OUTAGE, f"{FAULT},停电中")
    talk.says("和平路12号停电了，帮我报修").hears("手机", "已经知道")
    talk.says("15400000001").hears("对吗")
    talk.says("对").hears("BX", "已并到这处停电")
    world.clock.turn(hours=1)
    drops(world, "outages-20261124-2110.csv", OUTAGE, f"{FAULT},已送电")
    tasks.watch()
    talk.is_told("恢复送电", "1. 还没来电")
    talk.says("1").hears("重新打开")


ACCOUNT = "户号,户名,手机号,用电地址,用电类别,电压等级,电表编号,台区编号,停电日期"


def test_where_no_meter_can_be_asked_none_is_said_to_be(talk: Talk, world: World) -> None:
    account = world.use.accounts.get("5120000002")
    row = f"{account.account_no},{account.holder},15400000002,{account.address},居民,220V"
    meter = f"{account.usage_point.meter_no},{account.usage_point.transformer}"
    drops(world, "accounts-20261124-1900.csv", ACCOUNT, f"{row},{meter},2026-11-22")
    header = "凭证号,户号,实收金额,缴费时间"
    drops(world, "payments-20261124-2000.csv", header, "P9,5120000002,900,2026-11-24 19:30")
    talk.says("交了费还没来电").hears("都交清了", "电表这里查不到", "现在来电了吗")
    talk.says("我先等等").hears("再查一次").misses("查电表")
    world.clock.turn(hours=2)
    talk.is_told("查不到复没复电", "自动给您登记抢修", "BX", "已经来电了").misses("还没复电，")


def test_without_a_roster_operators_and_the_reporter_are_told(talk: Talk, world: World) -> None:
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM utility_roster")
    assert "roster is empty" in world.client.get("/readyz").get_data(as_text=True)
    talk.says("和平路12号停电了，帮我报修").hears("手机")
    talk.says("15400000001").hears("对吗")
    talk.says("对").hears("BX")
    talk.is_told("还没有人确认", "95598")
