"""The folder, the task that empties it, and the command line."""

import fcntl
import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.inbox_desk import LATER, STAMP, InboxDesk

from bot import tasks
from bot.commands.desk import Desk
from bot.commands.inbox import inbox as commands
from bot.database import Base, Database
from bot.parts import Parts

ROSTER = "乡镇,开始时间,结束时间,顺序,姓名,电话\n,0:00,24:00,1,新人,15490000099\n"
Run = Callable[..., Result]
DAY = "2026-11-24"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != ".lock")


def test_files_are_taken_and_put_away(desk: InboxDesk) -> None:
    desk.put(ROSTER, f"roster-{LATER}.csv")
    desk.put("户号\n1\n", f"bills-{LATER}.csv")
    states = [(outcome.kind, outcome.state) for outcome in desk.inbox.take()]
    assert states == [("bills", "rejected"), ("roster", "taken")]
    assert names(desk.folder) == []
    assert names(desk.folder / "done" / DAY) == [f"roster-{LATER}.csv"]
    assert names(desk.folder / "rejected" / DAY) == [
        f"bills-{LATER}.csv",
        f"bills-{LATER}.csv.errors.txt",
    ]
    text = (desk.folder / "rejected" / DAY / f"bills-{LATER}.csv.errors.txt").read_text("utf-8-sig")
    assert "一行也没有导入" in text
    assert "“应收电费”：缺少这一列" in text


def test_kinds_are_taken_in_the_order_in_which_they_build_on_each_other(desk: InboxDesk) -> None:
    for kind in ("bills", "accounts", "transformers", "managers"):
        desk.put(desk.template(kind) + b"\r\n", f"{kind}-{LATER}.csv")
    outcomes = desk.inbox.take()
    assert [one.kind for one in outcomes] == ["managers", "transformers", "accounts", "bills"]
    assert {one.state for one in outcomes} == {"taken"}


def test_a_second_file_of_the_same_name_is_kept_beside_the_first(desk: InboxDesk) -> None:
    for _ in range(2):
        desk.put(ROSTER, f"roster-{LATER}.csv")
        desk.inbox.take()
    assert names(desk.folder / "done" / DAY) == [f"roster-{LATER}.2.csv", f"roster-{LATER}.csv"]


def test_what_was_put_away_is_deleted_after_its_days(desk: InboxDesk) -> None:
    desk.put(ROSTER, f"roster-{LATER}.csv")
    desk.put("户号\n1\n", f"bills-{LATER}.csv")
    desk.inbox.take()
    (desk.folder / "done" / "notes of the clerk").mkdir()
    desk.clock.turn(days=30)
    desk.inbox.prune(30)
    assert (desk.folder / "done" / DAY).is_dir()
    desk.clock.turn(days=1)
    desk.inbox.prune(30)
    left = {path.name for name in ("done", "rejected") for path in (desk.folder / name).iterdir()}
    assert left == {"notes of the clerk"}
    assert desk.rows("utility_roster")


def test_a_file_still_on_its_way_is_left(desk: InboxDesk) -> None:
    path = desk.put(ROSTER, f"roster-{LATER}.csv")
    now = path.stat().st_mtime + 60
    os.utime(path, (now, now))
    for name in ("~$bills.xlsx", ".bills.csv", "bills.csv.part"):
        desk.put("x", name)
    assert desk.inbox.take() == []
    desk.clock.turn(minutes=1)
    assert [outcome.state for outcome in desk.inbox.take()] == ["taken"]


