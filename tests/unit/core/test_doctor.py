import json

import pytest
from click.testing import CliRunner, Result
from support.talk import World

from bot.doctor import doctor
from bot.parts import Parts


class Desk:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def parts(self, *_insist: str) -> Parts:
        return self._parts


def checked(result: Result) -> dict[str, bool]:
    rows = [json.loads(line) for line in result.output.splitlines()]
    return {row["check"]: row["ok"] for row in rows}


@pytest.fixture
def whole(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("whole")
def test_a_whole_machine_is_well(world: World) -> None:
    result = CliRunner().invoke(doctor, obj=Desk(world.parts))
    assert all(checked(result).values()), result.output
    assert result.exit_code == 0


@pytest.mark.usefixtures("whole")
def test_each_fault_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY")
    world.platform.errcodes["/cgi-bin/customservice/getonlinekflist"] = 48001
    result = CliRunner().invoke(doctor, obj=Desk(world.parts))
    wrong = {name for name, ok in checked(result).items() if not ok}
    assert wrong == {"environment", "platform"}
    assert "SECRET_KEY" in result.output
    assert result.exit_code == 1
