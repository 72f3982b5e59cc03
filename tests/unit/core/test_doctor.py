import json

import pytest
from click.testing import CliRunner, Result
from support.talk import World

from bot.commands.doctor import doctor
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
def test_a_database_without_its_schema_keeps_no_check_from_running(
    environ: dict[str, str], empty_url: str
) -> None:
    parts = Parts(environ | {"DATABASE_URL": empty_url})
    result = CliRunner().invoke(doctor, obj=Desk(parts))
    parts.database.close()
    found = checked(result)
    assert not found["database"]
    assert found["redis-server"]
    assert "db upgrade" in result.output


@pytest.mark.usefixtures("whole")
def test_each_fault_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY")
    world.platform.errcodes["/cgi-bin/customservice/getonlinekflist"] = 48001
    result = CliRunner().invoke(doctor, obj=Desk(world.parts))
    wrong = {name for name, ok in checked(result).items() if not ok}
    assert wrong == {"environment", "platform"}
    assert "SECRET_KEY" in result.output
    assert result.exit_code == 1
