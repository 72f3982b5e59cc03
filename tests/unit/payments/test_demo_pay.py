"""`flask --app app demo pay LINK`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.paying import bind, link, receipts, shown, standing
from support.talk import Talk, World

from bot.commands.demo import pay_command
from bot.commands.desk import Desk
from bot.parts import Parts

Run = Callable[..., Result]


@pytest.fixture
def run(
    world: World, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Runs the command with the named variables and a folder of its own."""

    def invoke(url: str, *names: str) -> Result:
        for name in environ:
            monkeypatch.delenv(name, raising=False)
        for name in names:
            monkeypatch.setenv(name, environ[name])
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
        desk = Desk(lambda variables, insist: Parts(variables, insist, world.clock))
        return CliRunner().invoke(pay_command, [url], obj=desk)

    return invoke


def test_it_confirms_and_a_second_time_changes_nothing(world: World, talk: Talk, run: Run) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    for _ in range(2):
        done = run(url, "DATABASE_URL", "SECRET_KEY")
        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout)["state"] == "paid"
    assert standing(world, account).balance_fen == 0
    assert len(receipts(world, account)) == 1
    talk.is_told("收到了")


def test_an_altered_link_pays_nothing(world: World, talk: Talk, run: Run) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    done = run(url[:-3], "DATABASE_URL", "SECRET_KEY")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert not receipts(world, account)


def test_beside_make_run_it_needs_the_database_only(
    talk: Talk, world: World, run: Run, environ: dict[str, str], tmp_path: Path
) -> None:
    bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    refused = run(url, "DATABASE_URL")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "SECRET_KEY" in refused.stderr
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "secret").write_text(environ["SECRET_KEY"])
    assert json.loads(run(url, "DATABASE_URL").stdout)["state"] == "paid"