def test_one_at_a_time(desk: InboxDesk) -> None:
    desk.put(ROSTER, f"roster-{LATER}.csv")
    with (desk.folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert desk.inbox.take() == []
    assert len(desk.inbox.take()) == 1


def test_checking_keeps_nothing(desk: InboxDesk) -> None:
    assert desk.check(ROSTER, f"roster-{LATER}.csv").state == "fine"
    assert "新人" not in {row.name for row in desk.rows("utility_roster")}
    assert not [table for table in _tables(desk.database) if table.startswith("staged_")]


@pytest.mark.parametrize(
    ("name", "as_of"),
    [
        ("bills-20261124.csv", "11-24 20:14"),
        ("账单20261123.csv", "11-23 23:59"),
        ("bills.csv", "11-24 20:14"),
        ("bills-20261122_0915.csv", "11-22 09:15"),
    ],
)
def test_the_time_of_the_data_is_in_the_name_or_when_it_was_written(
    desk: InboxDesk, name: str, as_of: str
) -> None:
    outcome = desk.check(desk.template("bills") + b"\r\n", name)
    assert outcome.state == "fine"
    assert outcome.as_of is not None
    assert f"{outcome.as_of:%m-%d %H:%M}" == as_of


def test_a_long_file_tells_how_far_it_is(desk: InboxDesk) -> None:
    header = "户号,电费月份,用电量,应收电费,缴费截止日期,抄表起日,抄表止日"
    row = "5120000001,{}-{:02d},1,1,2026-12-20,2026-10-28,2026-11-20"
    rows = [row.format(year, month) for year in range(1990, 2099) for month in range(1, 13)]
    desk.drop("\n".join((header, *rows * 20)), f"bills-{LATER}.csv")
    assert desk.progress == [10_000, 20_000]


def test_the_scheduler_looks_there_for_a_file_backend_only(
    environ: dict[str, str],
) -> None:
    for backend, expected in (("file", True), ("demo", False)):
        tasks.configure(Parts(environ | {"BACKEND": backend}))
        schedule = tasks.celery.conf.beat_schedule
        assert ("inbox" in schedule) == expected
        for entry in schedule.values():  # an hour without a worker leaves no heap of them
            assert entry["options"]["expires"] <= entry["schedule"]


def test_the_scheduler_prunes_by_the_setting(environ: dict[str, str]) -> None:
    parts = Parts(environ | {"BACKEND": "file", "SMS": "none", "INBOX_KEEP_DAYS": "7"})
    tasks.configure(parts)
    done = parts.settings.data_dir / "inbox" / "done"
    today = parts.clock().date()
    for days in (7, 8):
        (done / (today - timedelta(days=days)).isoformat()).mkdir(parents=True)
    tasks.prune()
    assert [path.name for path in done.iterdir()] == [(today - timedelta(days=7)).isoformat()]
    parts.database.close()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    database = Database(f"sqlite:///{tmp_path / 'cli.db'}")
    Base.metadata.create_all(database.engine)
    database.close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'cli.db'}")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))

    def invoke(*words: str, backend: str = "file") -> Result:
        monkeypatch.setenv("BACKEND", backend)
        return CliRunner().invoke(commands, words, obj=Desk(Parts))

    return invoke


def test_check_names_every_error_as_a_line_of_json_and_fails(run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"roster-{STAMP}.csv"
    path.write_text(ROSTER.replace("24:00", "25:00"), "gbk")
    result = run("check", str(path))
    assert result.exit_code == 1
    fault, summary = map(json.loads, result.stdout.splitlines())
    assert fault == {"row": 2, "column": "结束时间", "error": "不是整点（比如8:00、20:00）"}
    assert (summary["state"], summary["errors"], summary["rows"]) == ("rejected", 1, 1)


def test_load_takes_it_in_and_a_second_time_changes_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"roster-{STAMP}.csv"
    path.write_text(ROSTER)
    for command, state in (("check", "fine"), ("load", "taken"), ("load", "known")):
        result = run(command, str(path))
        assert result.exit_code == 0, result.stdout
        assert json.loads(result.stdout)["state"] == state
    assert path.exists()


def test_files_do_not_mix_with_the_demo(run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"roster-{STAMP}.csv"
    path.write_text(ROSTER)
    result = run("load", str(path), backend="demo")
    assert result.exit_code == 2
    assert "BACKEND=file" in result.stderr


def _tables(database: Database) -> list[str]:
    from sqlalchemy import inspect

    return inspect(database.engine).get_table_names()
